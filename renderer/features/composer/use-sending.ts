import { useEffect, useState } from 'react';
import type { ConversationId, MessageId } from '#shared/lib/ids.ts';
import { api } from '#renderer/bridge/api.ts';
import { newId } from '#renderer/bridge/new-id.ts';
import { explain } from '#renderer/i18n/explain.ts';
import { useText } from '#renderer/i18n/text.ts';
import { showToast } from '#renderer/ui/toast-queue.ts';
import type { DraftContent } from './use-draft.ts';

type SendInput = Parameters<ReturnType<typeof api.useMessageSendMutation>[0]>[0];

/** A message that has been written and may still be taken back. */
export interface JustSent {
  messageId: MessageId;
  leavesAt: number;
  content: DraftContent;
}

/**
 * Sends, and for as long as the agent's undo time lasts can take the message back into the
 * composer. What the engine refuses comes back as well: nothing typed is lost.
 */
export function useSending(options: {
  conversationId: ConversationId;
  undoMs: number;
  restore: (content: DraftContent) => void;
}) {
  const { conversationId, undoMs, restore } = options;
  const t = useText();
  const [send, { isLoading }] = api.useMessageSendMutation();
  const [withdraw] = api.useMessageWithdrawMutation();
  const [hasten] = api.useMessageSendNowMutation();
  const [last, setLast] = useState<JustSent | null>(null);
  const complain = (error: unknown) => showToast({ text: explain(t, error), tone: 'danger' });

  useEffect(() => {
    if (!last) return undefined;
    const timer = setTimeout(() => setLast(null), Math.max(0, last.leavesAt - Date.now()));
    return () => clearTimeout(timer);
  }, [last]);

  async function submit(
    input: Omit<SendInput, 'conversationId' | 'messageId'>,
    content: DraftContent,
  ) {
    const messageId = newId() as MessageId;
    const isHeld = undoMs > 0 && input.sendAt === undefined;
    try {
      await send({ ...input, conversationId, messageId }).unwrap();
      if (isHeld) setLast({ messageId, leavesAt: Date.now() + undoMs, content });
    } catch (error) {
      restore(content);
      complain(error);
    }
  }

  async function undo() {
    if (!last) return;
    setLast(null);
    try {
      await withdraw({ conversationId, messageId: last.messageId }).unwrap();
      restore(last.content);
    } catch (error) {
      complain(error);
    }
  }

  async function sendNow() {
    if (!last) return;
    setLast(null);
    await hasten({ conversationId, messageId: last.messageId }).unwrap().catch(complain);
  }
  return { submit, isSending: isLoading, last, undo, sendNow };
}
