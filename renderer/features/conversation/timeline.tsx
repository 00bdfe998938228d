import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import { ArrowDown } from 'lucide-react';
import type { ConversationDetail } from '#shared/contract/rows.ts';
import { useLanguage, useText } from '#renderer/i18n/text.ts';
import { useCommand } from '#renderer/keys/command-provider.tsx';
import { CaseEntry } from '#renderer/features/cases/case-entry.tsx';
import { explain } from '#renderer/i18n/explain.ts';
import { Button } from '#renderer/ui/button.tsx';
import { EmptyState } from '#renderer/ui/empty-state.tsx';
import { ErrorState } from '#renderer/ui/error-state.tsx';
import { dayName } from '#renderer/ui/format/times.ts';
import { SkeletonRows } from '#renderer/ui/skeleton.tsx';
import { Spinner } from '#renderer/ui/spinner.tsx';
import { useNow } from '#renderer/ui/use-now.ts';
import { EventLines } from './event-lines.tsx';
import { MailCard } from './mail-card.tsx';
import { MessageBubble } from './message-bubble.tsx';
import { timelineItems, type TimelineItem } from './timeline-items.ts';
import type { TimelineSnapshot } from './timeline-store.ts';
import styles from './timeline.module.css';

interface TimelineProps {
  conversation: ConversationDetail;
  snapshot: TimelineSnapshot;
  /** Entry to bring into sight and mark. */
  focusSeq: number | null;
  onOlder: () => void;
  onRetry: () => void;
}

const NEAR_END_PX = 60;
const NEAR_TOP_PX = 240;

/** What was said, oldest first. It stays at the newest while the reader is there, and still otherwise. */
export function Timeline({ conversation, snapshot, focusSeq, onOlder, onRetry }: TimelineProps) {
  const t = useText();
  const scroller = useRef<HTMLDivElement>(null);
  const [isAtEnd, setIsAtEnd] = useState(true);
  const [seen, setSeen] = useState(0);
  const [focused, setFocused] = useState<number | null>(null);
  const before = useRef({ firstSeq: 0, height: 0 });
  const { entries, phase, hasOlder, firstUnreadSeq } = snapshot;
  const items = timelineItems(entries, firstUnreadSeq);
  const firstSeq = entries[0]?.seq ?? 0;
  const lastSeq = entries.at(-1)?.seq ?? 0;
  if (isAtEnd && seen !== lastSeq) setSeen(lastSeq);
  if (focusSeq !== focused) {
    setFocused(focusSeq);
    if (focusSeq !== null) setIsAtEnd(false);
  }
  const toEnd = () => {
    const element = scroller.current;
    if (element) element.scrollTop = element.scrollHeight;
  };
  // Older entries push the rest down: the reader's place moves with them.
  useLayoutEffect(() => {
    const element = scroller.current;
    if (!element) return;
    const { firstSeq: was, height } = before.current;
    if (was !== 0 && firstSeq < was) element.scrollTop += element.scrollHeight - height;
    else if (isAtEnd) toEnd();
    before.current = { firstSeq, height: element.scrollHeight };
  }, [firstSeq, lastSeq, entries, isAtEnd]);
  // Images and mails grow after they are drawn.
  useEffect(() => {
    const sheet = scroller.current?.firstElementChild;
    if (!sheet || !isAtEnd || focusSeq !== null) return undefined;
    const observer = new ResizeObserver(toEnd);
    observer.observe(sheet);
    return () => observer.disconnect();
  }, [isAtEnd, focusSeq, phase]);
  useEffect(() => {
    if (focusSeq === null) return;
    scroller.current
      ?.querySelector(`[data-seq="${focusSeq}"]`)
      ?.scrollIntoView({ block: 'center' });
  }, [focusSeq]);
  useCommand('conversation.newest', () => {
    setIsAtEnd(true);
    toEnd();
  });

  if (phase === 'failed') return <ErrorState what={explain(t, snapshot.error)} onRetry={onRetry} />;
  if (phase === 'loading') return <SkeletonRows count={5} height="64px" />;
  if (items.length === 0) return <EmptyState title={t('conversation.empty')} />;
  const newCount = entries.filter((entry) => entry.kind === 'message' && entry.seq > seen).length;
  return (
    <>
      <div
        ref={scroller}
        className={styles.scroller}
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls by keyboard
        tabIndex={0}
        role="log"
        aria-label={t('app.region.timeline')}
        data-place="timeline"
        onScroll={(event) => {
          const { scrollTop, scrollHeight, clientHeight } = event.currentTarget;
          setIsAtEnd(scrollHeight - scrollTop - clientHeight < NEAR_END_PX);
          if (scrollTop < NEAR_TOP_PX && hasOlder) onOlder();
        }}
      >
        <div className={styles.sheet}>
          {snapshot.isLoadingOlder && (
            <div className={styles.older}>
              <Spinner size={16} />
            </div>
          )}
          {items.map((item) => (
            <Item
              key={item.key}
              item={item}
              conversation={conversation}
              focusSeq={focusSeq}
              items={items}
            />
          ))}
        </div>
      </div>
      {!isAtEnd && (
        <Button
          size="small"
          className={styles.newest}
          kind={newCount > 0 ? 'primary' : 'plain'}
          icon={<ArrowDown size={14} aria-hidden />}
          onPress={() => {
            setIsAtEnd(true);
            toEnd();
          }}
        >
          {newCount > 0
            ? t('conversation.new.pill', { count: newCount })
            : t('conversation.newest')}
        </Button>
      )}
    </>
  );
}

interface ItemProps {
  item: TimelineItem;
  items: readonly TimelineItem[];
  conversation: ConversationDetail;
  focusSeq: number | null;
}

function Item({ item, items, conversation, focusSeq }: ItemProps) {
  const t = useText();
  const language = useLanguage();
  const now = useNow();
  switch (item.kind) {
    case 'day':
      return (
        <h3 className={styles.day}>
          <span>{dayName(item.at, now, language)}</span>
        </h3>
      );
    case 'unread':
      return (
        <p className={styles.unread}>
          <span>{t('conversation.unread.line', { count: item.count })}</span>
        </p>
      );
    case 'case':
      return <CaseEntry entry={item.entry} />;
    case 'events':
      return <EventLines entries={item.entries} />;
    case 'message': {
      const { entry } = item;
      const isFound = entry.seq === focusSeq;
      if (entry.channel !== 'email' || entry.direction === 'note')
        return (
          <MessageBubble
            entry={entry}
            isFirst={item.isFirst}
            isLast={item.isLast}
            isFound={isFound}
            customerName={conversation.contactName}
          />
        );
      const mails = items.flatMap((one) =>
        one.kind === 'message' && one.entry.channel === 'email' ? [one.key] : [],
      );
      const isNewest = mails.indexOf(item.key) >= mails.length - 2;
      return (
        <MailCard
          entry={entry}
          isOpenAtFirst={isNewest || entry.isUnread || isFound}
          isFound={isFound}
          customerName={conversation.contactName}
        />
      );
    }
  }
}
