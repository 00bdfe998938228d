import { useState } from 'react';
import { Cloud, CreditCard, Database, FileSpreadsheet } from 'lucide-react';
import type { SourceView } from '#shared/contract/records.ts';
import type { SourceKind } from '#shared/domain/source/config.ts';
import type { SourceId } from '#shared/lib/ids.ts';
import { recordsApi } from '#renderer/bridge/records-api.ts';
import { Section } from '#renderer/features/settings/section.tsx';
import { explain } from '#renderer/i18n/explain.ts';
import { useText } from '#renderer/i18n/text.ts';
import { Button } from '#renderer/ui/button.tsx';
import { Confirm } from '#renderer/ui/dialog.tsx';
import { EmptyState } from '#renderer/ui/empty-state.tsx';
import { ErrorState } from '#renderer/ui/error-state.tsx';
import { SkeletonRows } from '#renderer/ui/skeleton.tsx';
import { showToast } from '#renderer/ui/toast-queue.ts';
import { Waiting } from '#renderer/ui/waiting.tsx';
import { type SourceAct, SourceCard } from './source-card.tsx';
import { SourceForm } from './source-form.tsx';
import styles from './sources.module.css';

type Editing = { kind: SourceKind; id: SourceId | null } | null;

/** Where transaction records come from. */
export function SourcesPage() {
  const t = useText();
  const list = recordsApi.useSourceListQuery();
  const [editing, setEditing] = useState<Editing>(null);
  const { act, busy, asked, answer } = useSourceActs((source) =>
    setEditing({ kind: source.kind, id: source.id }),
  );
  if (!list.data)
    return list.error ? (
      <ErrorState
        what={t('ui.failedWhat')}
        safe={t('ui.failedSafe')}
        onRetry={() => void list.refetch()}
      />
    ) : (
      <Waiting shape={<SkeletonRows count={3} />} onRetry={() => void list.refetch()} />
    );
  if (editing)
    return (
      <SourceForm
        key={editing.id ?? editing.kind}
        kind={editing.kind}
        source={list.data.find((source) => source.id === editing.id) ?? null}
        onDone={() => setEditing(null)}
      />
    );
  const add = (kind: SourceKind) => () => setEditing({ kind, id: null });
  return (
    <Section
      title={t('sources.title')}
      hint={t('sources.hint')}
      actions={
        <>
          <Button icon={<Cloud size={16} aria-hidden />} onPress={add('http')}>
            {t('sources.add.http')}
          </Button>
          <Button icon={<FileSpreadsheet size={16} aria-hidden />} onPress={add('csv')}>
            {t('sources.add.csv')}
          </Button>
          <Button icon={<CreditCard size={16} aria-hidden />} onPress={add('stripe')}>
            {t('sources.add.stripe')}
          </Button>
        </>
      }
    >
      {list.data.length === 0 && (
        <EmptyState icon={<Database size={20} aria-hidden />} title={t('sources.empty')}>
          {t('sources.emptyHint')}
        </EmptyState>
      )}
      <ul className={styles.list}>
        {list.data.map((source) => (
          <SourceCard
            key={source.id}
            source={source}
            isBusy={busy === source.id}
            onAct={(what) => act(what, source)}
          />
        ))}
      </ul>
      <Confirm
        isOpen={asked !== null}
        onClose={() => answer(false)}
        title={t(`sources.${asked?.act ?? 'remove'}.ask`, { name: asked?.source.name ?? '' })}
        confirmLabel={t(`sources.${asked?.act ?? 'remove'}`)}
        onConfirm={() => answer(true)}
      >
        {t(`sources.${asked?.act ?? 'remove'}.text`)}
      </Confirm>
    </Section>
  );
}

interface Asked {
  act: 'remove' | 'purge';
  source: SourceView;
}

function useSourceActs(onEdit: (source: SourceView) => void) {
  const t = useText();
  const [remove] = recordsApi.useSourceRemoveMutation();
  const [refresh] = recordsApi.useSourceRefreshMutation();
  const [purge] = recordsApi.useSourcePurgeMutation();
  const [busy, setBusy] = useState<SourceId | null>(null);
  const [asked, setAsked] = useState<Asked | null>(null);
  const carryOut = async (act: 'refresh' | 'remove' | 'purge', { id: sourceId }: SourceView) => {
    setBusy(sourceId);
    try {
      if (act === 'remove') await remove({ sourceId }).unwrap();
      if (act === 'refresh') await refresh({ sourceId }).unwrap();
      if (act === 'purge') await purge({ sourceId }).unwrap();
      if (act !== 'refresh') showToast({ text: t(`sources.done.${act}`), group: 'source' });
    } catch (error) {
      showToast({ text: explain(t, error), tone: 'danger', group: 'source' });
    } finally {
      setBusy(null);
    }
  };
  return {
    busy,
    asked,
    act: (act: SourceAct, source: SourceView) => {
      if (act === 'edit') onEdit(source);
      else if (act === 'refresh') void carryOut(act, source);
      else setAsked({ act, source });
    },
    answer: (isYes: boolean) => {
      setAsked(null);
      if (isYes && asked) void carryOut(asked.act, asked.source);
    },
  };
}
