import path from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { ContactId } from '#shared/lib/ids.ts';
import type { DomainCommand } from '#shared/domain/command.ts';
import type { Identity } from '#shared/domain/contact/parts.ts';
import { startEngine, type TestEngine } from '../../../kit/engine.ts';
import { mail, type People, peopleIn, rowsIn } from '../../../kit/people.ts';

let running: TestEngine;
let people: People;
beforeEach(async () => {
  running = await startEngine();
  people = peopleIn(() => running.engine);
});
afterEach(() => running.end());

const execute = (...commands: DomainCommand[]) => people.execute(...commands);
const contact = (id: string, identities: Identity[]) => people.contact(id, identities);
const writes = (id: ContactId, conversationId: string, text: string, isFirst = true) =>
  people.writes(id, conversationId, text, isFirst);
const link = (contactId: ContactId, intoId: ContactId) =>
  running.engine.contacts.link({
    contactId,
    intoId,
    evidence: [{ kind: 'same-mail', isVerified: true, note: null }],
    confidence: 90,
  });
const unlink = (contactId: ContactId) =>
  running.engine.contacts.carryOut([{ type: 'contact.unlink', contactId }], undefined);

const bytes = () => rowsIn(running.folder);
const histories = (...ids: ContactId[]) =>
  JSON.stringify(
    ids.map((id) => [
      running.engine.projection.contactView(id),
      running.engine.projection.contactConversations(id, 50),
      running.engine.projection.personTimeline(id, null, 50, () => null),
      running.engine.projection
        .contactConversations(id, 50)
        .map((row) => running.engine.projection.timeline(row.id, null, 50)),
    ]),
  );
const conversationsOf = (id: ContactId) =>
  running.engine.projection
    .contactConversations(id, 50)
    .map((row) => row.id)
    .toSorted();

test('a link puts two histories side by side; without it every row is what it was, byte for byte', () => {
  const [ann, bob] = [contact('ann', [mail('a@x.test')]), contact('bob', [mail('b@x.test', true)])];
  writes(ann, 'c-ann', 'from ann');
  writes(bob, 'c-bob', 'from bob');
  const before = { rows: bytes(), read: histories(ann, bob) };
  expect(link(ann, bob).ok).toBe(true);
  expect(conversationsOf(ann)).toEqual(['c-ann', 'c-bob']);
  expect(conversationsOf(bob)).toEqual(['c-ann', 'c-bob']);
  expect(running.engine.projection.contactView(bob)).toMatchObject({
    rootId: bob,
    conversationCount: 2,
    members: [{ id: ann, link: { intoId: bob, confidence: 90 } }],
  });
  const { rows, total } = running.engine.projection.contactPage({
    text: '',
    kind: null,
    sort: 'name',
    after: null,
    limit: 50,
  });
  expect([rows.map((row) => row.id), total]).toEqual([[bob], 1]);
  expect(unlink(ann).ok).toBe(true);
  expect(bytes()).toBe(before.rows);
  expect(histories(ann, bob)).toBe(before.read);
});

test('links in a chain, and of one that took others in, come apart in any order', () => {
  const [a, b, c, d] = ['a', 'b', 'c', 'd'].map((id) => contact(id, [mail(`${id}@x.test`)]));
  if (!a || !b || !c || !d) throw new Error('four contacts');
  for (const id of [a, b, c, d]) writes(id, `c-${id}`, `from ${id}`);
  const before = { rows: bytes(), read: histories(a, b, c, d) };
  for (const order of [
    [a, b, c],
    [c, b, a],
    [b, a, c],
    [b, c, a],
  ]) {
    expect([link(a, b), link(b, c), link(c, d)].map((one) => one.ok)).toEqual([true, true, true]);
    expect(running.engine.projection.rootOf(a)).toBe(d);
    expect(conversationsOf(b)).toEqual(['c-a', 'c-b', 'c-c', 'c-d']);
    for (const id of order) expect(unlink(id).ok).toBe(true);
    expect(bytes()).toBe(before.rows);
    expect(histories(a, b, c, d)).toBe(before.read);
  }
  expect(link(a, b).ok && link(b, c).ok && unlink(b).ok).toBe(true);
  expect([conversationsOf(a), conversationsOf(c)]).toEqual([['c-a', 'c-b'], ['c-c']]);
});

test('a message that comes while linked stays with who wrote it', () => {
  const [ann, bob] = [contact('ann', [mail('a@x.test')]), contact('bob', [mail('b@x.test')])];
  writes(ann, 'c-ann', 'before');
  writes(bob, 'c-bob', 'before');
  const bobAlone = histories(bob);
  link(ann, bob);
  writes(ann, 'c-ann', 'while linked', false);
  expect(running.engine.projection.contactView(bob)?.lastAt).toBe(people.now());
  expect(running.engine.projection.contactByIdentity('email', 'a@x.test')).toBe(ann);
  unlink(ann);
  expect(histories(bob)).toBe(bobAlone);
  expect(
    running.engine.projection.personTimeline(ann, null, 10, () => null).entries.map((e) => e.text),
  ).toEqual(['while linked', 'before']);
});

