import { h, icon } from './dom.ts';
import type { Say, Word } from './words.ts';

/** What every view of the page may use. */
export interface Page {
  say: Say;
  isEmbedded: boolean;
  go(view: 'home' | 'form' | 'chat' | 'offline'): void;
  close(): void;
}

export const iconButton = (shape: Parameters<typeof icon>[0], name: string, onclick: () => void) =>
  h(
    'button',
    { type: 'button', class: 'icon', 'aria-label': name, title: name, onclick },
    icon(shape),
  );

/** Title bar; the heading takes the focus when a view opens. */
export function bar(
  page: Page,
  title: string,
  options: { onBack?: () => void; actions?: HTMLElement[] } = {},
) {
  return h(
    'header',
    { class: 'bar' },
    options.onBack ? iconButton('back', page.say('back'), options.onBack) : null,
    h('h1', { tabindex: -1 }, title),
    ...(options.actions ?? []),
    page.isEmbedded ? iconButton('close', page.say('close'), () => page.close()) : null,
  );
}

let fields = 0;

/** A labelled field; `error` shows below it and is spoken with it. */
export function field(
  say: Say,
  options: {
    label: Word;
    hint?: Word;
    control: HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;
  },
) {
  const id = `field-${++fields}`;
  options.control.id = id;
  if (options.hint) options.control.setAttribute('aria-describedby', `${id}-hint`);
  return h(
    'div',
    { class: 'field' },
    h('label', { for: id }, say(options.label)),
    options.control,
    options.hint ? h('small', { id: `${id}-hint` }, say(options.hint)) : null,
  );
}
