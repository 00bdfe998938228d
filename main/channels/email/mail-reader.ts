import { Worker } from 'node:worker_threads';
import { SECOND_MS } from '#shared/lib/units.ts';
import type { ParsedMail, Unparsable } from './parsed-mail.ts';

export interface MailReader {
  /** Never throws; a message that takes too long or too much is `unparsable`. */
  read(source: Uint8Array): Promise<ParsedMail | Unparsable>;
  close(): Promise<void>;
}

const MAX_MS = 10 * SECOND_MS;
const MAX_HEAP_MB = 512;

/** One parser thread, ended and replaced when a message holds it too long. Messages are read one after the other. */
export function openMailReader(worker: URL | string): MailReader {
  let thread: Worker | null = null;
  let nextId = 1;
  let queue: Promise<unknown> = Promise.resolve();

  function started(): Worker {
    thread ??= new Worker(worker, { resourceLimits: { maxOldGenerationSizeMb: MAX_HEAP_MB } });
    thread.unref();
    return thread;
  }

  function readNow(source: Uint8Array): Promise<ParsedMail | Unparsable> {
    const id = nextId++;
    const parser = started();
    return new Promise((resolve) => {
      const end = (result: ParsedMail | Unparsable, isBroken: boolean) => {
        clearTimeout(timer);
        parser.removeAllListeners('message');
        parser.removeAllListeners('error');
        parser.removeAllListeners('exit');
        if (isBroken) {
          thread = null;
          parser.on('error', () => undefined);
          void parser.terminate();
        }
        resolve(result);
      };
      const timer = setTimeout(
        () => end({ kind: 'unparsable', reason: 'reading it took too long' }, true),
        MAX_MS,
      );
      parser.on('message', (answer: { id: number; mail: ParsedMail | Unparsable }) => {
        if (answer.id === id) end(answer.mail, false);
      });
      parser.on('error', (error) => end({ kind: 'unparsable', reason: error.message }, true));
      parser.on('exit', () => end({ kind: 'unparsable', reason: 'the parser ended' }, true));
      parser.postMessage({ id, source });
    });
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
