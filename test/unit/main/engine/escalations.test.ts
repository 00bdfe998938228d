import path from 'node:path';
import { afterEach, expect, test } from 'vitest';
import type { CaseId, CommandId, ConversationId, DepartmentId } from '#shared/lib/ids.ts';
import type { DomainCommand } from '#shared/domain/command.ts';
import { defaultPreferences } from '#shared/contract/preferences.ts';
import type { EscalationInput } from '#main/engine/escalations.ts';
import { afterOpenHours, todayAt, workdayAt } from '#main/engine/hours.ts';
import { systemClock } from '#main/platform/clock.ts';
import { openDatabase } from '#main/platform/sqlite.ts';
import { startEngine, type TestEngine } from '../../../kit/engine.ts';

const START = Date.parse('2026-11-21T22:00+08:00');
const HOUR = 3_600_000;
let now = START;
let open: TestEngine | null = null;
afterEach(async () => {
  now = START;
  await open?.end();
  open = null;
});

const profile = {
  name: 'Lake',
  language: 'zh-CN' as const,
  signature: '',
  colour: '#1d5fd1',
  greeting: '',
  hours: { timeZone: 'Asia/Shanghai', days: [] },
  topics: [],
  faq: [],
};
const first = 'conversation-1' as ConversationId;
const second = 'conversation-2' as ConversationId;

function opening(conversationId: ConversationId, isDemo = false): DomainCommand {
  return {
    type: 'conversation.open',
    conversationId,
    channel: 'webchat',
    accountId: 'chat' as never,
    brandId: 'brand' as never,
    contactId: 'contact' as never,
    party: { address: 'visitor', name: 'cjy_8821' },
    subject: null,
    preChat: { accountName: 'cjy_8821', orderNumber: 'GP-21007', topic: null, pageUrl: null },
    language: 'zh-CN',
    isDemo,
  };
}

/** A real engine on a clock of the test, with two conversations of one customer. */
async function desk() {
  open = await startEngine({ clock: { ...systemClock, now: () => now } });
  const { engine } = open;
  engine.projection.setPreferences(defaultPreferences);
  let count = 0;
  const run = (...commands: DomainCommand[]) =>
    engine.execute(commands, {
      id: `test-command-${++count}` as CommandId,
      at: now,
      by: 'agent:agent-1',
    });
  run(
    { type: 'brand.add', brandId: 'brand' as never, profile, isDemo: false },
    {
      type: 'contact.create',
      contactId: 'contact' as never,
      name: '陈嘉怡',
      kind: 'user',
      identities: [],
      language: null,
      isDemo: false,
    },
    opening(first),
    opening(second),
  );
  return { engine, run };
}

const escalation = (change: Partial<EscalationInput> = {}): EscalationInput => ({
  conversationId: first,
  departmentId: 'risk' as DepartmentId,
  dueAt: START + 2 * HOUR,
  ...change,
  package: {
    summary: '付款扣了两次',
    ask: '是否已冲正？',
    severity: 'p1',
    records: [],
    verification: null,
    checks: [],
    diagnosis: null,
    amountAtRisk: null,
    told: '预计11月22日 00:00前答复您。',
    contactTime: null,
    attachments: [],
    ...change.package,
  },
});

const caseOf = (answer: { ok: boolean; caseId?: CaseId }): CaseId => {
  if (!answer.caseId) throw new Error(JSON.stringify(answer));
  return answer.caseId;
};

test('a desk begins with six departments, once', async () => {
  const { engine } = await desk();
  engine.begin({ workspace: 'again', agent: 'again' });
  expect(engine.projection.departments().map((one) => one.names['zh-CN'])).toEqual([
    '风控',
    '财务清算',
    '技术',
    '合规法务',
    '商户运营',
    '管理层',
  ]);
});

test('U1: two hours of a department that never closes; the form offers that time', async () => {
  const { engine } = await desk();
  const prepared = engine.escalations.prepare({
    conversationId: first,
    departmentId: 'risk' as DepartmentId,
    severity: 'p1',
  });
  expect(prepared).toMatchObject({
    targetAt: START + 2 * HOUR,
    zone: 'Asia/Shanghai',
    language: 'zh-CN',
    orderNumber: 'GP-21007',
    suggestions: [
      { id: 'target', dueAt: START + 2 * HOUR },
      { id: 'workday', dueAt: Date.parse('2026-11-23T12:00+08:00') },
    ],
  });
});

