import { parentPort, workerData } from 'node:worker_threads';
import { z } from '#shared/lib/schema.ts';
import { openSearchIndex, type SearchQuery } from './search-index.ts';

/** The thread that owns search.db: its merges never stall a commit of the desk. */
const { searchFile, deskFile } = z
  .object({ searchFile: z.string(), deskFile: z.string() })
  .parse(workerData);

export type SearchRequest =
  | { kind: 'changed' }
  | { kind: 'rebuild' }
  | { kind: 'search'; id: number; query: SearchQuery }
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
  });
}

parentPort?.on('message', (request: SearchRequest) => {
  switch (request.kind) {
    case 'changed':
      catchUp();
      return;
    case 'rebuild':
      index.rebuild();
      catchUp();
      return;
    case 'search':
      try {
        // What was written before the question is part of the answer.
        while (index.catchUp() > 0);
        parentPort?.postMessage({ id: request.id, result: index.search(request.query) });
      } catch (error) {
        parentPort?.postMessage({
          id: request.id,
          error: error instanceof Error ? error.message : String(error),
        });
      }
      return;
    case 'close':
      index.close();
      parentPort?.close();
  }
});
catchUp();
