import { spawnSync } from 'node:child_process';
import path from 'node:path';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { factOf } from '#shared/domain/audit/entry.ts';
import { DAY_MS } from '#shared/lib/units.ts';
import { checkAudit, openAudit } from '#main/journal/audit.ts';
import { migrateJournal } from '#main/journal/sqlite.ts';
import { openFileSecrets, type Secrets } from '#main/platform/secrets.ts';
import { openDatabase } from '#main/platform/sqlite.ts';
import { startEngine, temporaryFolder } from '../../../kit/engine.ts';

const by = 'agent:one' as const;
const start = Date.UTC(2026, 10, 20, 10);

function filled(count: number) {
  const file = path.join(temporaryFolder('audit'), 'desk.db');
  const db = openDatabase(file, { role: 'journal' });
  migrateJournal(db);
  const audit = openAudit({ db, key: 'key', shell: 'browser', device: 'here' });
  for (let index = 0; index < count; index++)
    audit.append(
      factOf(index % 2 ? 'record.opened' : 'record.searched', 'record', `tx-${index}`, {
        conversationId: index % 3 ? 'c1' : null,
        reason: `reason ${index}`,
      }),
      { at: start + index * (DAY_MS / 4), by: index % 5 ? by : 'agent:two' },
    );
  return { db, audit, file };
}

/** As somebody would who has the file and no scruples. */
function tamper(file: string, sql: string) {
  const raw = new Database(file);
  raw.exec('DROP TRIGGER audit_stays; DROP TRIGGER audit_remains;');
  raw.exec(sql);
  raw.close();
}

test('an untouched audit is whole, its days are signed', async () => {
  const { audit } = filled(10);
  expect(await audit.check()).toEqual({ count: 10, brokenAt: null, kind: null, anchors: 2 });
});

test('the file itself refuses to change or delete an entry', () => {
  const { db } = filled(3);
  for (const sql of ["UPDATE audit SET entry = '{}' WHERE seq = 2", 'DELETE FROM audit'])
    expect(() => db.exec(sql)).toThrow(/only added to/);
});

test.each([
  ["UPDATE audit SET entry = replace(entry, 'reason 4', 'reason 9') WHERE seq = 5", 5, 'changed'],
  ['DELETE FROM audit WHERE seq = 5', 6, 'gap'],
  ['DELETE FROM audit WHERE seq > 3', 4, 'cut'],
  [
    'UPDATE audit_anchors SET mac = hash WHERE seq = (SELECT min(seq) FROM audit_anchors)',
    3,
    'anchor',
  ],
])('%s is found', async (sql, brokenAt, kind) => {
  const { db, file } = filled(10);
  db.close();
  tamper(file, sql);
  const again = openDatabase(file, { role: 'journal' });
  expect(await checkAudit(again, 'key')).toMatchObject({ brokenAt, kind });
  again.close();
});

test('a whole chain made again is not signed', async () => {
  const { db, file } = filled(10);
  db.close();
  tamper(file, 'DELETE FROM audit');
  const again = openDatabase(file, { role: 'journal' });
  const forger = openAudit({ db: again, key: 'guess', shell: 'browser', device: 'here' });
  for (let index = 0; index < 10; index++)
    forger.append(factOf('record.opened', 'record', 'x'), { at: start, by });
  expect(await checkAudit(again, 'key')).toMatchObject({ brokenAt: 3, kind: 'anchor' });
  expect(await checkAudit(again, null)).toMatchObject({
    brokenAt: 3,
    kind: 'anchor',
    anchors: null,
  });
  again.close();
});

test('a keychain that refuses stops nothing: the audit goes on, unsigned', async () => {
  const refuse = () => Promise.reject(new Error('refused'));
  const secrets: Secrets = { kind: 'keychain', get: refuse, set: refuse, delete: refuse };
  const desk = await startEngine({ secrets });
  try {
    desk.engine.audit.append(factOf('record.opened', 'record', 'x'), { at: start, by });
    desk.engine.audit.anchor(start);
    expect(await desk.engine.audit.check()).toMatchObject({ kind: null, anchors: null });
  } finally {
    await desk.end();
  }
});

