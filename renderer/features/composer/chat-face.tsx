import { useRef } from 'react';
import type { ConversationDetail, TimelineEntry } from '#shared/contract/rows.ts';
import { SECOND_MS } from '#shared/lib/units.ts';
import { api } from '#renderer/bridge/api.ts';
import { usePreferences } from '#renderer/features/settings/use-preferences.ts';
import { useText } from '#renderer/i18n/text.ts';
import { FilesBar } from './files-bar.tsx';
import { GrowingText } from './growing-text.tsx';
import { plainly, SendBar, type SendHow } from './send-bar.tsx';
import { useDraft } from './use-draft.ts';
import { UndoBar } from './undo-bar.tsx';
import { below, useInsertion } from './insertion.ts';
import { useFiles } from './use-files.ts';
import { useSending } from './use-sending.ts';

const TYPING_EVERY_MS = 3_000;

export interface FaceProps {
  conversation: ConversationDetail;
  entries: readonly TimelineEntry[];
}

/** Writing to a customer who chats. */
export function ChatFace({ conversation, entries }: FaceProps) {
  const t = useText();
  const [preferences] = usePreferences();
  const [signal] = api.useConversationSignalMutation();
  const typedAt = useRef(0);
  const { id: conversationId } = conversation;
  const { content, isRestored, change, clear } = useDraft({
    conversationId,
    face: 'reply',
    sinceSeq: entries.at(-1)?.seq ?? 0,
  });
  useInsertion(conversationId, isRestored, (text) => change({ text: below(content.text, text) }));
  const files = useFiles((file) => change({ attachments: [...content.attachments, file] }));
  const isReady = (content.text.trim() !== '' || content.attachments.length > 0) && !files.isBusy;

  const sending = useSending({
    conversationId,
    undoMs: preferences.undoSeconds.chat * SECOND_MS,
    restore: change,
  });

  function submit(how: SendHow) {
    if (!isReady || sending.isSending) return;
    const { text, attachments } = content;
    clear();
    void sending.submit({ text: text.trim(), attachments, thenStatus: how.thenStatus }, content);
  }
  const typed = () => {
    const now = Date.now();
    if (now - typedAt.current < TYPING_EVERY_MS) return;
    typedAt.current = now;
    void signal({ conversationId, kind: 'typing' });
  };
  const isEnter = preferences.sendKey === 'enter';
  return (
    <>
      {sending.last && (
        <UndoBar
          sent={sending.last}
          onUndo={() => void sending.undo()}
          onSendNow={() => void sending.sendNow()}
        />
      )}
      <GrowingText
        label={t('composer.chat.label', {
          name: conversation.contactName ?? t('conversation.inbound'),
        })}
        placeholder={t('composer.chat.placeholder')}
        value={content.text}
        sendKey={preferences.sendKey}
        spellCheck={preferences.spellCheck}
        onChange={(text) => {
          change({ text });
          typed();
        }}
        onSend={() => submit(plainly)}
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
        ways="chat"
        hint={isEnter ? t('composer.hint.enter') : t('composer.hint.mod', { keys: 'Ctrl Enter' })}
        label={t('composer.send')}
        isReady={isReady}
        isBusy={sending.isSending}
        onFiles={files.add}
        onSend={submit}
      />
    </>
  );
}
