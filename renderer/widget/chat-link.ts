import type { ClientFrame, ServerFrame } from '#shared/contract/webchat.ts';

const FIRST_RETRY_MS = 500;
const LAST_RETRY_MS = 15_000;

/** The socket to the desk: reconnects by itself and says hello each time. */
export function openLink(options: {
  token: string;
  onFrame: (frame: ServerFrame) => void;
  onState: (isConnected: boolean) => void;
}) {
  let socket: WebSocket | null = null;
  let attempt = 0;
  let isEnded = false;
  let timer = 0;

  function connect() {
    if (isEnded) return;
    const address = new URL('/webchat/socket', location.href);
    address.protocol = address.protocol === 'https:' ? 'wss:' : 'ws:';
    const next = new WebSocket(address);
    socket = next;
    next.addEventListener('open', () =>
      next.send(JSON.stringify({ kind: 'hello', token: options.token } satisfies ClientFrame)),
    );
    next.addEventListener('message', (event: MessageEvent<string>) => {
      // The page's own server speaks; kinds this page does not know change nothing.
      const frame = JSON.parse(event.data) as ServerFrame;
      if (frame.kind === 'welcome') {
        attempt = 0;
        options.onState(true);
      }
      options.onFrame(frame);
    });
    next.addEventListener('close', () => {
      if (socket !== next) return;
      socket = null;
      options.onState(false);
      const wait =
        Math.min(LAST_RETRY_MS, FIRST_RETRY_MS * 2 ** attempt) * (0.75 + Math.random() / 2);
      attempt += 1;
      timer = window.setTimeout(connect, wait);
    });
  }

  window.addEventListener('online', () => {
    window.clearTimeout(timer);
    if (!socket) connect();
  });
  connect();
  return {
    /** False when there is no connection: the caller keeps the frame. */
    send(frame: ClientFrame): boolean {
      if (socket?.readyState !== WebSocket.OPEN) return false;
      socket.send(JSON.stringify(frame));
      return true;
    },
    end() {
      isEnded = true;
      socket?.close();
    },
  };
}
