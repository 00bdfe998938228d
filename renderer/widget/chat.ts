import type { ServerFrame } from '#shared/contract/webchat.ts';
import type { PreChat } from '#shared/domain/conversation/events.ts';
import { openLink } from './chat-link.ts';
import { emptyShown, type Pending, type Shown, withFrame } from './conversation.ts';
import type { UploadedFile } from './session.ts';
import type { Store } from './store.ts';
import type { Language } from './words.ts';

const TYPING_EVERY_MS = 3_000;
const RESEND_AFTER_MS = 10_000;

/** Version-4 UUID; `crypto.randomUUID` exists only on secure origins, a site may be plain HTTP. */
function newId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

/**
 * The conversation of one visitor: what was sent stays pending until the desk confirms it, and is
 * sent again after each reconnection under the same id.
 */
export function openChat(options: {
  token: string;
  store: Store;
  language: () => Language;
  onChange: (shown: Shown, frame: ServerFrame | null) => void;
}) {
  const { store } = options;
  let shown: Shown = { ...emptyShown, pending: store.pending() };
  let readSeq = 0;
  let typedAt = 0;

  function set(next: Shown, frame: ServerFrame | null = null) {
    if (next.pending !== shown.pending) store.setPending(next.pending);
    shown = next;
    options.onChange(shown, frame);
  }

  const link = openLink({
    token: options.token,
    onState: (isConnected) => set({ ...shown, isConnected }),
    onFrame: (frame) => {
      set(withFrame(shown, frame), frame);
      if (frame.kind === 'welcome') for (const one of shown.pending) transmit(one);
    },
  });

  function transmit(one: Pending) {
    link.send({
      kind: 'say',
      id: one.id,
      text: one.text,
      uploads: one.uploads.map((file) => file.id),
      preChat: one.preChat,
      language: options.language(),
    });
  }

  const again = setInterval(() => {
    if (!shown.isConnected) return;
    const now = Date.now();
    for (const one of shown.pending)
      if (!one.hasFailed && now - one.at > RESEND_AFTER_MS) transmit(one);
  }, RESEND_AFTER_MS);

  return {
    shown: () => shown,
    say(text: string, uploads: UploadedFile[], preChat: PreChat | null) {
      const one: Pending = {
        id: newId(),
        text,
        uploads,
        at: Date.now(),
        preChat,
        hasFailed: false,
      };
      set({ ...shown, pending: [...shown.pending, one] });
      if (shown.isConnected) transmit(one);
    },
    retry(id: string) {
      const pending = shown.pending.map((one) =>
        one.id === id ? { ...one, hasFailed: false } : one,
      );
      set({ ...shown, pending, error: null });
      const one = pending.find((each) => each.id === id);
      if (one && shown.isConnected) transmit(one);
    },
    typing() {
      const now = Date.now();
      if (!shown.isConnected || now - typedAt < TYPING_EVERY_MS) return;
      typedAt = now;
      link.send({ kind: 'typing' });
    },
    /** The customer looks at the conversation: what is there counts as read. */
    read() {
      const last = shown.messages.findLast((message) => message.from === 'agent');
      if (!last || last.seq <= readSeq || !link.send({ kind: 'read', seq: last.seq })) return;
      readSeq = last.seq;
    },
    end() {
      clearInterval(again);
      link.end();
    },
  };
}
export type Chat = ReturnType<typeof openChat>;
