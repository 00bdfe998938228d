import path from 'node:path';
import type { WebSocket } from 'ws';
import { MAX_FRAME_BYTES, openChatSite } from '#main/channels/webchat/site.ts';
import { systemClock } from '#main/platform/clock.ts';
import type { Log } from '#main/platform/log.ts';
import { readAsset } from '#main/platform/assets.ts';
import type { Desk } from './desk-engine.ts';
import { listen, type Listener } from './server.ts';

/** What customers' browsers reach; nothing of the desk answers here. */
export function openPublicListener(options: {
  host: string;
  port: number;
  spare: number;
  desk: Desk;
  log: Log;
  outFolder: string;
}): Promise<Listener> {
  const site = openChatSite({
    accounts: options.desk.chatAccounts,
    clock: systemClock,
    log: options.log,
    asset: (name) => readAsset(path.join(options.outFolder, 'widget'), name),
  });
  return listen({
    host: options.host,
    port: options.port,
    spare: options.spare,
    maxFrameBytes: MAX_FRAME_BYTES,
    handle: site.handle,
    upgrade: ({ path: target, headers, ip }) => {
      if (target !== '/webchat/socket' || !site.mayConnect({ headers })) return null;
      return (socket: WebSocket) => {
        socket.on('error', () => socket.terminate());
        site.connect(
          {
            send: (text) => {
              if (socket.readyState === socket.OPEN) socket.send(text);
            },
            ping: () => socket.ping(),
            close: (code) => socket.close(code),
            onMessage: (listener) =>
              socket.on('message', (data: Buffer, isBinary: boolean) =>
                listener(isBinary ? '' : data.toString('utf8')),
              ),
            onPong: (listener) => socket.on('pong', listener),
            onClose: (listener) => socket.on('close', listener),
          },
          ip,
        );
      };
    },
  });
}
