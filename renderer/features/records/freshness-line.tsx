import { CloudOff, RefreshCw, TriangleAlert } from 'lucide-react';
import type { RecordFreshness } from '#shared/contract/verification.ts';
import { type Translate, useLanguage, useText } from '#renderer/i18n/text.ts';
import type { Language } from '#renderer/i18n/language.ts';
import { dayAndTime } from '#renderer/ui/format/times.ts';
import { IconButton } from '#renderer/ui/icon-button.tsx';
import { useNow } from '#renderer/ui/use-now.ts';
import styles from './records.module.css';

function freshnessText(
  t: Translate,
  { state, asOf, code }: RecordFreshness,
  now: number,
  language: Language,
): string {
  const time = asOf === null ? null : dayAndTime(asOf, now, language);
  switch (state) {
    case 'fresh':
      return time === null ? '' : t('record.asOf', { time });
    case 'cached':
      return time === null ? '' : t('record.cached', { time });
    case 'offline':
      return time === null ? t('record.offline.none') : t('record.offline', { time });
    case 'unavailable':
      return time === null
        ? t('record.source.trouble.none', { code: code ?? '' })
        : t('record.source.trouble', { time });
  }
}

/** How old what is shown is, and why; reads again on request. */
export function FreshnessLine({
  freshness,
  sourceName,
  onRefresh,
  isBusy = false,
}: {
  freshness: RecordFreshness;
  sourceName: string;
  onRefresh?: () => void;
  isBusy?: boolean;
}) {
  const t = useText();
  const language = useLanguage();
  const now = useNow();
  const isBad = freshness.state === 'offline' || freshness.state === 'unavailable';
  const Icon = freshness.state === 'offline' ? CloudOff : TriangleAlert;
  return (
    <output className={styles.freshness} data-bad={isBad || undefined}>
      {isBad && <Icon size={12} aria-hidden />}
      <span className={styles.grow}>
        {sourceName} · {freshnessText(t, freshness, now, language)}
      </span>
      {onRefresh && (
        <IconButton
          size="small"
          label={t('record.refresh')}
          icon={<RefreshCw size={12} aria-hidden />}
          isDisabled={isBusy}
          onPress={onRefresh}
        />
      )}
    </output>
  );
}
