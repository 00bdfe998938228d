import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** What a process asked the kernel to do with its files, in order. */
type Step =
  | { kind: 'write'; file: string; at: number; bytes: Buffer }
  | { kind: 'truncate'; file: string; size: number }
  | { kind: 'sync'; file: string }
  /** Taken as durable at once: SQLite syncs the folder after it deletes a journal. */
  | { kind: 'remove'; file: string }
  /** The process said that commit `count` is made. */
  | { kind: 'said'; count: number };

export const hasStrace = existsSync('/usr/bin/strace');
const SECTOR = 512;
const calls = 'pwrite64,write,ftruncate,fsync,fdatasync,unlink';

/** Runs a script under strace and returns what it did to the files of `folder`. */
export function record(script: string, args: string[], folder: string): Step[] {
  const tape = path.join(folder, 'tape');
  execFileSync(
    '/usr/bin/strace',
    [
      '-y',
      '-xx',
      '-s',
      '1000000',
      '-e',
      `trace=${calls}`,
      '-o',
      tape,
      process.execPath,
      script,
      ...args,
    ],
    { stdio: ['ignore', 'ignore', 'inherit'], timeout: 120_000 },
  );
  return readFileSync(tape, 'latin1').split('\n').flatMap(stepOf(folder));
}

const bytesOf = (hex: string) => Buffer.from(hex.replaceAll('\\x', ''), 'hex');

const stepOf =
  (folder: string) =>
  (line: string): Step[] => {
    const removed = /unlink\("([^"]*)"\)\s+= 0/.exec(line)?.[1];
    if (removed !== undefined)
      return [{ kind: 'remove', file: path.basename(bytesOf(removed).toString('utf8')) }];
    const call = /(\w+)\((\d+)<([^>]*)>(?:, (.*))?\)\s+= (-?\d+)/.exec(line);
    if (!call || Number(call[5]) < 0) return [];
    const [, name = '', fd, target = '', rest = ''] = call;
    if (name === 'write' && fd === '1') return saidIn(rest);
    const place = bytesOf(target).toString('utf8');
    const isOurs = place.startsWith(`${folder}/`) && !/(-shm|tape)$/.test(place);
    return isOurs ? changeOf(name, path.basename(place), rest) : [];
  };

const textIn = (rest: string) => bytesOf(/^"([^"]*)"/.exec(rest)?.[1] ?? '');

function saidIn(rest: string): Step[] {
  const said = /committed (\d+)/.exec(textIn(rest).toString('latin1'));
  return said ? [{ kind: 'said', count: Number(said[1]) }] : [];
}

function changeOf(name: string, file: string, rest: string): Step[] {
  switch (name) {
    case 'pwrite64':
      return [{ kind: 'write', file, at: Number(/, (\d+)$/.exec(rest)?.[1]), bytes: textIn(rest) }];
    case 'ftruncate':
      return [{ kind: 'truncate', file, size: Number(rest) }];
    case 'fsync':
    case 'fdatasync':
      return [{ kind: 'sync', file }];
    default:
      return [];
  }
}

/**
 * The files as a disk may hold them after the power failed at step `cut`: what was synced is there;
 * of what was not, each write may be there, may be missing, or may be there in part (whole sectors).
 * @returns the newest commit that had been said by then
 */
export function replay(
  steps: readonly Step[],
  cut: number,
  chance: () => number,
  into: string,
): number {
  mkdirSync(into, { recursive: true });
  const lastSync = new Map<string, number>();
  for (const [index, step] of steps.slice(0, cut).entries())
    if (step.kind === 'sync') lastSync.set(step.file, index);
  const files = new Map<string, Buffer>();
  let said = 0;
  for (const [index, step] of steps.slice(0, cut).entries()) {
    if (step.kind === 'said') said = step.count;
    if (step.kind === 'remove') files.delete(step.file);
    if (step.kind !== 'write' && step.kind !== 'truncate') continue;
    const isSynced = index < (lastSync.get(step.file) ?? -1);
    if (!isSynced && chance() < 0.5) continue;
    files.set(
      step.file,
      changed(files.get(step.file) ?? Buffer.alloc(0), step, isSynced ? null : chance),
    );
  }
  for (const [name, bytes] of files) writeFileSync(path.join(into, name), bytes);
  return said;
}

function changed(
  before: Buffer,
  step: Extract<Step, { kind: 'write' | 'truncate' }>,
  tear: (() => number) | null,
): Buffer {
  if (step.kind === 'truncate')
    return Buffer.concat([before, Buffer.alloc(Math.max(0, step.size - before.length))]).subarray(
      0,
      step.size,
    );
  const end = step.at + step.bytes.length;
  const next = Buffer.concat([before, Buffer.alloc(Math.max(0, end - before.length))]);
  if (!tear) step.bytes.copy(next, step.at);
  else
    for (let from = 0; from < step.bytes.length; from += SECTOR)
      if (tear() < 0.7)
        step.bytes.copy(next, step.at + from, from, Math.min(from + SECTOR, step.bytes.length));
  return next;
}
