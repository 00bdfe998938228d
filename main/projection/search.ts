import { Worker } from 'node:worker_threads';
import { Failure } from '#main/platform/failure.ts';
import type { Log } from '#main/platform/log.ts';
import type { SearchQuery, SearchResult } from './search-index.ts';
import type { SearchRequest } from './search-worker.ts';

export interface Search {
  messages(query: SearchQuery): Promise<SearchResult>;
  /** Reads the whole database. */
  isDeskIntact(): Promise<boolean>;
  /** A consistent copy of the database, made while the desk goes on. */
  copyDesk(file: string): Promise<void>;
  /** New messages are in the projection. */
  changed(): void;
  /** Messages were taken out or masked again. */
  rebuild(): void;
  /** The same; resolves when the old index is gone. */
  rebuilt(): Promise<void>;
  close(): Promise<void>;
}

const TELL_AFTER_MS = 50;

/** Words about a search that cannot run; the rest of the desk is untouched. */
const broken = (message: string) =>
  new Failure({ code: 'search.unavailable', message, isRetryable: true });

/** The engine's side of the search thread; a thread that dies is started again with the next question. */
export function openSearch(options: {
  worker: URL | string;
  searchFile: string;
  deskFile: string;
  log: Log;
}): Search {
  const waiting = new Map<number, { resolve(result: unknown): void; reject(error: Error): void }>();
  let nextId = 1;
  let thread: Worker | null = null;
  let isClosed = false;

  function started(): Worker {
    if (thread) return thread;
    const worker = new Worker(options.worker, {
      workerData: { searchFile: options.searchFile, deskFile: options.deskFile },
    });
    worker.unref();
    worker.on('message', (answer: { id: number; result?: unknown; error?: string }) => {
      const asked = waiting.get(answer.id);
      waiting.delete(answer.id);
      if (answer.error === undefined) asked?.resolve(answer.result);
      else asked?.reject(broken(answer.error));
    });
    worker.on('error', (error) =>
      options.log.error({ error: String(error) }, 'the search thread failed'),
    );
    worker.on('exit', () => {
      if (thread === worker) thread = null;
      for (const asked of waiting.values()) asked.reject(broken('the search thread ended'));
      waiting.clear();
    });
    thread = worker;
    return worker;
  }

  const post = (request: SearchRequest) => {
    if (!isClosed) started().postMessage(request);
  };
  let told: NodeJS.Timeout | null = null;
  /** A question catches up by itself, so the thread need not hear of every change. */
  function tellSoon() {
    told ??= setTimeout(() => {
      told = null;
      post({ kind: 'changed' });
    }, TELL_AFTER_MS).unref();
  }
  post({ kind: 'changed' });

  /** `T` is what the thread answers this kind of request with. */
  const ask = <T>(request: (id: number) => SearchRequest): Promise<T> =>
    new Promise((resolve, reject) => {
      const id = nextId++;
      waiting.set(id, { resolve: (result) => resolve(result as T), reject });
      post(request(id));
    });

  return {
    messages: (query) => ask<SearchResult>((id) => ({ kind: 'search', id, query })),
    isDeskIntact: () => ask<boolean>((id) => ({ kind: 'check', id })),
    copyDesk: (file) => ask<void>((id) => ({ kind: 'copy', id, file })),
    changed: tellSoon,
    rebuild: () => post({ kind: 'rebuild', id: 0 }),
    rebuilt: () => ask<void>((id) => ({ kind: 'rebuild', id })),
    close: async () => {
      if (told) clearTimeout(told);
      const worker = thread;
      if (!worker) return;
      const ended = new Promise<void>((resolve) => worker.once('exit', () => resolve()));
      post({ kind: 'close' });
      isClosed = true;
      await ended;
    },
  };
}
