import type { ChatSession } from '#shared/contract/webchat.ts';
import type { PreChat } from '#shared/domain/conversation/events.ts';
import { type Chat, openChat } from './chat.ts';
import { type ChatView, chatView } from './chat-view.ts';
import { h } from './dom.ts';
import { homeView, offlineView, preChatView } from './form-views.ts';
import type { Page } from './parts.ts';
import { openSession } from './session.ts';
import { transcriptPanel } from './transcript-panel.ts';
import { playChime } from './sound.ts';
import { openStore } from './store.ts';
import { type Language, wordsIn } from './words.ts';
import './widget.css';

const root = document.querySelector('#chat') ?? document.body;
const brandId = decodeURIComponent(location.pathname.split('/')[2] ?? '');
const isEmbedded = new URLSearchParams(location.search).has('embed') && window.parent !== window;
const store = openStore(brandId);

/** People write their address where they are asked for name or account. */
const LOOKS_LIKE_MAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;

/** The site's page learns three things and nothing of what is said: colour, unread, close. */
const tellHost = (message: {
  kefu: 'close' | 'colour' | 'unread';
  colour?: string;
  count?: number;
}) => {
  if (isEmbedded) window.parent.postMessage(message, '*');
};

function firstLanguage(brand: Language): Language {
  const kept = store.language();
  if (kept === 'zh-CN' || kept === 'en') return kept;
  const preferred = navigator.languages.find((one) => /^(zh|en)/.test(one));
  if (preferred === undefined) return brand;
  return preferred.startsWith('zh') ? 'zh-CN' : 'en';
}

function run(session: ChatSession) {
  const { brand } = session;
  let language = firstLanguage(brand.language);
  let say = wordsIn(language);
  let preChat: PreChat | null = null;
  let view: ChatView | null = null;
  let isFrameShown = true;
  let unread = 0;
  let chat: Chat | null = null;
  let isKnown = session.hasHistory;

  const isLooking = () => view !== null && isFrameShown && document.visibilityState === 'visible';

  function setUnread(count: number) {
    unread = count;
    document.title = count > 0 ? say('newMessages', { n: count }) : brand.name;
    tellHost({ kefu: 'unread', count });
  }

  function look() {
    if (!isLooking()) return;
    chat?.read();
    if (unread > 0) setUnread(0);
  }

  function startChat(): Chat {
    chat ??= openChat({
      token: session.token,
      store,
      language: () => language,
      onChange(shown, frame) {
        view?.show(shown);
        if (frame?.kind === 'typing') view?.typing(true);
        if (frame?.kind === 'message' && frame.message.from === 'agent') {
          view?.typing(false);
          if (!isLooking()) setUnread(unread + 1);
          if (!store.isMuted() && !(isLooking() && document.hasFocus())) playChime();
        }
        if (shown.messages.length > 0) isKnown = true;
        look();
      },
    });
    return chat;
  }

  const page = (): Page => ({ say, isEmbedded, go, close: () => tellHost({ kefu: 'close' }) });
  const closedUntil = () =>
    brand.closedUntilAt === null
      ? ''
      : new Intl.DateTimeFormat(language, {
          month: 'long',
          day: 'numeric',
          hour: '2-digit',
          minute: '2-digit',
        }).format(brand.closedUntilAt);

  function mount(element: HTMLElement) {
    root.replaceChildren(element);
    element.querySelector('h1')?.focus();
  }

  function go(to: 'home' | 'form' | 'chat' | 'offline') {
    view = null;
    if (to === 'home') mount(home());
    if (to === 'offline')
      mount(
        offlineView(page(), {
          brandId,
          closedUntil: closedUntil(),
          topicLanguage: language,
          onAddress: store.setEmail,
        }),
      );
    if (to === 'form')
      mount(
        preChatView(page(), {
          brand,
          onStart(given) {
            preChat = given;
            const name = given?.accountName ?? '';
            if (LOOKS_LIKE_MAIL.test(name)) store.setEmail(name);
            go('chat');
          },
        }),
      );
    if (to === 'chat') openConversation();
  }

  const home = () =>
    homeView(page(), {
      brand,
      hasHistory: isKnown,
      closedUntil: closedUntil(),
      onHuman: () => {
        if (isKnown) go('chat');
        else go(brand.isOpen ? 'form' : 'offline');
      },
      onLanguage() {
        language = language === 'en' ? 'zh-CN' : 'en';
        store.setLanguage(language);
        speak();
        go('home');
      },
    });

  function openConversation() {
    const open = startChat();
    const next = chatView(page(), {
      token: session.token,
      title: brand.name,
      language,
      isMuted: () => store.isMuted(),
      onMute: () => store.setMuted(!store.isMuted()),
      onSay(text, uploads) {
        open.say(text, uploads, preChat);
        preChat = null;
        next.atEnd();
      },
      onRetry: (id) => open.retry(id),
      onTyping: () => open.typing(),
      transcript: transcriptPanel(page(), { token: session.token, brand, language, store }),
    });
    view = next;
    root.replaceChildren(next.element);
    next.show(open.shown());
    next.atEnd();
    next.focus();
    look();
  }

  function speak() {
    say = wordsIn(language);
    document.documentElement.lang = language;
    setUnread(unread);
  }

  document.addEventListener('visibilitychange', look);
  document.addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && isEmbedded && !event.isComposing) tellHost({ kefu: 'close' });
  });
  window.addEventListener('message', (event: MessageEvent<{ kefu?: string }>) => {
    if (event.source !== window.parent) return;
    if (event.data.kefu === 'shown' || event.data.kefu === 'hidden')
      isFrameShown = event.data.kefu === 'shown';
    look();
  });
  document.documentElement.style.setProperty('--brand', brand.colour);
  tellHost({ kefu: 'colour', colour: brand.colour });
  speak();
  // A visitor who comes back, or whose last words are unsent, is connected at once.
  if (isKnown || store.pending().length > 0) startChat();
  go(store.pending().length > 0 ? 'chat' : 'home');
}

async function start() {
  const identity = new URLSearchParams(location.hash.slice(1)).get('identity');
  try {
    const session = await openSession({ brandId, token: store.token(), identity });
    store.setToken(session.token);
    run(session);
  } catch {
    const say = wordsIn(firstLanguage('zh-CN'));
    root.replaceChildren(
      h(
        'section',
        { class: 'view trouble' },
        h('p', { role: 'alert' }, say('unavailable')),
        h(
          'button',
          { type: 'button', class: 'primary', onclick: () => void start() },
          say('retry'),
        ),
      ),
    );
  }
}

void start();
