import { useState } from 'react';
import { EyeOff } from 'lucide-react';
import type { MessageEntry } from '#shared/contract/rows.ts';
import { useText } from '#renderer/i18n/text.ts';
import { cx } from '#renderer/ui/class-names.ts';
import { clockTime, exactTime } from '#renderer/ui/format/times.ts';
import { WithNumbers } from './record-link.tsx';
import { Attachments } from './attachments.tsx';
import { DeliveryLine } from './delivery-line.tsx';
import styles from './message-bubble.module.css';

interface MessageBubbleProps {
  entry: MessageEntry;
  isFirst: boolean;
  isLast: boolean;
  isFound: boolean;
  customerName: string | null;
}

const LONG_TEXT = 1_500;

/** A chat message or a note. */
export function MessageBubble(props: MessageBubbleProps) {
  const { entry, isFirst, isLast, isFound, customerName } = props;
  const t = useText();
  const author =
    entry.direction === 'inbound'
      ? (customerName ?? t('conversation.inbound'))
      : (entry.authorName ?? t('conversation.outbound'));
  return (
    <article
      data-seq={entry.seq}
      className={cx(
        styles.message,
        styles[entry.direction],
        isFirst && styles.first,
        isFound && styles.found,
      )}
      aria-label={author}
    >
      <div className={styles.bubble}>
        {isFirst && entry.direction !== 'inbound' && <p className={styles.author}>{author}</p>}
        <MessageText text={entry.text} />
        <Attachments files={entry.attachments} />
        <Masked masked={entry.masked} />
        {(isLast || entry.delivery?.state !== 'read') && (
          <footer className={styles.foot}>
            <time title={exactTime(entry.at)}>{clockTime(entry.at)}</time>
            {entry.direction === 'note' && <span>{t('conversation.note.hidden')}</span>}
            <DeliveryLine entry={entry} />
          </footer>
        )}
      </div>
    </article>
  );
}

/** Plain text with its addresses and order numbers as links; a very long one is folded. */
export function MessageText({ text }: { text: string }) {
  const t = useText();
  const [isWhole, setIsWhole] = useState(false);
  if (text === '') return null;
  const isLong = text.length > LONG_TEXT;
  const shown = isLong && !isWhole ? `${text.slice(0, LONG_TEXT)}…` : text;
  const parts = shown.split(/(https?:\/\/[^\s<>"'，。；）]+)/g);
  return (
    <div className={styles.text}>
      {parts.map((part, index) =>
        index % 2 === 0 ? (
          <WithNumbers key={index} text={part} />
        ) : (
          <a key={index} href={part} target="_blank" rel="noopener noreferrer nofollow">
            {part}
          </a>
        ),
      )}
      {isLong && (
        <button type="button" className={styles.more} onClick={() => setIsWhole(!isWhole)}>
          {t(isWhole ? 'conversation.text.less' : 'conversation.text.more')}
        </button>
      )}
    </div>
  );
}

/** Says that the card gate hid something. */
export function Masked({ masked }: { masked: MessageEntry['masked'] }) {
  const t = useText();
  const count = Object.values(masked).reduce((sum, one) => sum + one, 0);
  if (count === 0) return null;
  return (
    <p className={styles.masked}>
      <EyeOff size={13} aria-hidden />
      {t('conversation.masked', { count })}
    </p>
  );
}