test('no link to itself, none in a circle, none twice; an unknown one is refused', () => {
  const [a, b, c] = ['a', 'b', 'c'].map((id) => contact(id, []));
  if (!a || !b || !c) throw new Error('three contacts');
  const code = (result: ReturnType<typeof link>) => (result.ok ? 'ok' : result.rejection.code);
  expect(code(link(a, a))).toBe('contact.link-with-itself');
  expect(code(link(a, 'nobody' as ContactId))).toBe('contact.unknown');
  expect([code(link(a, b)), code(link(b, c))]).toEqual(['ok', 'ok']);
  expect(code(link(c, a))).toBe('contact.link-in-circle');
  expect(code(link(a, c))).toBe('contact.already-linked');
  expect(code(link(a, b))).toBe('ok');
  expect(code(unlink(c))).toBe('contact.not-linked');
});

test('an address added by hand is proven only where it was before', () => {
  const { contacts, projection } = running.engine;
  const ann = contact('ann', [mail('a@x.test', true), mail('b@x.test')]);
  const proven = () =>
    projection.contact(ann)?.identities.map((one) => [one.address, one.isVerified]);
  people.execute({
    type: 'contact.remove-identity',
    contactId: ann,
    identity: mail('a@x.test', true),
  });
  contacts.addIdentity(ann, mail('A@x.test', true));
  contacts.addIdentity(ann, mail('new@x.test', true));
  contacts.addIdentity(ann, { kind: 'phone', address: '138 0013 8000', isVerified: true });
  expect(proven()).toEqual([
    ['b@x.test', false],
    ['a@x.test', true],
    ['new@x.test', false],
    ['+8613800138000', false],
  ]);
  contact('bob', [mail('bob@x.test', true)]);
  const card = contacts.addIdentity(ann, {
    kind: 'account',
    address: '4539148803436467',
    isVerified: false,
  });
  const taken = contacts.addIdentity(ann, mail('bob@x.test'));
  expect([card, taken].map((one) => !one.ok && one.rejection.code)).toEqual([
    'contact.identity-is-card',
    'contact.identity-taken',
  ]);
});

test('made anew from the journal, the rows are the same', async () => {
  const [a, b, c] = ['a', 'b', 'c'].map((id) => contact(id, [mail(`${id}@x.test`)]));
  if (!a || !b || !c) throw new Error('three contacts');
  for (const id of [a, b, c]) writes(id, `c-${id}`, `from ${id}`);
  link(a, b);
  writes(a, 'c-a', 'later', false);
  link(b, c);
  execute({ type: 'contact.dismiss-suggestion', contactId: a, otherId: c });
  unlink(b);
  writes(a, 'c-a', 'last', false);
  const before = bytes();
  const { folder } = running;
  await running.engine.stop();
  const db = new Database(path.join(folder, 'desk.db'));
  db.exec('UPDATE projection_state SET version = 0');
  db.close();
  running = await startEngine({ folder });
  expect(bytes()).toBe(before);
});

test('who shares an address, a number or an order is suggested with why; who was dismissed is not', () => {
  const { projection } = running.engine;
  const [a, b, c] = [
    contact('a', [{ kind: 'phone', address: '+8613800138000', isVerified: true }]),
    contact('b', [mail('same@x.test')]),
    contact('c', [mail('same@x.test', true)]),
  ];
  execute({
    type: 'contact.change-fields',
    contactId: b,
    fields: [{ key: 'merchant.id', value: 'M-20 31' }],
  });
  execute({
    type: 'contact.change-fields',
    contactId: a,
    fields: [{ key: 'merchant.id', value: 'm2031' }],
  });
  expect(projection.suggestionsFor(b, 10)).toMatchObject([
    { contactId: c, evidence: [{ kind: 'same-mail' }], confidence: 70 },
    { contactId: a, evidence: [{ kind: 'same-merchant' }], confidence: 60 },
  ]);
  // Nothing was joined: the address is still the first one's.
  expect(projection.contactByIdentity('email', 'same@x.test')).toBe(b);
  execute({ type: 'contact.dismiss-suggestion', contactId: c, otherId: b });
  expect(projection.suggestionsFor(b, 10).map((one) => one.contactId)).toEqual([a]);
  link(a, b);
  expect(projection.suggestionsFor(b, 10)).toEqual([]);
});
