import { useEffect, useRef, type KeyboardEvent } from 'react';
import { BadgeCheck } from 'lucide-react';
import { useVirtualizer } from '@tanstack/react-virtual';
import type { ContactId } from '#shared/lib/ids.ts';
import type { ContactListRow } from '#shared/contract/contact-rows.ts';
import { useLanguage, useText } from '#renderer/i18n/text.ts';
import { Avatar } from '#renderer/ui/avatar.tsx';
import { Chip } from '#renderer/ui/chip.tsx';
import { listTime } from '#renderer/ui/format/times.ts';
import { Hidden } from '#renderer/ui/hidden.tsx';
import { useNow } from '#renderer/ui/use-now.ts';
import styles from './contacts.module.css';

const ROW = 44;

interface ContactListProps {
  rows: readonly ContactListRow[];
  hasMore: boolean;
  isLoading: boolean;
  onMore: () => void;
  onOpen: (id: ContactId) => void;
}

/** Rows of customers; only those in sight are in the page, the next page comes before its end. */
export function ContactList({ rows, hasMore, isLoading, onMore, onOpen }: ContactListProps) {
  const t = useText();
  const scroller = useRef<HTMLDivElement>(null);
  // oxlint-disable-next-line react/incompatible-library -- it renders anew by itself when it scrolls
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW,
    overscan: 12,
    getItemKey: (index) => rows[index]?.id ?? index,
  });
  const items = virtual.getVirtualItems();
  const last = items.at(-1)?.index ?? 0;
  useEffect(() => {
    if (hasMore && !isLoading && last > rows.length - 30) onMore();
  }, [hasMore, isLoading, last, rows.length, onMore]);

  const focusRow = (index: number) => {
    const to = Math.max(0, Math.min(rows.length - 1, index));
    virtual.scrollToIndex(to, { align: 'auto' });
    requestAnimationFrame(() =>
      scroller.current?.querySelector<HTMLElement>(`[data-index="${to}"]`)?.focus(),
    );
  };
  const onKeyDown = (event: KeyboardEvent<HTMLButtonElement>, index: number) => {
    const steps: Record<string, number> = {
      ArrowDown: index + 1,
      j: index + 1,
      ArrowUp: index - 1,
      k: index - 1,
      PageDown: index + 10,
      PageUp: index - 10,
      Home: 0,
      End: rows.length - 1,
    };
    const to = event.ctrlKey || event.metaKey || event.altKey ? undefined : steps[event.key];
    if (to === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    focusRow(to);
  };
  return (
    <div ref={scroller} className={styles.scroller}>
      <ul
        className={styles.sheet}
        style={{ height: virtual.getTotalSize() }}
        aria-label={t('contacts.title')}
      >
        {items.map((item) => {
          const row = rows[item.index];
          return row ? (
            <li
              key={item.key}
              className={styles.slot}
              style={{ transform: `translateY(${item.start}px)` }}
              aria-setsize={hasMore ? -1 : rows.length}
              aria-posinset={item.index + 1}
            >
              <button
                type="button"
                className={styles.row}
                data-index={item.index}
                onClick={() => onOpen(row.id)}
                onKeyDown={(event) => onKeyDown(event, item.index)}
              >
                <RowFace row={row} />
              </button>
            </li>
          ) : null;
        })}
      </ul>
    </div>
  );
}

function RowFace({ row }: { row: ContactListRow }) {
  const t = useText();
  const language = useLanguage();
  const now = useNow();
  const name = row.isErased ? t('contacts.erased') : (row.name ?? t('contacts.unnamed'));
  return (
    <>
      <Avatar name={row.isErased ? '' : (row.name ?? row.addresses[0]?.text ?? '')} size={24} />
      <span className={styles.rowName} data-quiet={row.name === null || undefined}>
        <span className={styles.cut}>{name}</span>
        {row.kind === 'merchant' && <Chip tone="ac">{t('words.contact.merchant')}</Chip>}
        {row.company !== null && <span className={styles.company}>{row.company}</span>}
        {row.isDemo && <Chip tone="pu">{t('contacts.demo')}</Chip>}
      </span>
      <span className={styles.rowAddresses}>
        {row.addresses.map((one) => (
          <span key={`${one.kind} ${one.text}`} className={styles.cut}>
            {one.text}
            {one.isVerified && (
              <span className={styles.ok}>
                <BadgeCheck size={12} aria-hidden />
                <Hidden>{t('contact.verified')}</Hidden>
              </span>
            )}
          </span>
        ))}
      </span>
      <time className={styles.rowTime}>{listTime(row.lastAt, now, language)}</time>
    </>
  );
}
