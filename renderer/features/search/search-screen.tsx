/* oxlint-disable jsx-a11y/prefer-tag-over-role -- options with several parts have no tag of their own */
import { useEffect, useId, useMemo, useRef, useState, type KeyboardEvent } from 'react';
import { SearchX, TextSearch } from 'lucide-react';
import type { ConversationId, MessageId } from '#shared/lib/ids.ts';
import { api } from '#renderer/bridge/api.ts';
import { useText, type TextKey } from '#renderer/i18n/text.ts';
import { useCommand } from '#renderer/keys/command-provider.tsx';
import { announce } from '#renderer/ui/announcer.ts';
import { Button } from '#renderer/ui/button.tsx';
import { EmptyState } from '#renderer/ui/empty-state.tsx';
import { ErrorState } from '#renderer/ui/error-state.tsx';
import { isImeKey } from '#renderer/ui/ime.ts';
import { SearchField } from '#renderer/ui/search-field.tsx';
import { SkeletonRows } from '#renderer/ui/skeleton.tsx';
import { Spinner } from '#renderer/ui/spinner.tsx';
import { useNow } from '#renderer/ui/use-now.ts';
import { Waiting } from '#renderer/ui/waiting.tsx';
import { FilterBar } from './filter-bar.tsx';
import { ConversationHit, MessageHit } from './hit-rows.tsx';
import { wordsOf } from './marks.ts';
import { isAsked, readQuery } from './query.ts';
import { useHits, type Hits } from './use-hits.ts';
import styles from './search-screen.module.css';

export interface SearchScreenProps {
  /** What to look for at first; a change of it is looked for again. */
  text?: string;
  /** Told once typing settles, for the address bar. */
  onText?: (text: string) => void;
  onOpen: (conversationId: ConversationId, messageId: MessageId | null) => void;
}

const examples: readonly TextKey[] = [
  'search.example.order',
  'search.example.from',
  'search.example.has',
  'search.example.in',
  'search.example.after',
];

