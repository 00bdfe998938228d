import { Inbox } from 'lucide-react';
import { api } from '#renderer/bridge/api.ts';
import type { ListSnapshot } from '#renderer/features/inbox/list-store.ts';
import { explain } from '#renderer/i18n/explain.ts';
import { useText } from '#renderer/i18n/text.ts';
import { Banner } from '#renderer/ui/banner.tsx';
import { Button } from '#renderer/ui/button.tsx';
import { EmptyState } from '#renderer/ui/empty-state.tsx';
import { ErrorState } from '#renderer/ui/error-state.tsx';
import { SkeletonRows } from '#renderer/ui/skeleton.tsx';
import { go, home, type InboxPlace } from './place.ts';

interface ListStateProps {
  place: InboxPlace;
  snapshot: ListSnapshot;
  onRetry: () => void;
  onClearFilter: () => void;
}

/** What a list without rows says, and what stands over rows that may be old. */
export function ListState({ place, snapshot, onRetry, onClearFilter }: ListStateProps) {
  const t = useText();
  const { data: views } = api.useInboxViewsQuery();
  if (snapshot.phase === 'failed')
    return (
      <ErrorState what={explain(t, snapshot.error)} code={snapshot.error?.code} onRetry={onRetry} />
    );
  if (snapshot.phase === 'loading')
    return (
      <output aria-label={t('inbox.loading')}>
        <SkeletonRows count={8} />
      </output>
    );
  if (snapshot.error !== null)
    return (
      <Banner
        look="bar"
        tone="wa"
        action={
          <Button size="small" onPress={onRetry}>
            {t('app.sync.retry')}
          </Button>
        }
      >
        {t('inbox.failed')}
      </Banner>
    );
  if (snapshot.ids.length > 0) return null;
  const icon = <Inbox size={28} strokeWidth={1.5} aria-hidden />;
  if (Object.keys(place.filter).length > 0)
    return (
      <EmptyState
        icon={icon}
        title={t('inbox.empty.filter')}
        action={<Button onPress={onClearFilter}>{t('inbox.filter.clear')}</Button>}
      />
    );
  const waiting = views?.views.find((one) => one.view === 'unassigned')?.count ?? 0;
  if (place.view !== 'mine') return <EmptyState icon={icon} title={t('inbox.empty.other')} />;
  return (
    <EmptyState
      icon={icon}
      title={t('inbox.empty.mine')}
      action={
        waiting > 0 && (
          <Button onPress={() => go({ ...home, view: 'unassigned' })}>
            {t('inbox.empty.unassigned', { count: waiting })}
          </Button>
        )
      }
    >
      {t('inbox.empty.mineHint')}
    </EmptyState>
  );
}
