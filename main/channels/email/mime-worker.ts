import { parentPort } from 'node:worker_threads';
import type { MailAnswer, MailTask } from './mail-reader.ts';
import { parseMail, storableOf } from './mime.ts';

/** Reads mails away from the engine's thread: a bomb costs this thread, never the desk. */
parentPort?.on('message', ({ id, source, task }: MailTask) => {
  const answer = (mail: MailAnswer['mail']) => parentPort?.postMessage({ id, mail });
  if (task === 'read') void parseMail(source).then(answer);
  else answer({ kind: 'unparsable', reason: '', storable: storableOf(source) });
});
