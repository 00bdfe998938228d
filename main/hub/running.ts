import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { z } from '#shared/lib/schema.ts';

/** Which process holds a profile. A second start of the same profile hands over to it. */
const note = z.object({ pid: z.number(), port: z.number(), secret: z.string() });
export type RunningNote = z.infer<typeof note>;

const fileOf = (profile: string) => path.join(profile, 'running.json');

export function writeRunning(profile: string, running: RunningNote): void {
  writeFileSync(fileOf(profile), JSON.stringify(running), { mode: 0o600 });
}

export function clearRunning(profile: string): void {
  rmSync(fileOf(profile), { force: true });
}

/** An address with a fresh token when another process already runs this profile; null otherwise. */
export async function findRunning(profile: string): Promise<string | null> {
  if (!existsSync(fileOf(profile))) return null;
  try {
    const { pid, port, secret } = note.parse(JSON.parse(readFileSync(fileOf(profile), 'utf8')));
    process.kill(pid, 0);
    const response = await fetch(`http://127.0.0.1:${port}/hand-off`, {
      method: 'POST',
      body: secret,
      signal: AbortSignal.timeout(2_000),
    });
    const { token } = z.object({ token: z.string() }).parse(await response.json());
    return `http://127.0.0.1:${port}/?token=${token}`;
  } catch {
    // A note of a process that is gone: this start takes the profile.
    return null;
  }
}
