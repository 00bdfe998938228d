import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type {
  AgentId,
  BrandId,
  CaseId,
  ContactId,
  ConversationId,
  DepartmentId,
  MessageId,
  PromiseId,
} from '#shared/lib/ids.ts';
import { caseNumber } from '#shared/domain/case/numbers.ts';
import { clockIn } from '#shared/domain/case/times.ts';
import { startEngine, type TestEngine } from '../../../kit/engine.ts';
import { mail, type People, peopleIn, rowsIn } from '../../../kit/people.ts';

let running: TestEngine;
let people: People;
beforeEach(async () => {
  running = await startEngine();
  people = peopleIn(() => running.engine);
});
afterEach(() => running.end());

/** Words that belong to nobody else; each is somewhere the person left it. */
const SECRETS = [
  'zhaoliying',
  'zly@secret.test',
  '13912345678',
  'hualian',
  'letterbody',
  'receiptfile',
];

const found = (): string[] =>
  readdirSync(running.folder, { recursive: true })
    .map((name) => path.join(running.folder, String(name)))
    .filter((file) => statSync(file).isFile())
    .flatMap((file) => {
      const text = readFileSync(file).toString('latin1').toLowerCase();
      return SECRETS.filter((word) => text.includes(word)).map(
        (word) => `${word} in ${path.relative(running.folder, file)}`,
      );
    });

const erase = (contactId: ContactId, change: { reason?: string; confirmation?: string } = {}) =>
  running.engine.erasure.erase({
    contactId,
    reason: 'asked by mail, request 17',
    confirmation: 'Zhaoliying',
    mark: '[erased]',
    ...change,
  });

/** A person of two linked contacts, with files large and small, and a bystander. */
function settle() {
  const { blobs } = running.engine;
  const one = people.contact('one', [mail('zly@secret.test')], 'Zhaoliying');
  const two = people.contact(
    'two',
    [{ kind: 'phone', address: '+8613912345678', isVerified: true }],
    'Zhaoliying',
  );
  const other = people.contact('other', [mail('stays@x.test')], 'Stays');
  const [small, large, shared] = [
    blobs.put(Buffer.from('receiptfile small')),
    blobs.put(Buffer.from(`receiptfile large ${'x'.repeat(400_000)}`)),
    blobs.put(Buffer.from('a file others have too')),
  ];
  const file = (blob: typeof small, name: string) => ({
    blob,
    name,
    mime: 'text/plain',
    bytes: 1,
    cid: null,
    isInline: false,
  });
  people.writes(one, 'c-one', 'letterbody of zhaoliying', true, {
    raw: small,
    attachments: [file(large, 'receiptfile.txt'), file(shared, 'shared.txt')],
    subject: 'letterbody subject',
    externalId: '<1@secret.test>',
    from: { address: 'zly@secret.test', name: 'Zhaoliying' },
  });
  people.writes(two, 'c-two', 'letterbody again');
  people.writes(other, 'c-other', 'harmless', true, { attachments: [file(shared, 'shared.txt')] });
  people.execute(
    {
      type: 'contact.change-fields',
      contactId: one,
      fields: [{ key: 'user.login', value: 'hualian' }],
    },
    {
      type: 'contact.describe',
      contactId: one,
      kind: 'user',
      language: 'zh-CN',
      timeZone: null,
      note: 'hualian on the phone',
    },
    {
      type: 'conversation.rename',
      conversationId: 'c-one' as ConversationId,
      subject: 'letterbody new',
    },
    { type: 'conversation.resolve', conversationId: 'c-two' as ConversationId, cause: 'hualian' },
  );
  running.engine.saveDraft({
    conversationId: 'c-one',
    face: 'note',
    text: 'letterbody draft',
    mail: null,
    attachments: [],
    sinceSeq: 0,
  });
  running.engine.contacts.link({
    contactId: two,
    intoId: one,
    evidence: [{ kind: 'agent-word', isVerified: false, note: 'zhaoliying said so' }],
    confidence: 100,
  });
  return { one, two, other, small, large, shared };
}

test('nothing of the person is in any file; what was shared and who stood by is as before', async () => {
  const { one, two, other, large, shared } = settle();
  await running.engine.upkeep.backUp();
  const bystander = JSON.stringify(
    running.engine.projection.timeline('c-other' as ConversationId, null, 9),
  );
  await running.engine.search.messages({ text: 'letterbody', before: null, limit: 5 });
  expect(found().length).toBeGreaterThan(5);
  const preview = await running.engine.erasure.preview(two);
  expect(preview).toMatchObject({
    counts: { contacts: 2, identities: 2, conversations: 2, messages: 2, files: 3 },
    confirmation: 'Zhaoliying',
    backups: 1,
    refusal: null,
  });
  expect(await erase(two)).toMatchObject({ ok: true });
  expect(found()).toEqual([]);
  expect(running.engine.blobs.size(large)).toBeNull();
  expect(running.engine.blobs.size(shared)).not.toBeNull();
  const { backups } = await running.engine.upkeep.state();
  expect(backups).toHaveLength(1);
  expect(existsSync(path.join(backups[0]?.folder ?? '', 'desk.db'))).toBe(true);
  const hits = await running.engine.search.messages({ text: 'letterbody', before: null, limit: 5 });
  expect(hits.hits).toEqual([]);
  const { projection } = running.engine;
  expect(projection.contactView(one)).toMatchObject({
    name: null,
    identities: [],
    fields: {},
    erased: { mark: '[erased]' },
    conversationCount: 2,
  });
  expect(projection.personTimeline(one, null, 9, () => null).entries.map((e) => e.text)).toEqual([
    '[erased]',
    '[erased]',
  ]);
  expect(JSON.stringify(projection.timeline('c-other' as ConversationId, null, 9))).toBe(bystander);
  expect(projection.contactView(other)?.name).toBe('Stays');
  // A mail of theirs begins anew: nobody is known by the address any more.
  expect(projection.contactByIdentity('email', 'zly@secret.test')).toBeNull();
});

