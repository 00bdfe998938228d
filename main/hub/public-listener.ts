import { listen, type Listener } from './server.ts';
import type { Desk } from './desk-engine.ts';

/** What customers' browsers reach; nothing of the desk answers here. */
export function openPublicListener(options: {
  host: string;
  port: number;
  spare: number;
  desk: Desk;
}): Promise<Listener> {
  return listen({
    host: options.host,
    port: options.port,
    spare: options.spare,
    handle: async () => new Response('not found', { status: 404 }),
    upgrade: () => null,
  });
}