/** Looks through every message of the desk. */
export function SearchScreen({ text = '', onText, onOpen }: SearchScreenProps) {
  const t = useText();
  const now = useNow();
  const box = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState(text);
  const [settled, setSettled] = useState(text);
  const [given, setGiven] = useState(text);
  if (given !== text) {
    setGiven(text);
    if (text.trim() !== settled.trim()) {
      setTyped(text);
      setSettled(text);
    }
  }
  const [at, setAt] = useState(0);
  const listId = useId();
  useCommand('search.open', () => {
    box.current?.focus();
    box.current?.select();
  });

  const reading = useMemo(() => readQuery(settled, now), [settled, now]);
  const asked = isAsked(reading);
  const found = useHits(asked ? reading.query : null);
  const isPlain = reading.filters.length === 0 && reading.query.text.trim() !== '';
  const quick = api.useSearchQuickQuery({ text: reading.query.text }, { skip: !isPlain });
  const conversations = isPlain ? (quick.currentData?.conversations ?? []) : [];
  const count = conversations.length + found.hits.length;
  const index = Math.max(0, Math.min(at, count - 1));
  useEffect(() => {
    if (asked && !found.isLooking && found.error === null)
      announce(t('palette.found', { count: found.hits.length }), { group: 'search' });
  }, [asked, found.isLooking, found.error, found.hits.length, t]);

  const words = wordsOf(reading.query.text);
  const open = (position: number) => {
    const conversation = conversations[position];
    const hit = found.hits[position - conversations.length];
    if (conversation) onOpen(conversation.id, null);
    else if (hit) onOpen(hit.conversationId, hit.messageId);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (isImeKey(event)) return;
    if (event.key === 'ArrowDown') setAt(Math.min(count - 1, index + 1));
    else if (event.key === 'ArrowUp') setAt(Math.max(0, index - 1));
    else if (event.key === 'Enter') open(index);
    else return;
    event.preventDefault();
  };
  const type = (next: string) => {
    setTyped(next);
    setAt(0);
    box.current?.focus();
  };
  const option = (position: number) => ({
    id: `${listId}-${position}`,
    isAt: position === index,
    onTake: () => open(position),
  });
  return (
    <section className={styles.screen} aria-label={t('search.title')}>
      <header className={styles.head}>
        <SearchField
          label={t('search.box')}
          clearLabel={t('ui.clear')}
          value={typed}
          onChange={type}
          onSettle={(next) => {
            setSettled(next);
            if (next !== settled) onText?.(next);
          }}
          onKeyDown={onKeyDown}
          inputRef={box}
          // oxlint-disable-next-line jsx-a11y/no-autofocus -- one comes here to type
          autoFocus
          end={found.isLooking ? <Spinner size={14} /> : undefined}
          steers={{ listId, optionId: count > 0 ? `${listId}-${index}` : undefined }}
        />
        <FilterBar typed={typed} reading={reading} now={now} onType={type} />
      </header>
      <div className={styles.body}>
        {!asked && (
          <EmptyState icon={<TextSearch size={20} aria-hidden />} title={t('search.begin')}>
            <p>{t('search.beginHint')}</p>
            <p className={styles.examples}>
              {examples.map((key) => (
                <Button key={key} size="small" onPress={() => type(t(key))}>
                  {t(key)}
                </Button>
              ))}
            </p>
          </EmptyState>
        )}
        {asked && count > 0 && (
          <div id={listId} role="listbox" aria-label={t('search.results')} className={styles.list}>
            {conversations.length > 0 && (
              <div role="group" aria-label={t('search.conversations')}>
                <div className={styles.title} aria-hidden>
                  {t('search.conversations')}
                </div>
                {conversations.map((row, position) => (
                  <ConversationHit
                    key={row.id}
                    row={row}
                    now={now}
                    words={words}
                    {...option(position)}
                  />
                ))}
              </div>
            )}
            {found.hits.length > 0 && (
              <div role="group" aria-label={t('search.messages')}>
                <div className={styles.title} aria-hidden>
                  {t('search.messages')} <CountText found={found} />
                </div>
                {found.hits.map((hit, position) => (
                  <MessageHit
                    key={hit.messageId}
                    hit={hit}
                    now={now}
                    words={words}
                    {...option(conversations.length + position)}
                  />
                ))}
              </div>
            )}
          </div>
        )}
        {asked && <Foot found={found} isEmpty={count === 0} />}
      </div>
    </section>
  );
}

function CountText({ found }: { found: Hits }) {
  const t = useText();
  const text =
    found.count === null
      ? t('search.shown', { count: found.hits.length })
      : t(found.isCapped ? 'search.atLeast' : 'search.count', { count: found.count });
  return <span className="num">{text}</span>;
}

function Foot({ found, isEmpty }: { found: ReturnType<typeof useHits>; isEmpty: boolean }) {
  const t = useText();
  if (found.error)
    return (
      <ErrorState
        what={t('search.failed')}
        safe={t('search.failedSafe')}
        code={found.error.code}
        onRetry={found.again}
      />
    );
  if (found.isLooking && isEmpty)
    return (
      <Waiting
        shape={<SkeletonRows count={6} />}
        words={t('search.looking')}
        onRetry={found.again}
      />
    );
  if (isEmpty && !found.hasMore)
    return (
      <EmptyState icon={<SearchX size={20} aria-hidden />} title={t('search.nothing')}>
        {t('search.nothingHint')}
      </EmptyState>
    );
  if (!found.hasMore) return null;
  return (
    <div className={styles.more}>
      {found.hits.length === 0 && <p>{t('search.furtherOn')}</p>}
      <Button onPress={found.more} isBusy={found.isLooking}>
        {t(found.hits.length === 0 ? 'search.goOn' : 'search.more')}
      </Button>
    </div>
  );
}
