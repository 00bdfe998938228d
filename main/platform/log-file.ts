import { closeSync, fdatasync, openSync } from 'node:fs';
import { Failure } from './failure.ts';

/** The write-ahead log of a database, as the file to be made durable. */
export interface LogFile {
  /** @throws Failure `disk.full` when the disk refused */
  sync(): Promise<void>;
  close(): void;
}

export function openLogFile(file: string): LogFile {
  let handle: number | null = null;
  let running = 0;
  let isClosed = false;
  const closeIdle = () => {
    if (!isClosed || running > 0 || handle === null) return;
    closeSync(handle);
    handle = null;
  };
  return {
    sync: () =>
      new Promise((resolve, reject) => {
        // Opened for writing: Windows flushes no other handle.
        handle ??= openSync(file, 'r+');
        running += 1;
        fdatasync(handle, (error) => {
          running -= 1;
          closeIdle();
          if (error) reject(refused(error));
          else resolve();
        });
      }),
    close() {
      isClosed = true;
      closeIdle();
    },
  };
}

const refused = (cause: NodeJS.ErrnoException) =>
  new Failure({ code: 'disk.full', message: cause.message, isRetryable: true, cause });
