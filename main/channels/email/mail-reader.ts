import { Worker } from 'node:worker_threads';
import { SECOND_MS } from '#shared/lib/units.ts';
import type { ParsedMail, Unparsable } from './parsed-mail.ts';

export interface MailReader {
  /** Mails are about to come: the threads start now rather than with the first. */
  expect(): void;
  /** Never throws; a message that takes too long or too much is `unparsable`. */
  read(source: Uint8Array): Promise<ParsedMail | Unparsable>;
  close(): Promise<void>;
}

/** What a parser thread is asked, several at a time: to read a message, or only to mask its source. */
export interface MailTask {
  id: number;
  source: Uint8Array;
  task: 'read' | 'mask';
}
export interface MailAnswer {
  id: number;
  mail: ParsedMail | Unparsable;
}

const MAX_MS = 10 * SECOND_MS;
const MAX_HEAP_MB = 512;
const THREADS = 2;
/** Handed to a thread together; half as many lie ready in front of it, so that it does not wait for ours. */
const TOGETHER = 8;

/**
 * A few parser threads, each started when it is expected to be needed, or is. A message that holds its thread too
 * long costs that thread and is given to a new one for masking only.
 */
export function openMailReader(worker: URL | string, options: { maxMs?: number } = {}): MailReader {
  const lanes = Array.from({ length: THREADS }, () => openLane(worker, options.maxMs ?? MAX_MS));
  return {
    expect: () => lanes.forEach((lane) => lane.start()),
    read: (source) =>
      lanes.reduce((best, lane) => (lane.waiting() < best.waiting() ? lane : best)).read(source),
    close: async () => {
      await Promise.all(lanes.map((lane) => lane.close()));
    },
  };
}

interface Waiting extends MailTask {
  /** Why the mail is only masked. */
  reason: string;
  answer: (mail: MailAnswer['mail']) => void;
}

/**
 * One thread; its messages are read one after the other and answered together. When it is lost with
 * several in its hands, they are handed over one by one, to know which of them it was.
 */
function openLane(worker: URL | string, maxMs: number) {
  let thread: Worker | null = null;
  let timer: NodeJS.Timeout | undefined;
  let nextId = 1;
  let posted = 0;
  /** So many at the front are handed over one by one. */
  let alone = 0;
  const waiting: Waiting[] = [];

  function started(): Worker {
    if (thread) return thread;
    const parser = new Worker(worker, {
      resourceLimits: { maxOldGenerationSizeMb: MAX_HEAP_MB },
    });
    thread = parser;
    parser.unref();
    parser.on('message', answered);
    parser.on('messageerror', (error) => lost(parser, error.message));
    parser.on('error', (error: Error) => lost(parser, error.message));
    parser.on('exit', () => lost(parser, 'the parser ended'));
    return parser;
  }

  function post() {
    const room = alone > 0 ? 1 : 2 * TOGETHER;
    const next = Math.min(room, waiting.length, posted + (alone > 0 ? 1 : TOGETHER));
    // A thread that has work is given more when it is worth a message.
    if (next > posted && (posted === 0 || next - posted >= TOGETHER / 2)) {
      const tasks = waiting
        .slice(posted, next)
        .map(({ id, source, task }): MailTask => ({ id, source, task }));
      posted = next;
      started().postMessage(tasks);
    }
    const parser = thread;
    if (posted > 0 && parser)
      timer ??= setTimeout(() => lost(parser, 'reading it took too long'), maxMs);
  }

  function stopTimer() {
    clearTimeout(timer);
    timer = undefined;
  }

  function answered(answers: MailAnswer[]) {
    stopTimer();
    for (const { id, mail } of answers) {
      const first = waiting[0];
      if (first?.id !== id) return;
      waiting.shift();
      posted -= 1;
      alone = Math.max(0, alone - 1);
      first.answer(
        first.task === 'read'
          ? mail
          : { ...unparsable(first.reason), storable: mail.storable, dedupeKey: mail.dedupeKey },
      );
    }
    post();
  }

  function lost(parser: Worker, reason: string) {
    if (thread !== parser) return;
    thread = null;
    stopTimer();
    void parser.terminate();
    const [first] = waiting;
    if (posted > 1) alone = posted;
    else if (first?.task === 'read') Object.assign(first, { task: 'mask', reason });
    else if (first) {
      waiting.shift();
      alone = Math.max(0, alone - 1);
      first.answer(unparsable(first.reason));
    }
    posted = 0;
    post();
  }

  let isPosting = false;
  /** Those asked for in the same turn go together. */
  function postSoon() {
    if (isPosting) return;
    isPosting = true;
    queueMicrotask(() => {
      isPosting = false;
      post();
    });
  }

  return {
    start: () => void started(),
    waiting: () => waiting.length,
    read: (source: Uint8Array): Promise<MailAnswer['mail']> =>
      new Promise((answer) => {
        waiting.push({ id: nextId++, source, task: 'read', reason: '', answer });
        postSoon();
      }),
    close: async () => {
      const ending = thread;
      thread = null;
      stopTimer();
      for (const { answer } of waiting.splice(0)) answer(unparsable('the reader was closed'));
      posted = 0;
      await ending?.terminate();
    },
  };
}

const unparsable = (reason: string): Unparsable => ({
  kind: 'unparsable',
  reason,
  storable: null,
  dedupeKey: null,
});
