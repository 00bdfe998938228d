import { api } from '#renderer/bridge/api.ts';
import { usePreferences } from '#renderer/features/settings/use-preferences.ts';
import { explain } from '#renderer/i18n/explain.ts';
import { useText } from '#renderer/i18n/text.ts';
import { showToast } from '#renderer/ui/toast-queue.ts';
import type { FaceProps } from './chat-face.tsx';
import { FilesBar } from './files-bar.tsx';
import { GrowingText } from './growing-text.tsx';
import { SendBar } from './send-bar.tsx';
import { useDraft } from './use-draft.ts';
import { useFiles } from './use-files.ts';

/** For colleagues only; a name after @ calls that colleague. */
export function NoteFace({ conversation, entries }: FaceProps) {
  const t = useText();
  const [preferences] = usePreferences();
  const [note, { isLoading }] = api.useMessageNoteMutation();
  const { data: agents = [] } = api.useAgentListQuery();
  const { id: conversationId } = conversation;
  const { content, change, clear } = useDraft({
    conversationId,
    face: 'note',
    sinceSeq: entries.at(-1)?.seq ?? 0,
  });
  const files = useFiles((file) => change({ attachments: [...content.attachments, file] }));
  const isReady = content.text.trim() !== '' && !files.isBusy;
  function submit() {
    if (!isReady || isLoading) return;
    const { text, attachments } = content;
    const mentions = agents
      .filter((agent) => text.includes(`@${agent.name}`))
      .map((agent) => agent.id);
    clear();
    note({ conversationId, text: text.trim(), attachments, mentions })
      .unwrap()
      .catch((error: unknown) => {
        change({ text, attachments });
        showToast({ text: explain(t, error), tone: 'danger' });
      });
  }
  return (
    <>
      <GrowingText
        label={t('composer.note')}
        placeholder={t('composer.note.placeholder')}
        value={content.text}
        sendKey="mod-enter"
        spellCheck={preferences.spellCheck}
        onChange={(text) => change({ text })}
        onSend={submit}
        onFiles={files.add}
      />
      <FilesBar
        ready={content.attachments}
        coming={files.files}
        onRemove={(file) =>
          change({ attachments: content.attachments.filter((one) => one !== file) })
        }
        onDrop={files.drop}
      />
      <SendBar
        hint={t('composer.note.hint')}
        label={t('composer.note.add')}
        isReady={isReady}
        isBusy={isLoading}
        onFiles={files.add}
        onSend={submit}
      />
    </>
  );
}
