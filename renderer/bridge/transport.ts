import type { ClientContext, ClientLink } from '@orpc/client';
import { RPCLink as PortLink } from '@orpc/client/message-port';
import { RPCLink as SocketLink } from '@orpc/client/websocket';
import { findDesk, type KefuDesk } from './desk-verbs.ts';

export type EngineLink = ClientLink<ClientContext>;

/** One opened way to the engine; `close` ends it and every call in flight fails. */
export interface Opened {
  link: EngineLink;
  close(): void;
}

/**
 * Opens one way to the engine. Rejects when there is none; `closed` is called once when it ends
 * by itself. Reconnecting is the connection's business.
 */
export type Transport = (closed: () => void) => Promise<Opened>;

/** How long a socket may take to open. */
const OPEN_TIMEOUT_MS = 5_000;

export const socketTransport =
  (address: string): Transport =>
  (closed) =>
    new Promise((resolve, reject) => {
      const socket = new WebSocket(address);
      let isOpen = false;
      const timer = setTimeout(() => socket.close(), OPEN_TIMEOUT_MS);
      socket.addEventListener('open', () => {
        isOpen = true;
        clearTimeout(timer);
        resolve({ link: new SocketLink({ websocket: socket }), close: () => socket.close() });
      });
      socket.addEventListener('close', () => {
        clearTimeout(timer);
        if (isOpen) closed();
        else reject(new Error('the engine does not answer'));
      });
    });

/** Electron: the preload relays to the engine's port. The relay never closes; silence is found by the heartbeat. */
export const deskTransport =
  (desk: KefuDesk): Transport =>
  async () => {
    desk.open();
    const stops: (() => void)[] = [];
    const ends: (() => void)[] = [];
    const link = new PortLink({
      port: {
        postMessage: (data: unknown) => desk.send(data),
        onMessage: {
          addListener: (callback: (data: unknown) => void) =>
            void stops.push(desk.onMessage(callback)),
        },
        onDisconnect: { addListener: (callback: () => void) => void ends.push(callback) },
      },
    });
    return {
      link,
      close: () => {
        for (const stop of stops) stop();
        for (const end of ends) end();
      },
    };
  };

/** The transport of this shell. */
export function shellTransport(): Transport {
  const desk = findDesk();
  if (desk) return deskTransport(desk);
  const scheme = location.protocol === 'https:' ? 'wss' : 'ws';
  return socketTransport(`${scheme}://${location.host}/ws`);
}
