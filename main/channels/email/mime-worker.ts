import { createHash } from 'node:crypto';
import { parentPort } from 'node:worker_threads';
import type { BlobId } from '#shared/lib/ids.ts';
import { redactHtml } from '#shared/domain/redaction/redact-html.ts';
import { isInnocentPage } from '#main/platform/innocent-page.ts';
import { maskFile } from '#main/platform/mask-bytes.ts';
import type { MailAnswer, MailTask } from './mail-reader.ts';
import { parseMail, unparsable } from './mime.ts';
import type { ParsedMail, Unparsable } from './parsed-mail.ts';

let queue: Promise<void> = Promise.resolve();

/** Reads mails away from the engine's thread, one after the other: a bomb costs this thread, never the desk. */
parentPort?.on('message', (tasks: MailTask[]) => {
  queue = queue.then(async () => {
    const answers: MailAnswer[] = [];
    for (const { id, source, task } of tasks) answers.push({ id, mail: await read(source, task) });
    parentPort?.postMessage(
      answers,
      answers.flatMap(({ mail }) => buffersOf(mail)),
    );
  });
});

const idOf = (bytes: Uint8Array | string) =>
  createHash('sha256').update(bytes).digest('hex') as BlobId;

async function read(source: Uint8Array, task: MailTask['task']): Promise<ParsedMail | Unparsable> {
  if (task === 'mask') return unparsable('', source);
  const mail = await parseMail(source);
  if (mail.kind === 'unparsable') return mail;
  const isInnocent = mail.html === null || isInnocentPage(mail.html);
  const html = mail.html === null || isInnocent ? mail.html : redactHtml(mail.html).html;
  const attachments = mail.attachments.map((part) => ({
    ...part,
    bytes: maskFile(part.bytes, part.mime),
  }));
  const blobIds = {
    raw: mail.storable && idOf(mail.storable),
    html: html === null ? null : idOf(html),
    attachments: attachments.map((part) => idOf(part.bytes)),
  };
  return { ...mail, html, attachments, blobIds, isMasked: true };
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
