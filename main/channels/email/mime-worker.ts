import { parentPort } from 'node:worker_threads';
import { redactHtml } from '#shared/domain/redaction/redact-html.ts';
import { maskFile } from '#main/platform/mask-bytes.ts';
import type { MailAnswer, MailTask } from './mail-reader.ts';
import { parseMail, storableOf } from './mime.ts';
import type { ParsedMail, Unparsable } from './parsed-mail.ts';

let queue: Promise<void> = Promise.resolve();

/** Reads mails away from the engine's thread, one after the other: a bomb costs this thread, never the desk. */
parentPort?.on('message', ({ id, source, task }: MailTask) => {
  queue = queue.then(async () => {
    const mail = await read(source, task);
    const answer: MailAnswer = { id, mail };
    parentPort?.postMessage(answer, buffersOf(mail));
  });
});

async function read(source: Uint8Array, task: MailTask['task']): Promise<ParsedMail | Unparsable> {
  if (task === 'mask') return { kind: 'unparsable', reason: '', storable: storableOf(source) };
  const mail = await parseMail(source);
  if (mail.kind === 'unparsable') return mail;
  return {
    ...mail,
    html: mail.html === null ? null : redactHtml(mail.html).html,
    attachments: mail.attachments.map((part) => ({
      ...part,
      bytes: maskFile(part.bytes, part.mime),
    })),
    isMasked: true,
  };
}

/** What is handed over rather than copied: buffers that belong to one part wholly. */
function buffersOf(mail: ParsedMail | Unparsable): ArrayBuffer[] {
  const parts = [
    mail.storable,
    ...(mail.kind === 'parsed' ? mail.attachments.map((part) => part.bytes) : []),
  ];
  const buffers = parts.flatMap((part) =>
    part?.buffer instanceof ArrayBuffer && part.buffer.byteLength === part.byteLength
      ? [part.buffer]
      : [],
  );
  return [...new Set(buffers)];
}
