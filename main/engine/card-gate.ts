import type { ConversationId, MessageId } from '#shared/lib/ids.ts';
import type { PreChat } from '#shared/domain/conversation/events.ts';
import { redactText, type MaskKind } from '#shared/domain/redaction/redact.ts';
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
  /** A file: text-like content is masked, everything else passes untouched. */
  file(bytes: Uint8Array, mime: string): Uint8Array;
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
}

/** Conversations remembered at once; the oldest are forgotten. */
const MAX_WINDOWS = 2_000;
const TEXT_LIKE = /^(text\/|application\/(json|xml|csv|x-ndjson|xhtml\+xml|rtf)|message\/)/i;

/** UTF-8 when it is; else Latin-1, which keeps every byte, and digits are ASCII in all text encodings of mail. */
function decoded(bytes: Uint8Array): { text: string; encoding: 'utf8' | 'latin1' } {
  try {
    return {
      text: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes),
      encoding: 'utf8',
    };
  } catch {
    return { text: Buffer.from(bytes).toString('latin1'), encoding: 'latin1' };
  }
}

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
    file(bytes, mime) {
      if (!TEXT_LIKE.test(mime)) return bytes;
      const { text, encoding } = decoded(bytes);
      const redacted = redactText(text, { language: 'en' });
      return Object.keys(redacted.masked).length === 0
        ? bytes
        : Buffer.from(redacted.text, encoding);
    },
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
    preChat: (preChat) => ({
      ...preChat,
      accountName: preChat.accountName && redactText(preChat.accountName).text,
      orderNumber: preChat.orderNumber && redactText(preChat.orderNumber).text,
      topic: preChat.topic && redactText(preChat.topic).text,
    }),
  };
}