test('escalating opens, tells, promises and waits in one step', async () => {
  const { engine } = await desk();
  const caseId = caseOf(engine.escalations.escalate(escalation()));
  expect(engine.projection.caseDetail(caseId)).toMatchObject({
    number: 'ES202611210000014',
    status: 'open',
    contactName: '陈嘉怡',
    toldState: 'queued',
    dueAt: START + 2 * HOUR,
  });
  expect(engine.projection.inboxRows([first])).toMatchObject([
    {
      status: 'pending',
      waitingOn: 'internal',
      promiseDueAt: START + 2 * HOUR,
      preview: { text: '预计11月22日 00:00前答复您。', kind: 'outbound' },
    },
  ]);
});

test('a mail waits its undo time; taken back, the case says that the customer does not know', async () => {
  const { engine, run } = await desk();
  const mail = 'mail-conversation' as ConversationId;
  run({
    ...opening(mail),
    channel: 'email',
    party: { address: 'chen@customer.test', name: '陈嘉怡' },
    subject: '付款问题',
  } as DomainCommand);
  const caseId = caseOf(engine.escalations.escalate(escalation({ conversationId: mail })));
  const [told] = engine.projection
    .timeline(mail, null, 100)
    .entries.filter((entry) => entry.kind === 'message');
  expect(told).toMatchObject({
    to: [{ address: 'chen@customer.test' }],
    subject: 'Re: 付款问题',
    delivery: { state: 'queued', sendAt: START + 10_000 },
  });
  if (!told) throw new Error('nothing was written');
  run({ type: 'message.withdraw', conversationId: mail, messageId: told.messageId });
  expect(engine.projection.caseDetail(caseId)).toMatchObject({
    status: 'open',
    toldState: 'withdrawn',
  });
});

test('a refused case sends nothing and promises nothing', async () => {
  const { engine } = await desk();
  const head = engine.headSeq();
  const codes = [
    escalation({ dueAt: null }),
    escalation({ dueAt: START - HOUR }),
    escalation({ departmentId: 'nobody' as DepartmentId }),
    escalation({ package: { ...escalation().package, ask: '' } }),
    escalation({ package: { ...escalation().package, told: '很快。' } }),
    escalation({ package: { ...escalation().package, summary: '卡号 4111 1111 1111 1111' } }),
  ].map((input) => {
    const answer = engine.escalations.escalate(input);
    return answer.ok ? 'accepted' : answer.rejection.code;
  });
  expect(codes).toEqual([
    'promise.no-time',
    'promise.past',
    'department.unknown',
    'case.no-ask',
    'promise.text-without-time',
    'case.card-number',
  ]);
  expect(engine.headSeq()).toBe(head);
});

test('numbers of a day go on counting, and the same command gives the same case', async () => {
  const { engine } = await desk();
  const input = escalation({ commandId: 'command-again', caseId: 'case-1' as CaseId });
  const answers = [
    engine.escalations.escalate(input),
    engine.escalations.escalate(input),
    engine.escalations.escalate(escalation({ conversationId: second })),
  ];
  expect(answers.map((one) => ('number' in one ? one.number : one))).toEqual([
    'ES202611210000014',
    'ES202611210000014',
    'ES202611210000022',
  ]);
});

test('the answer comes back to the agent and settles nothing; telling the customer keeps the promise', async () => {
  const { engine, run } = await desk();
  const caseId = caseOf(engine.escalations.escalate(escalation()));
  run({ type: 'case.accept', caseId, ownerId: engine.agentId });
  engine.escalations.answer({ caseId, answer: '已冲正' });
  expect(engine.projection.inboxRows([first])).toMatchObject([
    { status: 'open', isMarkedUnread: true, promiseDueAt: START + 2 * HOUR },
  ]);
  now += HOUR;
  engine.escalations.confirm({ caseId, text: '您好，款项已退回。' });
  expect(engine.projection.inboxRows([first])).toMatchObject([{ promiseDueAt: null }]);
  const { entries } = engine.projection.timeline(first, null, 100);
  const settled = entries.find(
    (entry) => entry.kind === 'event' && entry.type === 'conversation.promise-settled',
  );
  expect(settled).toMatchObject({ details: { outcome: 'kept' } });
  expect(engine.projection.caseDetail(caseId)).toMatchObject({
    status: 'confirmed',
    isPromiseRunning: false,
  });
});

