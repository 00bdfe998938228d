import { parentPort, workerData } from 'node:worker_threads';
import { z } from '#shared/lib/schema.ts';
import { openSearchIndex, type SearchQuery } from './search-index.ts';

/**
 * The thread that owns search.db: its merges never stall a commit of the desk. What else reads the
 * whole database, its check and its copy, happens here for the same reason.
 */
const { searchFile, deskFile } = z
  .object({ searchFile: z.string(), deskFile: z.string() })
  .parse(workerData);

export type SearchRequest =
  | { kind: 'changed' }
  | { kind: 'rebuild'; id: number }
  | { kind: 'search'; id: number; query: SearchQuery }
  | { kind: 'check'; id: number }
  | { kind: 'copy'; id: number; file: string }
  | { kind: 'close' };

const index = openSearchIndex(searchFile, deskFile);
let isBusy = false;

function catchUp() {
  if (isBusy) return;
  isBusy = true;
  const more = index.catchUp();
  // Between batches the queue is served: a search does not wait for a rebuild.
  setImmediate(() => {
    isBusy = false;
    if (more > 0) catchUp();
    else index.moveLog();
  });
}

function answer<T>(id: number, work: () => T) {
  try {
    parentPort?.postMessage({ id, result: work() });
  } catch (error) {
    parentPort?.postMessage({ id, error: error instanceof Error ? error.message : String(error) });
  }
}

parentPort?.on('message', (request: SearchRequest) => {
  switch (request.kind) {
    case 'changed':
      catchUp();
      return;
    case 'rebuild':
      answer(request.id, () => index.rebuild());
      catchUp();
      return;
    case 'search':
      answer(request.id, () => {
        // What was written before the question is part of the answer.
        while (index.catchUp() > 0);
        return index.search(request.query);
      });
      return;
    case 'check':
      answer(request.id, () => index.isDeskIntact());
      return;
    case 'copy':
      answer(request.id, () => index.copyDesk(request.file));
      return;
    case 'close':
      index.close();
      parentPort?.close();
  }
});
catchUp();
