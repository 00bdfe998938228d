import { rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { ConversationId, SourceId } from '#shared/lib/ids.ts';
import type { CommandResult } from '#shared/contract/errors.ts';
import type { SourceView } from '#shared/contract/records.ts';
import type { Source, SourceCommand } from '#shared/domain/source/events.ts';
import type { Clock } from '#main/platform/clock.ts';
import type { Log } from '#main/platform/log.ts';
import type { Random } from '#main/platform/random.ts';
import type { Secrets } from '#main/platform/secrets.ts';
import type { WriteDb } from '#main/platform/sqlite.ts';
import { openRecordCache } from './cache.ts';
import { openRecords, type QuotedIn, type Records } from './records.ts';
import { cacheFileOf, openRunningSources } from './running.ts';
import { openLedger } from './sample/ledger.ts';
import { sampleConfig } from './sample/mapping.ts';
import type { SampleOrder } from './sample/orders.ts';
import { type SampleServer, startSample } from './sample/server.ts';
import { openSourceSetUp, type SourceSetUp } from './set-up.ts';

export interface RecordDesk extends Omit<Records, 'stop'>, SourceSetUp {
  list(): SourceView[];
  refresh(id: SourceId): void;
  purge(id: SourceId): void;
  /** Forgets every kept answer; copies of files stay, they are the platform's own. */
  forgetAnswers(): void;
  /** Brings what runs in line with what is configured; the sample runs while the demo is there. */
  reconcile(): Promise<void>;
  /** The demo's back office as a source of this desk. */
  connectDemo(): void;
  /** The running sample, for tests and for showing faults. */
  sample(): SampleServer | null;
  stop(): Promise<void>;
}

const DEMO_ID = 'demo-back-office' as SourceId;

/** Everything about transaction records on one desk. */
export function openRecordDesk(options: {
  profile: string;
  configured: () => Source[];
  execute: (command: SourceCommand, commandId: string | undefined) => CommandResult;
  quotedIn: (id: ConversationId) => QuotedIn | null;
  /** Orders the demo's conversations mention. */
  sampleOrders: (now: number) => SampleOrder[];
  sampleName: () => string;
  secrets: Secrets;
  clock: Clock;
  random: Random;
  log: Log;
  newId: () => string;
  csvWorker: URL | string;
  publish: (tags: string[]) => void;
}): RecordDesk {
  const { clock, log, profile } = options;
  const cache = openRecordCache(cacheFileOf(profile), log);
  let sample: { server: SampleServer; db: WriteDb } | null = null;
  let stopping: Promise<void> | null = null;
  let queue: Promise<void> = Promise.resolve();
  const changed = () => options.publish(['sources']);
  const sources = openRunningSources({
    ...options,
    cache,
    sampleDoor: () => sample && { origin: sample.server.origin, token: sample.server.token },
    changed,
  });
  const records = openRecords({
    sources,
    cache,
    clock,
    quotedIn: options.quotedIn,
    arrived: (id) => options.publish([`records:${id}`]),
    failed: (error) => log.error({ error: String(error) }, 'a look-up ahead failed'),
  });
  const setUp = openSourceSetUp({
    sources,
    execute: options.execute,
    newId: options.newId,
    reconcile: () => reconcile(),
    doors: { clock, log, csvWorker: options.csvWorker },
  });
  const folder = path.join(profile, 'records');
  /** Where faults of the sample can be asked for, by who can read the profile. */
  const doorFile = path.join(folder, 'sample.json');

  async function endSample() {
    const ending = sample;
    sample = null;
    rmSync(doorFile, { force: true });
    await ending?.server.close();
    ending?.db.close();
  }

  async function followDemo() {
    const isWanted = options.configured().some((source) => source.isDemo && !source.isRemoved);
    if (isWanted && !sample && !stopping) {
      const now = clock.now();
      const db = openLedger(folder, options.sampleOrders(now), now);
      const server = await startSample({ db, clock, random: options.random });
      sample = { server, db };
      const { origin, controlToken } = server;
      writeFileSync(doorFile, JSON.stringify({ origin, controlToken }), { mode: 0o600 });
    }
    if (!isWanted) {
      await endSample();
      for (const end of ['', '-wal', '-shm'])
        rmSync(path.join(folder, `sample-ledger.db${end}`), { force: true });
    }
  }

  const reconcile = () => {
    queue = queue
      .then(followDemo)
      .catch((error: unknown) => log.error({ error: String(error) }, 'the sample did not start'))
      .then(sources.reconcile);
    return queue;
  };

  return {
    ...records,
    ...setUp,
    list: sources.views,
    refresh(id) {
      sources.refresh(id);
      changed();
    },
    purge(id) {
      cache.purge(id);
      changed();
    },
    forgetAnswers() {
      for (const { id, kind } of options.configured()) if (kind !== 'csv') cache.purge(id);
      changed();
    },
    reconcile,
    connectDemo() {
      const { execute } = options;
      const config = sampleConfig('http://127.0.0.1/');
      const name = options.sampleName();
      const about = { sourceId: DEMO_ID, kind: 'http', name, config, isDemo: true } as const;
      execute({ type: 'source.connect', ...about }, undefined);
      void reconcile();
    },
    sample: () => sample?.server ?? null,
    stop() {
      stopping ??= (async () => {
        records.stop();
        await queue;
        await sources.stop();
        await endSample();
        cache.close();
      })();
      return stopping;
    },
  };
}