test('telling the customer after the time is recorded as broken', async () => {
  const { engine, run } = await desk();
  const caseId = caseOf(engine.escalations.escalate(escalation()));
  run(
    { type: 'case.accept', caseId, ownerId: engine.agentId },
    { type: 'case.answer', caseId, answer: '已冲正' },
  );
  now += 3 * HOUR;
  expect(engine.projection.caseCounts(engine.agentId, now)).toMatchObject({ overdue: 1, open: 1 });
  engine.escalations.confirm({ caseId, text: '您好，款项已退回。' });
  const { entries } = engine.projection.timeline(first, null, 100);
  expect(
    entries.find((one) => one.kind === 'event' && one.type === 'conversation.promise-settled'),
  ).toMatchObject({ details: { outcome: 'broken' } });
  expect(engine.projection.caseCounts(engine.agentId, now)).toMatchObject({ overdue: 0, open: 1 });
});

test('another time replaces the promise and tells the customer', async () => {
  const { engine } = await desk();
  const caseId = caseOf(engine.escalations.escalate(escalation()));
  const again = {
    caseId,
    dueAt: START + 4 * HOUR,
    told: '抱歉，预计02:00前答复您。',
    reason: null,
    isApproved: false,
  };
  expect(engine.escalations.rePromise(again)).toMatchObject({ ok: true });
  expect(engine.projection.conversation(first)?.promises).toMatchObject([
    { dueAt: START + 4 * HOUR, caseId },
  ]);
  expect(engine.escalations.rePromise(again)).toMatchObject({
    ok: false,
    rejection: { code: 'promise.needs-reason' },
  });
  expect(engine.projection.conversation(first)?.messageCount).toBe(2);
});

test('a closed case is reopened with a new promise, an answered one under the old', async () => {
  const { engine, run } = await desk();
  const caseId = caseOf(engine.escalations.escalate(escalation()));
  const later = { dueAt: START + 4 * HOUR, told: '预计02:00前答复您。' };
  run(
    { type: 'case.accept', caseId, ownerId: engine.agentId },
    { type: 'case.answer', caseId, answer: '已冲正' },
  );
  engine.escalations.reopen({ caseId, reason: '客户说仍未到账', ...later });
  expect(engine.projection.conversation(first)).toMatchObject({
    messageCount: 1,
    promises: [{ dueAt: START + 2 * HOUR }],
  });
  run({ type: 'case.answer', caseId, answer: '已到账' });
  engine.escalations.confirm({ caseId, text: '已到账' });
  run({ type: 'case.close', caseId });
  const bare = { caseId, reason: '又退回了', dueAt: null, told: null };
  expect(engine.escalations.reopen(bare)).toMatchObject({ rejection: { code: 'promise.no-time' } });
  expect(engine.escalations.reopen({ ...bare, ...later })).toMatchObject({ ok: true });
  expect(engine.projection.conversation(first)).toMatchObject({
    status: 'pending',
    waitingOn: 'internal',
    promises: [{ dueAt: START + 4 * HOUR, caseId }],
  });
});

test('a promise goes along when its conversation is merged, and is kept there', async () => {
  const { engine, run } = await desk();
  const caseId = caseOf(engine.escalations.escalate(escalation()));
  run(
    {
      type: 'conversation.absorb',
      conversationId: second,
      sourceId: first,
      promises: engine.projection.conversation(first)?.promises ?? [],
    },
    { type: 'conversation.merge-into', conversationId: first, targetId: second },
    { type: 'case.accept', caseId, ownerId: engine.agentId },
    { type: 'case.answer', caseId, answer: '已冲正' },
  );
  expect(engine.projection.inboxRows([second])).toMatchObject([{ promiseDueAt: START + 2 * HOUR }]);
  expect(engine.escalations.confirm({ caseId, text: '已退回' })).toMatchObject({ ok: true });
  expect(engine.projection.conversation(second)).toMatchObject({ promises: [], messageCount: 1 });
});

