import { expect, test } from 'vitest';
import type {
  AccountId,
  AgentId,
  BrandId,
  CommandId,
  ContactId,
  ConversationId,
  IncidentId,
} from '#shared/lib/ids.ts';
import type { DomainCommand } from '#shared/domain/command.ts';
import { openCore } from '#main/engine/core.ts';
import { openAudit } from '#main/journal/audit.ts';
import { openSqliteJournal } from '#main/journal/sqlite.ts';
import { openDatabase } from '#main/platform/sqlite.ts';
import { openProjection } from '#main/projection/projection.ts';

const conversationId = 'c1' as ConversationId;
const incidentId = 'i1' as IncidentId;
const authorId = 'a1' as AgentId;

const conversation = (id: ConversationId, isDemo = false): DomainCommand => ({
  type: 'conversation.open',
  conversationId: id,
  channel: 'webchat',
  accountId: 'chat' as AccountId,
  brandId: 'brand' as BrandId,
  contactId: 'contact' as ContactId,
  party: { name: null, address: 'chat/visitor' },
  subject: null,
  preChat: null,
  language: null,
  isDemo,
});
const start = (id: ConversationId): DomainCommand => ({
  type: 'diagnosis.start',
  conversationId: id,
  preset: 'dingpay',
  script: 'payment-failed',
  version: 1,
  authorId,
});
const network: DomainCommand = {
  type: 'diagnosis.step',
  conversationId,
  stepId: 'card-details',
  outcome: 'problem',
  note: '客户发来卡号 4111 1111 1111 1111',
  attemptCount: null,
  followUpAt: null,
  authorId,
};
const incident: DomainCommand[] = [
  {
    type: 'incident.open',
    incidentId,
    name: '银行通道中断',
    rootCause: 'issuer-or-channel-unavailable',
    provider: null,
    authorId,
  },
  { type: 'incident.link', incidentId, conversationId, authorId },
];

function desk() {
  const db = openDatabase(':memory:', { role: 'journal' });
  const journal = openSqliteJournal(db);
  const open = () => openProjection(db, journal, { newId: () => 'id' });
  const projection = open();
  const told: string[] = [];
  let count = 0;
  const core = openCore({
    db,
    journal,
    projection,
    audit: openAudit({ db, key: null, shell: 'browser', device: 'test' }),
    published: (tags) => told.push(...tags),
    masked: () => undefined,
  });
  return {
    projection,
    journal,
    told,
    execute: (...commands: DomainCommand[]) =>
      core.execute(commands, {
        id: `command-${count++}` as CommandId,
        at: 1_000 + count,
        by: 'agent:a1',
      }),
    /** The read model made anew from the journal. */
    refolded() {
      db.exec('UPDATE projection_state SET version = -1');
      return open();
    },
  };
}

test('a diagnosis and an incident are kept beside their conversation and made anew from the journal', () => {
  const one = desk();
  expect(one.execute(conversation(conversationId), start(conversationId))).toMatchObject({
    ok: true,
  });
  expect(one.execute(network, ...incident)).toMatchObject({ ok: true });
  const [diagnosis, found] = [
    one.projection.diagnosis(conversationId),
    one.projection.incident(incidentId),
  ];
  expect(diagnosis?.run?.steps).toMatchObject([{ stepId: 'card-details', outcome: 'problem' }]);
  expect(found?.conversationIds).toEqual([conversationId]);
  const again = one.refolded();
  expect(again.diagnosis(conversationId)).toEqual(diagnosis);
  expect(again.incident(incidentId)).toEqual(found);
  expect(one.told).toEqual(expect.arrayContaining([`conversation:${conversationId}`, 'incidents']));
});

test('D13: a card number in a step’s note is masked before it is written', () => {
  const one = desk();
  one.execute(conversation(conversationId), start(conversationId), network);
  const written = JSON.stringify(one.journal.read(0, 100));
  expect(written).toContain('1111]');
  expect(written).not.toContain('4111 1111');
});

test('a refusal leaves nothing behind', () => {
  const one = desk();
  one.execute(conversation(conversationId));
  expect(one.execute(start(conversationId), { ...network, stepId: 'balance-of-nobody' })).toEqual({
    ok: false,
    rejection: { code: 'diagnosis.unknown-step', details: { step: 'balance-of-nobody' } },
  });
  expect(one.projection.diagnosis(conversationId)).toBeNull();
});

test('a removed demo takes its diagnoses with it, now and after a refold', () => {
  const one = desk();
  const mine = 'mine' as ConversationId;
  one.execute({ type: 'workspace.create', name: 'Test', isDemo: true });
  one.execute(conversation(conversationId, true), start(conversationId));
  one.execute(conversation(mine), start(mine));
  expect(one.execute({ type: 'workspace.remove-demo' })).toMatchObject({ ok: true });
  for (const projection of [one.projection, one.refolded()]) {
    expect(projection.diagnosis(conversationId)).toBeNull();
    expect(projection.diagnosis(mine)).not.toBeNull();
  }
});
