import { rmSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { AccountId, BrandId } from '#shared/lib/ids.ts';
import type { Inbound } from '#main/channels/channel.ts';
import { openCardGate } from '#main/engine/card-gate.ts';
import { openCore } from '#main/engine/core.ts';
import { openIntake } from '#main/engine/intake.ts';
import { openSqliteJournal } from '#main/journal/sqlite.ts';
import { openBlobs } from '#main/platform/blobs.ts';
import { systemClock } from '#main/platform/clock.ts';
import { openDatabase, type WriteDb } from '#main/platform/sqlite.ts';
import { openProjection } from '#main/projection/projection.ts';
import { foldedTables } from '#main/projection/schema.ts';
import { temporaryFolder } from '../../../kit/engine.ts';

const account = {
  id: 'mailbox' as AccountId,
  brandId: 'brand' as BrandId,
  channel: 'email' as const,
  name: 'Support',
  address: 'support@desk.test',
  config: null,
  isDemo: false,
};

const mail = (name: string, from: string, answers: string | null = null): Inbound => ({
  dedupeKey: name,
  from: { address: from, name: null },
  identity: { kind: 'email', address: from, isVerified: false },
  to: [],
  cc: [],
  subject: `About ${name}`,
  text: `Words of ${name}`,
  quoteAt: null,
  html: null,
  raw: Buffer.from(name),
  attachments:
    name === 'd'
      ? [
          {
            name: 'f.pdf',
            mime: 'application/pdf',
            bytes: Buffer.alloc(9),
            cid: null,
            isInline: false,
          },
        ]
      : [],
  sentAt: 1,
  externalId: `<${name}>`,
  inReplyTo: answers,
  references: [],
  language: null,
  isAutomatic: false,
  unreadable: null,
});

let folder: string;
let db: WriteDb;
beforeEach(() => {
  folder = temporaryFolder('together');
  db = openDatabase(path.join(folder, 'desk.db'), { role: 'journal' });
});
afterEach(() => {
  db.close();
  rmSync(folder, { recursive: true, force: true });
});

function open() {
  let next = 0;
  const newId = () => `id-${String(next++).padStart(4, '0')}`;
  const journal = openSqliteJournal(db);
  const projection = openProjection(db, journal, { newId });
  const published: string[][] = [];
  const core = openCore({
    db,
    journal,
    projection,
    published: (tags) => published.push(tags),
    masked: () => undefined,
    audit: { append: () => undefined },
  });
  const intake = openIntake({
    core,
    projection,
    blobs: openBlobs(path.join(folder, 'blobs'), db),
    gate: openCardGate(),
    clock: systemClock,
    newId,
    arrived: () => undefined,
  });
  return { core, intake, journal, projection, published };
}

const tables = () =>
  Object.fromEntries(
    [...foldedTables, 'projection_state'].map((name) => [
      name,
      db.all(db.prepare(`test.${name}`, `SELECT * FROM ${name} ORDER BY 1`)),
    ]),
  );
const fail = () => {
  throw new Error('the ledger was refused');
};

test('mails taken in together, one of which fails, fold to what the journal alone folds to', async () => {
  const { core, intake, projection, published } = open();
  await core.together(() => {
    intake.accept(account, mail('a', 'chen@e.test'));
    intake.accept(account, mail('b', 'li@e.test'));
    expect(() => intake.accept(account, mail('c', 'chen@e.test', '<a>'), fail)).toThrow('refused');
    intake.accept(account, mail('d', 'chen@e.test', '<a>'));
    expect(() => intake.accept(account, mail('e', 'wang@e.test'), fail)).toThrow('refused');
  });
  expect(published).toHaveLength(1);
  const [a, b, d] = ['a', 'b', 'd'].map((key) => projection.findMessageByDedupe(account.id, key));
  expect(d?.conversationId).toBe(a?.conversationId);
  expect(b?.conversationId).not.toBe(a?.conversationId);
  expect(projection.conversation(a!.conversationId)?.messageCount).toBe(2);
  expect(projection.findMessageByDedupe(account.id, 'c')).toBeNull();

  const folded = tables();
  db.exec('UPDATE projection_state SET version = 0');
  open();
  expect(tables()).toEqual(folded);
});

test('a transaction that fails as a whole leaves nothing, and what follows is right', async () => {
  const { core, intake, journal, projection } = open();
  const first = intake.accept(account, mail('a', 'chen@e.test'));
  const before = tables();
  await expect(
    core.together(() => {
      intake.accept(account, mail('b', 'chen@e.test', '<a>'));
      fail();
    }),
  ).rejects.toThrow('refused');
  expect(tables()).toEqual(before);
  expect(projection.conversation(first.conversationId)?.messageCount).toBe(1);
  intake.accept(account, mail('d', 'chen@e.test', '<a>'));
  expect(projection.conversation(first.conversationId)?.messageCount).toBe(2);
  expect(journal.head()).toBe((tables()['projection_state'] as { seq: number }[])[0]?.seq);
});
