import { parentPort } from 'node:worker_threads';
import { parseMail } from './mime.ts';

/** Reads mails away from the engine's thread: a bomb costs this thread, never the desk. */
parentPort?.on('message', ({ id, source }: { id: number; source: Uint8Array }) => {
  void parseMail(source).then((mail) => parentPort?.postMessage({ id, mail }));
});
