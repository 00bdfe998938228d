import type { ConversationId, MessageId } from '#shared/lib/ids.ts';
import type { PreChat } from '#shared/domain/conversation/events.ts';
import { redactBytes } from '#shared/domain/redaction/redact-bytes.ts';
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
  /** A file: text is masked, byte for byte in its length where it can be; everything else passes untouched. */
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
  /** What a composer keeps of a mail: recipients, subject and HTML; anything else is not kept. */
  draftMail(mail: unknown): unknown;
}

/** Conversations remembered at once; the oldest are forgotten. */
const MAX_WINDOWS = 2_000;
const TEXT_LIKE = /^(text\/|application\/(json|xml|csv|x-ndjson|xhtml\+xml|rtf)|message\/)/i;
const PROBED_BYTES = 4_096;

/** Text by its declared kind, or because it looks like it: no NUL byte, or the marks of UTF-16. */
function isText(bytes: Uint8Array, mime: string): boolean {
  if (TEXT_LIKE.test(mime)) return true;
  const [first, second] = bytes;
  const isUtf16 = (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
  return isUtf16 || !bytes.subarray(0, PROBED_BYTES).includes(0);
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
    file: (bytes, mime) => (isText(bytes, mime) ? redactBytes(bytes).bytes : bytes),
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