test('what an earlier key signed is compared by its hash alone', async () => {
  const { db, audit } = filled(10);
  audit.anchor(start);
  expect(await checkAudit(db, 'another key')).toMatchObject({ kind: null, anchors: 0 });
});

test('pages and filters, newest first', () => {
  const { audit } = filled(10);
  const first = audit.page({}, null, 4);
  expect(first.rows.map((row) => row.seq)).toEqual([10, 9, 8, 7]);
  expect(audit.page({}, first.next, 50)).toMatchObject({ next: null });
  expect(audit.page({ action: 'record.opened' }, null, 50).rows.map((row) => row.seq)).toEqual([
    10, 8, 6, 4, 2,
  ]);
  expect(audit.page({ by: 'agent:two' }, null, 50).rows.map((row) => row.seq)).toEqual([6, 1]);
  expect(audit.page({ conversationId: 'c1', objectId: 'tx-4' }, null, 50).rows).toHaveLength(1);
  expect(
    audit
      .page({ from: start + DAY_MS, to: start + 2 * DAY_MS }, null, 50)
      .rows.map((row) => row.seq),
  ).toEqual([8, 7, 6, 5]);
});

test('what the desk does on identities is on record, and what it refuses; a failed transaction leaves none', async () => {
  const desk = await startEngine();
  try {
    const { engine } = desk;
    const envelope = (id: string) => ({ id: id as never, at: engine.clock.now(), by });
    const before = engine.audit.page({}, null, 1).rows[0]?.seq ?? 0;
    const identity = { kind: 'email' as const, address: 'a@b.test', isVerified: false };
    engine.execute(
      [
        {
          type: 'contact.create',
          contactId: 'c1' as never,
          name: 'A',
          kind: 'user',
          identities: [],
          language: null,
          isDemo: false,
        },
        { type: 'contact.add-identity', contactId: 'c1' as never, identity },
      ],
      envelope('command-1'),
    );
    engine.execute([{ type: 'account.pause', accountId: 'none' as never }], envelope('command-2'));
    const { rows } = engine.audit.page({}, null, 50);
    expect(rows.filter((row) => row.seq > before)).toMatchObject([
      { action: 'account.pause', outcome: 'refused', reason: 'account.unknown', objectId: 'none' },
      { action: 'contact.identity-added', outcome: 'done', objectId: 'c1', by },
    ]);
    expect(JSON.stringify(rows)).not.toContain('a@b.test');
    expect(await engine.audit.check()).toMatchObject({ brokenAt: null });
  } finally {
    await desk.end();
  }
});

test('the command line says whole, and where it is broken, by its exit code too', async () => {
  const profile = temporaryFolder('verify');
  const desk = await startEngine({ folder: profile, secrets: openFileSecrets(profile) });
  desk.engine.audit.append(factOf('record.opened', 'record', 'x'), { at: start, by });
  await desk.engine.stop();
  const verify = (folder: string) =>
    spawnSync(process.execPath, ['main/verify-audit.ts', '--profile', folder], {
      encoding: 'utf8',
    });
  expect(verify(profile)).toMatchObject({
    status: 0,
    stdout: expect.stringMatching(/^ok: \d+ entries, none changed \(\d+ signed\)/),
  });
  tamper(
    path.join(profile, 'desk.db'),
    "UPDATE audit SET entry = replace(entry, 'record.opened', 'record.closed')",
  );
  expect(verify(profile)).toMatchObject({
    status: 1,
    stdout: expect.stringContaining('BROKEN at entry'),
  });
  expect(verify(temporaryFolder('nothing'))).toMatchObject({
    status: 2,
    stderr: expect.stringContaining('--profile'),
  });
});
