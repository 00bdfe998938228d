import { MAX_ADDRESS } from './limits.ts';
import type { ChatSession } from '#shared/contract/webchat.ts';
import { h } from './dom.ts';
import { field, iconButton, type Page } from './parts.ts';
import { fetchTranscript, mailTranscript, Refused, saveAs } from './session.ts';
import type { Store } from './store.ts';
import type { Language, Word } from './words.ts';

const refusals: Record<string, Word> = {
  'chat.bad-address': 'mailBadAddress',
  'chat.not-answered': 'mailNotAnswered',
  'chat.transcript-limit': 'mailLimit',
  'chat.too-many': 'tooMany',
};

/** Two ways to keep a conversation; `opener` is the button that shows and hides them. */
export function transcriptPanel(
  page: Page,
  options: {
    token: string;
    brand: Pick<ChatSession['brand'], 'name' | 'canMail' | 'isDemo'>;
    language: Language;
    store: Store;
  },
) {
  const { say } = page;
  const { token, brand, language, store } = options;
  const status = h('p', { class: 'mailed', role: 'status' });
  const problem = h('p', { class: 'problem', role: 'alert', id: 'transcript-problem' });
  const download = h(
    'button',
    { type: 'button', class: 'plain wide', onclick: () => void save() },
    say('saveFile'),
  );
  const address = h('input', {
    type: 'email',
    required: true,
    maxlength: MAX_ADDRESS,
    autocomplete: 'email',
  });
  const send = h('button', { type: 'submit', class: 'primary' }, say('mailIt'));
  const form = h(
    'form',
    { class: 'mail-to', novalidate: true, onsubmit: (event: SubmitEvent) => void mail(event) },
    field(say, { label: 'mailTo', control: address }),
    send,
  );
  const element = h(
    'section',
    {
      id: 'transcript',
      class: 'keep',
      hidden: true,
      'aria-label': say('transcript'),
      onkeydown: (event: KeyboardEvent) => {
        if (event.key !== 'Escape' || event.isComposing) return;
        // Escape closes the innermost thing: this panel, and not the whole chat.
        event.stopPropagation();
        show(false);
      },
    },
    brand.isDemo ? h('p', { class: 'note' }, say('demo')) : null,
    download,
    brand.canMail && form,
    status,
    problem,
  );
  const opener = iconButton('save', say('transcript'), () => show(element.hasAttribute('hidden')));
  opener.setAttribute('aria-controls', element.id);
  opener.setAttribute('aria-expanded', 'false');

  function tell(done: string, wrong: Word | null, isAddress = false) {
    status.textContent = done;
    problem.textContent = wrong ? say(wrong) : '';
    address.setAttribute('aria-invalid', String(isAddress));
    if (isAddress) address.setAttribute('aria-describedby', problem.id);
    else address.removeAttribute('aria-describedby');
  }

  function show(isShown: boolean) {
    element.hidden = !isShown;
    opener.setAttribute('aria-expanded', String(isShown));
    if (!isShown) return opener.focus();
    tell('', null);
    if (address.value === '') address.value = store.email();
    download.focus();
  }

  async function save() {
    tell('', null);
    try {
      saveAs(await fetchTranscript(token, language), `${brand.name}.txt`);
    } catch {
      tell('', 'saveFailed');
    }
  }

  async function mail(event: SubmitEvent) {
    event.preventDefault();
    if (send.getAttribute('aria-disabled') === 'true') return;
    const to = address.value.trim();
    if (to === '' || !address.checkValidity()) {
      tell('', 'mailBadAddress', true);
      address.focus();
      return;
    }
    tell(say('mailing'), null);
    send.setAttribute('aria-disabled', 'true');
    try {
      await mailTranscript({ address: to, language }, token);
      store.setEmail(to);
      tell(say('mailed', { address: to }), null);
    } catch (error) {
      const code = error instanceof Refused ? error.code : '';
      tell('', refusals[code] ?? 'mailFailed', code === 'chat.bad-address');
    } finally {
      send.removeAttribute('aria-disabled');
    }
  }

  return { element, opener };
}
export type TranscriptPanel = ReturnType<typeof transcriptPanel>;
