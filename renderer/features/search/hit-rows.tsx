/* oxlint-disable jsx-a11y/prefer-tag-over-role -- options with several parts have no tag of their own */
import { useEffect, useRef, type ReactNode } from 'react';
import type { ConversationRow, SearchHit } from '#shared/contract/rows.ts';
import { useLanguage, useText } from '#renderer/i18n/text.ts';
import { ChannelIcon } from '#renderer/ui/channel-icon.tsx';
import { exactTime, listTime } from '#renderer/ui/format/times.ts';
import { marked, type Piece } from './marks.ts';
import styles from './search-screen.module.css';

interface HitProps {
  now: number;
  /** Marked wherever they stand. */
  words: readonly string[];
}
interface OptionProps {
  id: string;
  isAt: boolean;
  onTake: () => void;
}

function Option({ id, isAt, onTake, children }: OptionProps & { children: ReactNode }) {
  const element = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (isAt) element.current?.scrollIntoView({ block: 'nearest' });
  }, [isAt]);
  return (
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- the box above owns the keys
    <div
      ref={element}
      id={id}
      role="option"
      aria-selected={isAt}
      tabIndex={-1}
      className={styles.hit}
      onClick={onTake}
    >
      {children}
    </div>
  );
}

const Marked = ({ pieces }: { pieces: readonly Piece[] }) =>
  pieces.map((piece, index) =>
    piece.isHit ? <mark key={index}>{piece.text}</mark> : <span key={index}>{piece.text}</span>,
  );

export function MessageHit({
  hit,
  now,
  words,
  ...option
}: OptionProps & HitProps & { hit: SearchHit }) {
  const t = useText();
  const language = useLanguage();
  return (
    <Option {...option}>
      <ChannelIcon channel={hit.channel} label={t(`words.channel.${hit.channel}`)} />
      <span className={styles.who}>
        <strong>
          <Marked pieces={marked(hit.contactName ?? `#${hit.conversationNumber}`, words)} />
        </strong>
        <span className={styles.subject}>
          <Marked pieces={marked(hit.subject ?? '', words)} />
        </span>
      </span>
      <span className={styles.facts}>
        <span className="id">#{hit.conversationNumber}</span>
        <time dateTime={new Date(hit.at).toISOString()} title={exactTime(hit.at)}>
          {listTime(hit.at, now, language)}
        </time>
      </span>
      <span className={styles.snippet}>
        <Marked pieces={hit.snippet} />
      </span>
    </Option>
  );
}

export function ConversationHit({
  row,
  now,
  words,
  ...option
}: OptionProps & HitProps & { row: ConversationRow }) {
  const t = useText();
  const language = useLanguage();
  return (
    <Option {...option}>
      <ChannelIcon channel={row.channel} label={t(`words.channel.${row.channel}`)} />
      <span className={styles.who}>
        <strong>
          <Marked pieces={marked(row.contactName ?? row.address, words)} />
        </strong>
        <span className={styles.subject}>
          <Marked pieces={marked(row.subject ?? row.preview?.text ?? '', words)} />
        </span>
      </span>
      <span className={styles.facts}>
        <span>{t(`words.status.${row.status}`)}</span>
        <span className="id">#{row.number}</span>
        <time
          dateTime={new Date(row.lastMessageAt).toISOString()}
          title={exactTime(row.lastMessageAt)}
        >
          {listTime(row.lastMessageAt, now, language)}
        </time>
      </span>
    </Option>
  );
}
