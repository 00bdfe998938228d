import type { ChatMessage } from '#shared/contract/webchat.ts';
import type { Pending, Shown } from './conversation.ts';
import { h, icon } from './dom.ts';
import { fetchFile, saveAs } from './session.ts';
import type { Language, Say } from './words.ts';

const IMAGE = /^image\/(png|jpeg|gif|webp)$/;
const MAX_PREVIEW_BYTES = 8 * 1024 * 1024;

/** Plain text with its web addresses as links that tell the site nothing of this page. */
function linked(text: string): Node[] {
  return text
    .split(/(https?:\/\/[^\s<>"'，。；）]+)/g)
    .map((part, index) =>
      index % 2 === 0
        ? document.createTextNode(part)
        : h('a', { href: part, target: '_blank', rel: 'noopener noreferrer nofollow' }, part),
    );
}

const bytesText = (bytes: number) =>
  bytes < 1024 * 1024
    ? `${Math.max(1, Math.round(bytes / 1024))} KB`
    : `${(bytes / 1024 / 1024).toFixed(1)} MB`;

function fileOf(file: ChatMessage['files'][number], token: string, say: Say): HTMLElement {
  const button = h(
    'button',
    {
      type: 'button',
      class: 'file',
      'aria-label': say('download', { name: file.name }),
      onclick: () => void fetchFile(file.blob, token).then((blob) => saveAs(blob, file.name)),
    },
    icon('file'),
    h('span', { class: 'name' }, file.name),
    h('small', {}, bytesText(file.bytes)),
  );
  if (IMAGE.test(file.mime) && file.bytes <= MAX_PREVIEW_BYTES)
    void fetchFile(file.blob, token).then(
      (blob) => {
        const image = h('img', { alt: file.name, src: URL.createObjectURL(blob) });
        button.classList.add('image');
        button.replaceChildren(image);
      },
      () => button.classList.add('gone'),
    );
  return button;
}

/** The messages of a conversation: each element is made once and only its state line changes. */
export function messageList(options: {
  token: string;
  say: Say;
  language: Language;
  onRetry: (id: string) => void;
}) {
  const { say } = options;
  const element = h('div', {
    class: 'log',
    role: 'log',
    'aria-live': 'polite',
    'aria-label': say('messages'),
    tabindex: 0,
  });
  const known = new Map<string, HTMLElement>();
  const clock = new Intl.DateTimeFormat(options.language, { hour: '2-digit', minute: '2-digit' });
  const day = new Intl.DateTimeFormat(options.language, {
    month: 'long',
    day: 'numeric',
    weekday: 'short',
  });

  function kept(key: string, make: () => HTMLElement): HTMLElement {
    const found = known.get(key) ?? make();
    known.set(key, found);
    return found;
  }

  const bubble = (message: ChatMessage) => {
    const isOurs = message.from === 'customer';
    return h(
      'article',
      { class: isOurs ? 'ours' : 'theirs' },
      h('h2', {}, isOurs ? say('you') : (message.name ?? say('agent'))),
      message.text === '' ? null : h('div', { class: 'bubble' }, ...linked(message.text)),
      ...message.files.map((file) => fileOf(file, options.token, say)),
      h(
        'footer',
        {},
        h('time', { datetime: new Date(message.at).toISOString() }, clock.format(message.at)),
        h('span', { class: 'state' }),
      ),
    );
  };

  const waiting = (one: Pending) =>
    h(
      'article',
      { class: 'ours pending' },
      h('h2', {}, say('you')),
      one.text === '' ? null : h('div', { class: 'bubble' }, ...linked(one.text)),
      ...one.uploads.map((file) =>
        h('div', { class: 'file' }, icon('file'), h('span', { class: 'name' }, file.name)),
      ),
      h('footer', {}, h('span', { class: 'state' })),
    );

  function setState(article: HTMLElement, text: string) {
    const line = article.querySelector('.state');
    if (line && line.textContent !== text) line.textContent = text;
  }

  function setPending(article: HTMLElement, one: Pending) {
    article.classList.toggle('failed', one.hasFailed);
    const line = article.querySelector('.state');
    if (!one.hasFailed) setState(article, say('sending'));
    else if (line && !line.querySelector('button'))
      line.replaceChildren(
        say('failed'),
        h(
          'button',
          { type: 'button', class: 'text', onclick: () => options.onRetry(one.id) },
          say('retry'),
        ),
      );
  }

  function show(shown: Shown) {
    const isAtEnd = element.scrollHeight - element.scrollTop - element.clientHeight < 48;
    const children: HTMLElement[] = [];
    let lastDay = '';
    for (const message of shown.messages) {
      const name = day.format(message.at);
      if (name !== lastDay)
        children.push(kept(`day ${name}`, () => h('p', { class: 'day' }, name)));
      lastDay = name;
      const article = kept(`seq ${message.seq}`, () => bubble(message));
      if (message.from === 'customer')
        setState(article, say(message.seq <= shown.seenSeq ? 'seen' : 'sent'));
      children.push(article);
    }
    for (const one of shown.pending) {
      const article = kept(`pending ${one.id}`, () => waiting(one));
      setPending(article, one);
      children.push(article);
    }
    if (children.length === 0)
      children.push(kept('empty', () => h('p', { class: 'quiet' }, say('empty'))));
    for (const [key, node] of known)
      if (!children.includes(node)) {
        node.remove();
        known.delete(key);
      }
    for (const [index, child] of children.entries())
      if (element.children[index] !== child)
        element.insertBefore(child, element.children[index] ?? null);
    if (isAtEnd) element.scrollTop = element.scrollHeight;
  }

  return { element, show };
}
