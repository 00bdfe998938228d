import { MAX_TEXT, MAX_UPLOADS } from './limits.ts';
import type { Shown } from './conversation.ts';
import { h, icon, isImeKey } from './dom.ts';
import { messageList } from './message-list.ts';
import { bar, iconButton, type Page } from './parts.ts';
import { Refused, upload, type UploadedFile } from './session.ts';
import type { TranscriptPanel } from './transcript-panel.ts';
import type { Language, Word } from './words.ts';

const MAX_FILE_BYTES = 20 * 1024 * 1024;
const TYPING_SHOWN_MS = 6_000;

const refusals: Record<string, Word> = {
  'chat.too-large': 'tooLarge',
  'chat.blocked-type': 'blockedType',
  'chat.too-many': 'tooMany',
  'chat.closed': 'unavailable',
  'chat.unknown-visitor': 'unavailable',
};

export function chatView(
  page: Page,
  options: {
    token: string;
    title: string;
    language: Language;
    isMuted: () => boolean;
    onMute: () => void;
    onSay: (text: string, uploads: UploadedFile[]) => void;
    onRetry: (id: string) => void;
    onTyping: () => void;
    transcript: TranscriptPanel;
  },
) {
  const { say } = page;
  const list = messageList({
    token: options.token,
    say,
    language: options.language,
    onRetry: options.onRetry,
  });
  const notice = h('p', { class: 'notice', role: 'status' });
  const typing = h('p', { class: 'typing', 'aria-live': 'polite' });
  const problem = h('p', { class: 'problem', role: 'alert' });
  const held = h('ul', { class: 'held' });
  const text = h('textarea', {
    rows: 1,
    maxlength: MAX_TEXT,
    placeholder: say('placeholder'),
    'aria-label': say('placeholder'),
    oninput: () => {
      fit();
      options.onTyping();
    },
    onkeydown: (event: KeyboardEvent) => {
      if (event.key !== 'Enter' || event.shiftKey || isImeKey(event)) return;
      event.preventDefault();
      submit();
    },
    onpaste: (event: ClipboardEvent) => {
      const files = [...(event.clipboardData?.files ?? [])];
      if (files.length === 0) return;
      event.preventDefault();
      for (const file of files) add(file);
    },
  });
  const picker = h('input', {
    type: 'file',
    multiple: true,
    hidden: true,
    onchange: () => {
      for (const file of picker.files ?? []) add(file);
      picker.value = '';
    },
  });
  const ready = new Map<HTMLElement, UploadedFile | null>();
  let typingTimer = 0;

  function fit() {
    text.style.height = 'auto';
    text.style.height = `${Math.min(text.scrollHeight, 120)}px`;
  }

  function explain(code: string) {
    problem.textContent = say(refusals[code] ?? 'uploadFailed');
  }

  function add(file: File) {
    problem.textContent = '';
    if (file.size > MAX_FILE_BYTES) return explain('chat.too-large');
    if (ready.size >= MAX_UPLOADS) return explain('chat.too-many');
    const part = h('span', { class: 'part' }, say('uploading', { n: 0 }));
    const sending = upload(file, options.token, (done) => {
      part.textContent = say('uploading', { n: Math.round(done * 100) });
    });
    const remove = iconButton('close', say('remove', { name: file.name }), () => {
      sending.cancel();
      ready.delete(item);
      item.remove();
      text.focus();
    });
    const item = h('li', {}, icon('file'), h('span', { class: 'name' }, file.name), part, remove);
    ready.set(item, null);
    held.append(item);
    sending.done.then(
      (uploaded) => {
        if (!ready.has(item)) return;
        ready.set(item, uploaded);
        part.remove();
      },
      (error: unknown) => {
        ready.delete(item);
        item.remove();
        const code = error instanceof Refused ? error.code : 'chat.failed';
        if (code !== 'chat.cancelled') explain(code);
      },
    );
  }

  function submit() {
    const files = [...ready.values()];
    if (files.includes(null)) return;
    const words = text.value.trim();
    if (words === '' && files.length === 0) return;
    options.onSay(
      words,
      files.filter((file) => file !== null),
    );
    ready.clear();
    held.replaceChildren();
    text.value = '';
    problem.textContent = '';
    fit();
    text.focus();
  }

  const mute = iconButton('bell', '', () => {
    options.onMute();
    nameMute();
  });
  function nameMute() {
    const name = say(options.isMuted() ? 'unmute' : 'mute');
    mute.setAttribute('aria-label', name);
    mute.title = name;
    mute.replaceChildren(icon(options.isMuted() ? 'mute' : 'bell'));
  }
  nameMute();

  const element = h(
    'section',
    {
      class: 'view chat',
      ondragover: (event: DragEvent) => event.preventDefault(),
      ondrop: (event: DragEvent) => {
        event.preventDefault();
        for (const file of event.dataTransfer?.files ?? []) add(file);
      },
    },
    bar(page, options.title, {
      onBack: () => page.go('home'),
      actions: [mute, options.transcript.opener],
    }),
    options.transcript.element,
    notice,
    list.element,
    typing,
    h(
      'footer',
      { class: 'composer' },
      held,
      problem,
      h('p', { class: 'warn' }, say('warn')),
      h(
        'div',
        { class: 'line' },
        iconButton('clip', say('attach'), () => picker.click()),
        picker,
        text,
        h(
          'button',
          {
            type: 'button',
            class: 'primary send',
            'aria-label': say('send'),
            title: say('send'),
            onclick: submit,
          },
          icon('send'),
        ),
      ),
    ),
  );

  function noticeOf(shown: Shown): string {
    if (!shown.isConnected) return say('offline');
    if (shown.error !== null) return say(refusals[shown.error] ?? 'unavailable');
    if (shown.isResolved) return say('resolved');
    if (shown.ahead === null) return '';
    return shown.ahead === 0 ? say('queueNext') : say('queue', { n: shown.ahead });
  }

  return {
    element,
    focus: () => text.focus(),
    show(shown: Shown) {
      list.show(shown);
      const line = noticeOf(shown);
      if (notice.textContent !== line) notice.textContent = line;
      notice.classList.toggle('off', !shown.isConnected);
    },
    typing(isTyping: boolean) {
      window.clearTimeout(typingTimer);
      typing.textContent = isTyping ? say('typing') : '';
      if (isTyping)
        typingTimer = window.setTimeout(() => (typing.textContent = ''), TYPING_SHOWN_MS);
    },
    atEnd() {
      list.element.scrollTop = list.element.scrollHeight;
    },
  };
}
export type ChatView = ReturnType<typeof chatView>;
