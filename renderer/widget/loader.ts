// The one script a site embeds: <script src="https://…/widget.js" data-brand="…" async></script>.
// It makes a button and, when pressed, a frame from the script's own origin. Nothing else is fetched.
export {};
const script = document.currentScript as HTMLScriptElement | null;
const origin = script ? new URL(script.src).origin : location.origin;
const brand = script?.dataset['brand'] ?? '';
const identity = script?.dataset['identity'] ?? '';
const isEnglish = (script?.dataset['lang'] ?? navigator.language).startsWith('en');

function place(element: HTMLElement, styles: Partial<CSSStyleDeclaration>) {
  Object.assign(element.style, styles);
}

function open() {
  const button = document.createElement('button');
  button.type = 'button';
  button.setAttribute('aria-label', isEnglish ? 'Open support chat' : '打开客服聊天');
  button.setAttribute('aria-expanded', 'false');
  place(button, {
    position: 'fixed',
    right: '20px',
    bottom: '20px',
    width: '56px',
    height: '56px',
    borderRadius: '28px',
    border: '0',
    padding: '0',
    background: '#1d5fd1',
    color: '#fff',
    cursor: 'pointer',
    boxShadow: '0 6px 20px rgb(15 23 32 / .28)',
    zIndex: '2147483000',
  });
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  for (const [name, value] of Object.entries({
    viewBox: '0 0 24 24',
    width: '26',
    height: '26',
    fill: 'none',
    stroke: 'currentColor',
    'stroke-width': '1.8',
    'stroke-linejoin': 'round',
    'aria-hidden': 'true',
  }))
    svg.setAttribute(name, value);
  const path = document.createElementNS('http://www.w3.org/2000/svg', 'path');
  path.setAttribute('d', 'M21 12a8 8 0 0 1-8 8H4l2.2-3.3A8 8 0 1 1 21 12z');
  svg.append(path);
  button.append(svg);
  const badge = document.createElement('span');
  badge.hidden = true;
  place(badge, {
    position: 'absolute',
    top: '-2px',
    right: '-2px',
    minWidth: '20px',
    height: '20px',
    borderRadius: '10px',
    background: '#c22b22',
    color: '#fff',
    font: '600 12px/20px sans-serif',
    textAlign: 'center',
  });
  button.append(badge);
  document.body.append(button);

  let frame: HTMLIFrameElement | null = null;
  const isNarrow = () => window.innerWidth < 480;
  const arrange = () => {
    if (!frame) return;
    place(
      frame,
      isNarrow()
        ? { right: '0', bottom: '0', width: '100%', height: '100%', borderRadius: '0' }
        : {
            right: '20px',
            bottom: '88px',
            width: '376px',
            height: 'min(640px, calc(100vh - 108px))',
            borderRadius: '12px',
          },
    );
  };
  const show = (isShown: boolean) => {
    if (!frame && isShown) {
      frame = document.createElement('iframe');
      frame.title = isEnglish ? 'Support chat' : '客服聊天';
      frame.src = `${origin}/chat/${encodeURIComponent(brand)}?embed=1${identity ? `#identity=${encodeURIComponent(identity)}` : ''}`;
      place(frame, {
        position: 'fixed',
        border: '0',
        boxShadow: '0 12px 32px rgb(15 23 32 / .22)',
        background: '#fff',
        zIndex: '2147483001',
      });
      document.body.append(frame);
    }
    if (!frame) return;
    arrange();
    frame.hidden = !isShown;
    frame.style.display = isShown ? 'block' : 'none';
    button.setAttribute('aria-expanded', String(isShown));
    if (isShown) frame.focus();
    else button.focus();
    frame.contentWindow?.postMessage({ kefu: isShown ? 'shown' : 'hidden' }, origin);
  };
  button.addEventListener('click', () => show(!frame || frame.hidden !== false));
  window.addEventListener('resize', arrange);
  window.addEventListener(
    'message',
    (event: MessageEvent<{ kefu?: string; count?: number; colour?: string }>) => {
      if (event.origin !== origin || event.source !== frame?.contentWindow) return;
      if (event.data.kefu === 'close') show(false);
      if (event.data.kefu === 'colour' && /^#[0-9a-f]{6}$/i.test(event.data.colour ?? ''))
        button.style.background = event.data.colour ?? '';
      if (event.data.kefu === 'unread') {
        const count = Number(event.data.count) || 0;
        badge.hidden = count === 0;
        badge.textContent = String(Math.min(count, 99));
      }
    },
  );
}

if (brand) {
  if (document.body) open();
  else addEventListener('DOMContentLoaded', open);
}
