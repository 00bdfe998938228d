import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Channel } from '#main/channels/channel.ts';
import { openEmailChannel } from '#main/channels/email/email.ts';
import { inboundOf } from '#main/channels/email/inbound.ts';
import { openMailReader } from '#main/channels/email/mail-reader.ts';
import { presetFor } from '#main/channels/email/presets.ts';
import { type Engine, openEngine } from '#main/engine/engine.ts';
import type { EngineOptions } from '#main/engine/options.ts';
import { systemClock } from '#main/platform/clock.ts';
import { silentLog } from '#main/platform/log.ts';
import { systemRandom } from '#main/platform/random.ts';
import { memorySecrets } from '#main/platform/secrets.ts';

export const temporaryFolder = (name: string) => mkdtempSync(path.join(tmpdir(), `kefu-${name}-`));

export interface TestEngine {
  engine: Engine;
  folder: string;
  /** Ends the engine and deletes its folder. */
  end(): Promise<void>;
}

/** A real engine from the sources: real files, real threads; clock and channels can be replaced. */
export async function startEngine(
  options: Partial<EngineOptions> & { channels?: Channel[] } = {},
): Promise<TestEngine> {
  const folder = options.folder ?? temporaryFolder('engine');
  const reader = openMailReader(
    new URL('../../main/channels/email/mime-worker.ts', import.meta.url),
  );
  const engine = await openEngine({
    folder,
    clock: systemClock,
    random: systemRandom,
    log: silentLog,
    secrets: memorySecrets(),
    channels: [openEmailChannel(reader)],
    presets: presetFor,
    parseMail: async (source, at) => inboundOf(await reader.read(source), source, at, () => false),
    searchWorker: new URL('../../main/projection/search-worker.ts', import.meta.url),
    csvWorker: new URL('../../main/records/csv/csv-worker.ts', import.meta.url),
    shell: 'browser',
    version: '0.0.0-test',
    publicUrl: () => null,
    ...options,
  });
  engine.begin({ workspace: 'Test', agent: '林晓' });
  return {
    engine,
    folder,
    async end() {
      await engine.stop();
      await reader.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Asks until the answer is there. @throws Error with `what` after `withinMs`. */
export async function eventually<T>(
  what: string,
  withinMs: number,
  ask: () => T | null | undefined | false | Promise<T | null | undefined | false>,
): Promise<T> {
  const until = performance.now() + withinMs;
  for (;;) {
    const answer = await ask();
    if (answer !== null && answer !== undefined && answer !== false) return answer;
    if (performance.now() > until) throw new Error(`not within ${withinMs} ms: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
