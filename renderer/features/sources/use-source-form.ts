import { useState } from 'react';
import type { SourceView } from '#shared/contract/records.ts';
import type { SourceKind } from '#shared/domain/source/config.ts';
import { recordsApi } from '#renderer/bridge/records-api.ts';
import { explain } from '#renderer/i18n/explain.ts';
import { useText } from '#renderer/i18n/text.ts';
import type { Hop } from '#renderer/features/settings/mail-draft.ts';
import { showToast } from '#renderer/ui/toast-queue.ts';
import {
  newSourceDraft,
  secretsIn,
  sourceConfigOf,
  type SourceDraft,
  sourceDraftOf,
  wrongIn,
} from './source-draft.ts';

/** A source being connected or changed: its draft, its test, its saving. */
export function useSourceForm(options: {
  source: SourceView | null;
  kind: SourceKind;
  onDone: () => void;
}) {
  const { source, kind, onDone } = options;
  const t = useText();
  const [draft, setDraft] = useState<SourceDraft>(() =>
    source
      ? sourceDraftOf(source)
      : newSourceDraft(kind, Intl.DateTimeFormat().resolvedOptions().timeZone),
  );
  const [hops, setHops] = useState<readonly Hop[]>([]);
  const [isChecked, setChecked] = useState(false);
  const [test, testing] = recordsApi.useSourceTestMutation();
  const [connect, connecting] = recordsApi.useSourceConnectMutation();
  const [reconfigure, reconfiguring] = recordsApi.useSourceReconfigureMutation();
  const about = () => ({
    kind,
    config: sourceConfigOf(draft),
    secrets: secretsIn(draft),
    ...(source ? { sourceId: source.id } : {}),
  });
  const wrong = wrongIn(draft);

  async function runTest(): Promise<boolean> {
    setHops([]);
    try {
      const answer = await test(about()).unwrap();
      setHops(answer.hops);
      return answer.hops.length > 0 && answer.hops.every((hop) => hop.isOk);
    } catch (error) {
      showToast({ text: explain(t, error), tone: 'danger', group: 'source' });
      return false;
    }
  }
  async function save() {
    const { config, secrets } = about();
    const name = draft.name.trim();
    try {
      if (source) await reconfigure({ sourceId: source.id, name, config, secrets }).unwrap();
      else await connect({ kind, name, config, secrets }).unwrap();
      showToast({ text: t('sources.done.saved'), tone: 'success', group: 'source' });
      onDone();
    } catch (error) {
      showToast({ text: explain(t, error), tone: 'danger', group: 'source' });
    }
  }
  const whenWhole = (act: () => Promise<unknown>) => {
    setChecked(true);
    if (Object.keys(wrong).length === 0) void act();
  };
  return {
    draft,
    change: (next: Partial<SourceDraft>) => {
      setDraft((old) => ({ ...old, ...next }));
      setHops([]);
    },
    about,
    hops,
    /** Why a field cannot stay as it is, once the person tried to go on. */
    errorOf: (field: string): string | undefined =>
      isChecked && wrong[field] !== undefined
        ? t('sources.wrong', {
            reason: wrong[field] === 'needed' ? t('sources.needed') : wrong[field],
          })
        : undefined,
    wrong: isChecked ? wrong : {},
    isTesting: testing.isLoading,
    isSaving: connecting.isLoading || reconfiguring.isLoading,
    testOnly: () => whenWhole(runTest),
    testAndSave: () =>
      whenWhole(async () => {
        if (await runTest()) await save();
      }),
    saveAnyway: () => whenWhole(save),
  };
}
export type SourceForm = ReturnType<typeof useSourceForm>;
