import { Worker } from 'node:worker_threads';
import { SECOND_MS } from '#shared/lib/units.ts';
import type { ParsedMail, Unparsable } from './parsed-mail.ts';

export interface MailReader {
  /** Never throws; a message that takes too long or too much is `unparsable`. */
  read(source: Uint8Array): Promise<ParsedMail | Unparsable>;
  close(): Promise<void>;
}

/** What the parser thread is asked: to read a message, or only to mask its source. */
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

/**
 * One parser thread, ended and replaced when a message holds it too long. Messages are read one
 * after the other; one that cost a thread its life is given to a new one for masking only.
 */
export function openMailReader(worker: URL | string, options: { maxMs?: number } = {}): MailReader {
  const maxMs = options.maxMs ?? MAX_MS;
  let thread: Worker | null = null;
  let nextId = 1;
  let queue: Promise<unknown> = Promise.resolve();

  function started(): Worker {
    if (!thread) {
      thread = new Worker(worker, { resourceLimits: { maxOldGenerationSizeMb: MAX_HEAP_MB } });
      thread.unref();
    }
    return thread;
  }

  function ask(task: MailTask['task'], source: Uint8Array): Promise<MailAnswer['mail'] | string> {
    const id = nextId++;
    const parser = started();
    return new Promise((resolve) => {
      const end = (result: MailAnswer['mail'] | string) => {
        clearTimeout(timer);
        for (const event of ['message', 'messageerror', 'error', 'exit'])
          parser.removeAllListeners(event);
        if (typeof result === 'string') {
          thread = null;
          // What a dying thread still says is of no use.
          parser.on('error', () => undefined);
          void parser.terminate();
        }
        resolve(result);
      };
      const timer = setTimeout(() => end('reading it took too long'), maxMs);
      parser.on('message', (answer: MailAnswer) => {
        if (answer.id === id) end(answer.mail);
      });
      parser.on('messageerror', (error) => end(error.message));
      parser.on('error', (error: Error) => end(error.message));
      parser.on('exit', () => end('the parser ended'));
      parser.postMessage({ id, source, task } satisfies MailTask);
    });
  }

  async function readNow(source: Uint8Array): Promise<ParsedMail | Unparsable> {
    const mail = await ask('read', source);
    if (typeof mail !== 'string') return mail;
    const masked = await ask('mask', source);
    const storable = typeof masked === 'string' ? null : masked.storable;
    return { kind: 'unparsable', reason: mail, storable };
  }

  return {
    read(source) {
      const result = queue.then(() => readNow(source));
      queue = result;
      return result;
    },
    close: async () => {
      await queue;
      const ending = thread;
      thread = null;
      await ending?.terminate();
    },
  };
}