test('lists come in pages: what falls due first, all by last change', async () => {
  const { engine } = await desk();
  for (let hours = 5; hours > 0; hours--) {
    const dueAt = START + hours * HOUR;
    const told = `预计${String((22 + hours) % 24).padStart(2, '0')}:00前答复您。`;
    engine.escalations.escalate(escalation({ dueAt, package: { ...escalation().package, told } }));
    now += 1000;
  }
  const walk = (filter: 'open' | 'all' | 'mine') => {
    const dues: number[] = [];
    for (let after: string | null = null; ;) {
      const page = engine.projection.casePage({ filter, after, limit: 2 }, engine.agentId, now);
      expect(page.total).toBe(5);
      dues.push(...page.rows.map((row) => (row.dueAt - START) / HOUR));
      if (page.next === null) return dues;
      after = page.next;
    }
  };
  expect(walk('open')).toEqual([1, 2, 3, 4, 5]);
  expect(walk('mine')).toEqual([1, 2, 3, 4, 5]);
  expect(walk('all')).toEqual([1, 2, 3, 4, 5]);
});

const dump = (file: string) => {
  const db = openDatabase(file, { role: 'journal' });
  const rows = ['cases', 'case_events', 'case_sequences', 'documents', 'timeline_events'].map(
    (table) => db.all(db.prepare(`dump.${table}`, `SELECT * FROM ${table} ORDER BY 1, 2`)),
  );
  db.close();
  return rows;
};

test('the read model made anew is the same, and what was a demo stays away', async () => {
  const { engine, run } = await desk();
  run(
    { type: 'brand.add', brandId: 'demo' as never, profile, isDemo: true },
    opening('demo-conversation' as ConversationId, true),
  );
  const caseId = caseOf(engine.escalations.escalate(escalation()));
  const gone = caseOf(
    engine.escalations.escalate(
      escalation({ conversationId: 'demo-conversation' as ConversationId }),
    ),
  );
  run({ type: 'case.accept', caseId: gone, ownerId: engine.agentId });
  run({ type: 'workspace.remove-demo' });
  run({ type: 'case.accept', caseId, ownerId: engine.agentId });
  engine.escalations.answer({ caseId, answer: '已冲正' });
  expect(engine.projection.caseDetail(gone)).toBeNull();
  expect(engine.projection.caseCounts(engine.agentId, now)).toMatchObject({ all: 1 });
  const next = engine.escalations.escalate(escalation({ conversationId: second }));
  expect(next).toMatchObject({ number: 'ES202611210000030' });

  const folder = open?.folder ?? '';
  const file = path.join(folder, 'desk.db');
  await engine.stop();
  const before = dump(file);
  expect(before.every((rows) => rows.length > 0)).toBe(true);
  const db = openDatabase(file, { role: 'journal' });
  db.exec('UPDATE projection_state SET version = 0');
  db.close();
  open = await startEngine({ folder, clock: { ...systemClock, now: () => now } });
  await open.engine.stop();
  expect(dump(file)).toEqual(before);
  open = await startEngine({ folder, clock: { ...systemClock, now: () => now } });
});

const weekdays = {
  timeZone: 'Asia/Shanghai',
  days: [1, 2, 3, 4, 5].map((weekday) => ({ weekday, from: 540, to: 1080 })),
};

test('business hours run only while the brand is open', () => {
  const friday = Date.parse('2026-11-20T15:00+08:00');
  expect(afterOpenHours(weekdays, friday, 9 * HOUR)).toBe(Date.parse('2026-11-23T15:00+08:00'));
  const saturday = Date.parse('2026-11-21T10:00+08:00');
  expect(afterOpenHours(weekdays, saturday, HOUR)).toBe(Date.parse('2026-11-23T10:00+08:00'));
  expect(afterOpenHours({ ...weekdays, days: [] }, saturday, HOUR)).toBe(saturday + HOUR);
});

test('the next working day is the next one the brand serves', () => {
  const friday = Date.parse('2026-11-20T15:00+08:00');
  expect(workdayAt(weekdays, 'Asia/Shanghai', friday, 12)).toBe(
    Date.parse('2026-11-23T12:00+08:00'),
  );
  expect(todayAt('Asia/Shanghai', friday, 18)).toBe(Date.parse('2026-11-20T18:00+08:00'));
});
