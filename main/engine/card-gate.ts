import type { ConversationId, MessageId } from '#shared/lib/ids.ts';
import type { PreChat } from '#shared/domain/conversation/events.ts';
import { redactText, type MaskKind } from '#shared/domain/redaction/redact.ts';
import { redactFields } from '#shared/domain/redaction/redact-fields.ts';
import { redactHtml } from '#shared/domain/redaction/redact-html.ts';
import {
  addToWindow,
  contextOf,
  type DigitWindow,
  emptyWindow,
  sawCard,
} from '#shared/domain/redaction/split-digits.ts';

type Masked = Partial<Record<MaskKind, number>>;

/** The card gate with the short memory it needs for digits sent in several messages. Nothing here is durable. */
export interface CardGate {
  /** One line: a subject, a name, a file name. */
  line(text: string): string;
  html(html: string): { html: string; masked: Masked };
  message(
    conversationId: ConversationId,
    message: {
      messageId: MessageId;
      sender: string;
      at: number;
      text: string;
      language: string | null;
    },
  ): {
    text: string;
    masked: Masked;
    moved(index: number): number;
    /** Earlier messages whose digits turn out to be part of a card. */
    earlier: { messageId: MessageId; text: string; masked: Masked }[];
  };
  preChat(preChat: PreChat): PreChat;
  /** What a composer keeps of a mail: recipients, subject and HTML; anything else is not kept. */
  draftMail(mail: unknown): unknown;
}

/** Conversations remembered at once; the oldest are forgotten. */
const MAX_WINDOWS = 2_000;
export function openCardGate(): CardGate {
  const windows = new Map<ConversationId, DigitWindow>();

  function remember(id: ConversationId, window: DigitWindow) {
    windows.delete(id);
    windows.set(id, window);
    const [oldest] = windows.keys();
    if (windows.size > MAX_WINDOWS && oldest) windows.delete(oldest);
  }

  return {
    line: (text) => redactText(text).text,
    html: (html) => redactHtml(html),
    message(conversationId, message) {
      const window = windows.get(conversationId) ?? emptyWindow;
      const added = addToWindow(window, message);
      const [last, ...before] = added.completes.toReversed();
      const redacted = redactText(message.text, {
        ...contextOf(window, message.at),
        isCardPiece: last !== undefined,
      });
      const hasCard = redacted.masked.card !== undefined;
      remember(
        conversationId,
        hasCard && !last ? sawCard(added.window, message.at, false) : added.window,
      );
      return {
        ...redacted,
        earlier: before.toReversed().map((piece) => {
          const hidden = redactText(piece.text, { isCardPiece: true });
          return {
            messageId: piece.messageId as MessageId,
            text: hidden.text,
            masked: hidden.masked,
          };
        }),
      };
    },
    draftMail(mail) {
      if (mail === null || typeof mail !== 'object') return null;
      const gated = redactFields(mail);
      return 'html' in gated && typeof gated.html === 'string'
        ? { ...gated, html: redactHtml(gated.html).html }
        : gated;
    },
    preChat: (preChat) => ({
      ...preChat,
      accountName: preChat.accountName && redactText(preChat.accountName).text,
      orderNumber: preChat.orderNumber && redactText(preChat.orderNumber).text,
      topic: preChat.topic && redactText(preChat.topic).text,
    }),
  };
}