test('the audit says who, when, why and how much; its chain holds', async () => {
  const { one } = settle();
  await erase(one);
  const { rows } = running.engine.audit.page({ action: 'contact.erased' }, null, 9);
  expect(rows).toHaveLength(2);
  expect(rows[0]).toMatchObject({
    by: 'agent:agent-1',
    reason: 'asked by mail, request 17',
    details: { contacts: 2, identities: 2, conversations: 2, messages: 2, files: 3 },
  });
  expect((await running.engine.audit.check()).brokenAt).toBeNull();
});

test('made anew from the overwritten journal, the rows are the same', async () => {
  const { one } = settle();
  await erase(one);
  const before = rowsIn(running.folder);
  const { folder } = running;
  await running.engine.stop();
  const db = new Database(path.join(folder, 'desk.db'));
  db.exec('UPDATE projection_state SET version = 0');
  db.close();
  running = await startEngine({ folder });
  expect(rowsIn(folder)).toBe(before);
  expect(found()).toEqual([]);
});

const NUMBER = caseNumber('ES', '20261101', 1);

/** A case that was answered and closed, a diagnosis and a check, each with the person's words in it. */
function worked(contactId: ContactId, isClosed: boolean) {
  const conversationId = 'c-one' as ConversationId;
  const agentId = 'agent-1' as AgentId;
  const caseId = 'case-1' as CaseId;
  const messageId = 'message-told' as MessageId;
  const dueAt = people.now() + 3_600_000;
  people.execute(
    {
      type: 'case.open',
      caseId,
      number: NUMBER,
      openedBy: agentId,
      origin: { conversationId, contactId, brandId: 'brand' as BrandId, isDemo: false },
      details: {
        kind: 'escalation',
        departmentId: 'risk' as DepartmentId,
        targetAt: dueAt,
        promise: { promiseId: 'promise-1' as PromiseId, dueAt, messageId },
        package: {
          summary: 'zhaoliying asks',
          ask: 'letterbody?',
          severity: 'p2',
          records: [{ transactionId: 'TX-1', instrument: null }],
          verification: null,
          checks: [{ name: 'phone', result: '13912345678 answered' }],
          diagnosis: null,
          amountAtRisk: null,
          told: `by ${clockIn('UTC', dueAt)}`,
          zone: 'UTC',
          language: 'en',
          contactVia: 'email',
          contactTime: 'hualian shop hours',
          attachments: [],
        },
      },
    },
    { type: 'case.accept', caseId, ownerId: agentId },
    { type: 'case.answer', caseId, answer: 'zhaoliying was right' },
    {
      type: 'diagnosis.start',
      conversationId,
      preset: 'gopay',
      script: 'payment-failed',
      version: 1,
      authorId: agentId,
    },
    {
      type: 'diagnosis.conclude',
      conversationId,
      rootCause: 'unknown',
      basis: 'by-hand',
      reasonCodes: [],
      reason: 'hualian said',
      transactionId: 'TX-1',
      authorId: agentId,
    },
  );
  if (isClosed)
    people.execute({ type: 'case.confirm', caseId, messageId }, { type: 'case.close', caseId });
}

test('while a case of theirs is open nobody is erased; its number is said', async () => {
  const { one } = settle();
  worked(one, false);
  expect(await erase(one)).toMatchObject({
    ok: false,
    rejection: { code: 'contact.erase-has-case', details: { number: NUMBER } },
  });
});

test('cases and diagnoses keep their course and lose their words, in a refold too', async () => {
  const { one } = settle();
  worked(one, true);
  expect(await erase(one)).toMatchObject({ ok: true });
  expect(found()).toEqual([]);
  const { projection } = running.engine;
  expect(projection.caseDetail('case-1' as CaseId)).toMatchObject({
    status: 'closed',
    number: NUMBER,
  });
  const before = rowsIn(running.folder);
  const { folder } = running;
  await running.engine.stop();
  const db = new Database(path.join(folder, 'desk.db'));
  db.exec('UPDATE projection_state SET version = 0');
  db.close();
  running = await startEngine({ folder });
  expect(rowsIn(folder)).toBe(before);
});

test('it is refused without the typed name, with a reason that names the person, with mail on its way', async () => {
  const { one } = settle();
  const code = async (change: object) => {
    const result = await erase(one, change);
    return result.ok ? 'ok' : result.rejection.code;
  };
  expect(await code({ confirmation: 'yes' })).toBe('contact.erase-not-confirmed');
  expect(await code({ reason: 'Zhao Liying wrote' })).toBe('contact.erase-names-person');
  expect(await code({ reason: 'from ZLY@secret.test' })).toBe('contact.erase-names-person');
  people.answers('c-one', 'soon');
  expect(await code({})).toBe('contact.erase-has-unsent');
  expect(found().length).toBeGreaterThan(5);
});

test('an erased person takes nothing more: no words, no addresses, no second erasure', async () => {
  const { one } = settle();
  await erase(one);
  const { contacts } = running.engine;
  const rename = contacts.carryOut(
    [{ type: 'contact.rename', contactId: one, name: 'x' }],
    undefined,
  );
  expect(rename).toMatchObject({ ok: false, rejection: { code: 'contact.erased' } });
  expect(await erase(one)).toMatchObject({ ok: false, rejection: { code: 'contact.erased' } });
});
