import type { ConversationId } from '#shared/lib/ids.ts';
import { diagnosisApi } from '#renderer/bridge/diagnosis-api.ts';
import { insertIntoReply } from '#renderer/features/composer/insertion.ts';
import { explain } from '#renderer/i18n/explain.ts';
import { useText } from '#renderer/i18n/text.ts';
import { useRunCommand } from '#renderer/keys/command-provider.tsx';
import { showToast } from '#renderer/ui/toast-queue.ts';

/** Puts what may be told into the reply; answers false when a time is missing. */
export function useSaying(conversationId: ConversationId, handle: string | null) {
  const t = useText();
  const run = useRunCommand();
  const [ask, { isLoading }] = diagnosisApi.useDiagnosisTextMutation();
  const refused = (text: string) => showToast({ text, tone: 'danger', group: 'diagnosis' });

  async function say(what: { stepId: string | null; eta: number | null }): Promise<boolean> {
    try {
      const answer = await ask({ conversationId, handle, ...what }).unwrap();
      if (!answer.ok) {
        if ('code' in answer) return false;
        refused(explain(t, { kind: 'rejected', details: {}, ...answer.rejection }));
        return true;
      }
      if (answer.text !== null) {
        insertIntoReply(conversationId, answer.text);
        run('conversation.reply');
        showToast({ text: t('diagnosis.inserted'), group: 'diagnosis' });
      }
      return true;
    } catch (error) {
      refused(explain(t, error));
      return true;
    }
  }
  return { say, isLoading };
}
