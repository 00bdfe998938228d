import { existsSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { defaultProfile } from '#main/hub/arguments.ts';
import { checkAudit, knownAnchorKey } from '#main/journal/audit.ts';
import { openDatabase } from '#main/platform/sqlite.ts';
import { openFileSecrets } from '#main/platform/secrets.ts';

/*
 * `npm run audit:verify -- --profile DIR`: follows the audit of a desk from its first entry to its
 * last. Exit 0: nothing was changed. 1: something was. 2: it could not be read.
 */
async function main(): Promise<number> {
  const { values } = parseArgs({ options: { profile: { type: 'string' } } });
  const profile = path.resolve(values.profile ?? defaultProfile(process.env, process.platform));
  const file = path.join(profile, 'desk.db');
  if (!existsSync(file)) {
    process.stderr.write(`--profile: there is no desk in ${profile}\n`);
    return 2;
  }
  // Only a desk of the browser keeps its keys where another program can read them.
  const hasKeys = existsSync(path.join(profile, 'secrets.key'));
  const key = hasKeys ? await knownAnchorKey(openFileSecrets(profile)) : null;
  const db = openDatabase(file, { role: 'cache' });
  try {
    const { count, brokenAt, kind, anchors } = await checkAudit(db, key);
    const signed =
      anchors === null ? 'signatures not checked: the key is in the keychain' : `${anchors} signed`;
    process.stdout.write(
      kind === null
        ? `ok: ${count} entries, none changed (${signed})\n`
        : `BROKEN at entry ${brokenAt}: ${kind} (${count} entries, ${signed})\n`,
    );
    return kind === null ? 0 : 1;
  } finally {
    db.close();
  }
}

main().then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 2;
  },
);
