import type { ChatSession } from '#shared/contract/webchat.ts';
import type { PreChat } from '#shared/domain/conversation/events.ts';
import { h, icon } from './dom.ts';
import { bar, field, type Page } from './parts.ts';
import { leaveMessage } from './session.ts';
import type { Language } from './words.ts';

type Brand = ChatSession['brand'];
const filled = (value: string) => (value.trim() === '' ? null : value.trim());

/** Questions and answers first, a person always one press away. */
export function homeView(
  page: Page,
  options: {
    brand: Brand;
    hasHistory: boolean;
    closedUntil: string;
    onLanguage: () => void;
    onHuman: () => void;
  },
) {
  const { brand } = options;
  const { say } = page;
  const language = h(
    'button',
    { type: 'button', class: 'text', onclick: options.onLanguage },
    say('language'),
  );
  return h(
    'section',
    { class: 'view home' },
    bar(page, brand.name, { actions: [language] }),
    h(
      'div',
      { class: 'scroll' },
      h('p', { class: 'hello' }, brand.greeting === '' ? say('hello') : brand.greeting),
      brand.isDemo ? h('p', { class: 'note' }, say('demo')) : null,
      brand.isOpen
        ? null
        : h('p', { class: 'note' }, say('closedUntil', { time: options.closedUntil })),
      h('h2', {}, say('faq')),
      brand.faq.length === 0 ? h('p', { class: 'quiet' }, say('faqEmpty')) : null,
      ...brand.faq.map(({ question, answer }) =>
        h(
          'details',
          {},
          h('summary', {}, icon('chevron'), h('span', {}, question)),
          h('p', {}, answer),
        ),
      ),
    ),
    h(
      'footer',
      { class: 'foot' },
      h(
        'button',
        { type: 'button', class: 'primary wide', onclick: options.onHuman },
        say(options.hasHistory ? 'continue' : 'human'),
      ),
    ),
  );
}

/** Who and what it is about; all of it may be skipped. */
export function preChatView(
  page: Page,
  options: { brand: Brand; onStart: (preChat: PreChat | null) => void },
) {
  const { say } = page;
  const name = h('input', { type: 'text', maxlength: 200, autocomplete: 'name' });
  const order = h('input', { type: 'text', maxlength: 120, autocomplete: 'off' });
  const topic = h(
    'select',
    {},
    h('option', { value: '' }, say('pick')),
    ...options.brand.topics.map((one) => h('option', { value: one }, one)),
  );
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const preChat = {
      accountName: filled(name.value),
      orderNumber: filled(order.value),
      topic: filled(topic.value),
    };
    const isEmpty = Object.values(preChat).every((value) => value === null);
    const pageUrl = document.referrer === '' ? null : document.referrer.slice(0, 2000);
    options.onStart(isEmpty && pageUrl === null ? null : { ...preChat, pageUrl });
  };
  return h(
    'section',
    { class: 'view' },
    bar(page, say('human'), { onBack: () => page.go('home') }),
    h(
      'form',
      { class: 'scroll form', onsubmit: submit },
      field(say, { label: 'name', control: name }),
      field(say, { label: 'order', hint: 'orderHint', control: order }),
      options.brand.topics.length > 0 ? field(say, { label: 'topic', control: topic }) : null,
      h('p', { class: 'warn' }, say('warn')),
      h('button', { type: 'submit', class: 'primary wide' }, say('start')),
      h(
        'button',
        { type: 'button', class: 'plain wide', onclick: () => options.onStart(null) },
        say('skip'),
      ),
    ),
  );
}

/** Outside hours: a message with an address to answer to. */
export function offlineView(
  page: Page,
  options: {
    brandId: string;
    closedUntil: string;
    topicLanguage: Language;
    onAddress: (address: string) => void;
  },
) {
  const { say } = page;
  const name = h('input', { type: 'text', maxlength: 200, required: true, autocomplete: 'name' });
  const email = h('input', {
    type: 'email',
    maxlength: 400,
    required: true,
    autocomplete: 'email',
  });
  const text = h('textarea', { rows: 6, maxlength: 5000, required: true });
  const problem = h('p', { class: 'problem', role: 'alert' });
  const button = h('button', { type: 'submit', class: 'primary wide' }, say('leave'));
  const form = h(
    'form',
    {
      class: 'scroll form',
      novalidate: true,
      onsubmit: (event: SubmitEvent) => void submit(event),
    },
    h('p', { class: 'note' }, say('closedUntil', { time: options.closedUntil })),
    field(say, { label: 'name', control: name }),
    field(say, { label: 'email', control: email }),
    field(say, { label: 'message', control: text }),
    h('p', { class: 'warn' }, say('warn')),
    problem,
    button,
  );
  async function submit(event: SubmitEvent) {
    event.preventDefault();
    const wrong = [name, email, text].find(
      (control) => !control.checkValidity() || control.value.trim() === '',
    );
    for (const control of [name, email, text])
      control.setAttribute('aria-invalid', String(control === wrong));
    problem.textContent = wrong ? say('badForm') : '';
    if (wrong) return wrong.focus();
    button.disabled = true;
    try {
      await leaveMessage({
        brandId: options.brandId,
        name: name.value,
        email: email.value,
        text: text.value,
      });
      options.onAddress(email.value.trim());
      form.replaceChildren(h('p', { class: 'done', role: 'status' }, say('left')));
    } catch {
      problem.textContent = say('unavailable');
      button.disabled = false;
    }
  }
  return h(
    'section',
    { class: 'view' },
    bar(page, say('closedTitle'), { onBack: () => page.go('home') }),
    form,
  );
}
