import { ChevronRight, EyeOff } from 'lucide-react';
import type { RecordList, RecordRow } from '#shared/contract/verification.ts';
import { useLanguage, useText } from '#renderer/i18n/text.ts';
import { Banner } from '#renderer/ui/banner.tsx';
import { Chip } from '#renderer/ui/chip.tsx';
import { money } from '#renderer/ui/format/numbers.ts';
import { dayAndTime } from '#renderer/ui/format/times.ts';
import { useNow } from '#renderer/ui/use-now.ts';
import { FreshnessLine } from './freshness-line.tsx';
import { StatusChips } from './status-chip.tsx';
import styles from './records.module.css';

interface RecordListProps {
  list: RecordList;
  isSearch: boolean;
  picked: string | null;
  onOpen: (handle: string) => void;
  onRefresh: () => void;
  isBusy: boolean;
}

/** Records found, in every state there is; never a blank space. */
export function Records({ list, isSearch, picked, onOpen, onRefresh, isBusy }: RecordListProps) {
  const t = useText();
  const { outcome, rows } = list;
  return (
    <section
      className={styles.card}
      aria-label={t(isSearch ? 'record.found' : 'record.ofConversation')}
    >
      <h2>{t(isSearch ? 'record.found' : 'record.ofConversation')}</h2>
      {outcome === 'none' && (
        <p className={styles.quiet}>{t(isSearch ? 'record.none' : 'record.none.conversation')}</p>
      )}
      {outcome === 'no-source' && <p className={styles.quiet}>{t('record.no-source')}</p>}
      {outcome === 'unavailable' && <Banner tone="wa">{t('record.unavailable')}</Banner>}
      {outcome === 'several' && <p className={styles.quiet}>{t('record.several')}</p>}
      <ul className={styles.rows}>
        {rows.map((row, index) => (
          <li key={row.handle}>
            <Row row={row} index={index} isPicked={row.handle === picked} onOpen={onOpen} />
          </li>
        ))}
      </ul>
      {list.isCut && <p className={styles.quiet}>{t('record.cut')}</p>}
      {list.unreadableCount > 0 && (
        <p className={styles.quiet}>{t('record.unreadable', { count: list.unreadableCount })}</p>
      )}
      {list.sources.map((one) => (
        <FreshnessLine
          key={one.sourceId}
          freshness={one.freshness}
          sourceName={one.name}
          onRefresh={onRefresh}
          isBusy={isBusy}
        />
      ))}
    </section>
  );
}

function Row({
  row,
  index,
  isPicked,
  onOpen,
}: {
  row: RecordRow;
  index: number;
  isPicked: boolean;
  onOpen: (handle: string) => void;
}) {
  const t = useText();
  const language = useLanguage();
  const now = useNow();
  const { shown } = row;
  const open = shown?.open ?? null;
  const number = open?.id ?? row.quotedAs ?? t('record.ordinal', { number: index + 1 });
  return (
    <button
      type="button"
      className={styles.rowButton}
      aria-current={isPicked || undefined}
      onClick={() => onOpen(row.handle)}
    >
      <span className={styles.rowText}>
        <span className={styles.number}>
          {number}
          {open === null && row.quotedAs !== null && (
            <span className={styles.quiet}> · {t('record.ordinal', { number: index + 1 })}</span>
          )}
        </span>
        <span className={styles.rowFacts}>
          {open ? (
            <>
              <b className="num">{money(open.amount.minor, open.amount.currency)}</b>
              <time>{dayAndTime(open.times.createdAt, now, language)}</time>
              <span>{t(`record.method.${shown?.methodKind ?? 'other'}`)}</span>
            </>
          ) : (
            <>
              <EyeOff size={12} aria-hidden />
              {t(shown ? 'record.blind' : 'record.hidden')}
            </>
          )}
        </span>
        {shown && (
          <span className={styles.rowChips}>
            <StatusChips record={shown} />
            {shown.riskFlags.map((flag) => (
              <RiskChip key={flag} flag={flag} />
            ))}
          </span>
        )}
      </span>
      <ChevronRight size={14} aria-hidden />
    </button>
  );
}

type Flag = NonNullable<RecordRow['shown']>['riskFlags'][number];

export function RiskChip({ flag }: { flag: Flag }) {
  const t = useText();
  // Never named at this desk; the engine leaves it out.
  if (flag === 'aml') return null;
  return <Chip tone="da">{t(`record.risk.${flag}`)}</Chip>;
}
