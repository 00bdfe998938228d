import { afterEach, describe, expect, test } from 'vitest';
import type { CommandId, ConversationId } from '#shared/lib/ids.ts';
import type { DomainCommand } from '#shared/domain/command.ts';
import { levelAt } from '#shared/domain/verification/state.ts';
import { planCheck } from '#shared/domain/verification/plan.ts';
import type { VerificationCommand } from '#shared/domain/verification/commands.ts';
import { openCore } from '#main/engine/core.ts';
import { openAudit } from '#main/journal/audit.ts';
import { openSqliteJournal } from '#main/journal/sqlite.ts';
import { openDatabase, type WriteDb } from '#main/platform/sqlite.ts';
import { openProjection } from '#main/projection/projection.ts';
import { foldedTables } from '#main/projection/schema.ts';
import { clock, opening, submitting, type Wish } from '../../../kit/verification.ts';

const open: WriteDb[] = [];
afterEach(() => {
  for (const db of open.splice(0)) db.close();
});

/** Journal, projection and core on a real database; commands with all they bring with them. */
function desk() {
  const db = openDatabase(':memory:', { role: 'journal' });
  open.push(db);
  const journal = openSqliteJournal(db);
  const projection = openProjection(db, journal, { newId: () => 'id' });
  const core = openCore({
    db,
    journal,
    projection,
    audit: openAudit({ db, key: null, shell: 'browser', device: 'test' }),
    published: () => undefined,
    masked: () => undefined,
  });
  let count = 0;
  const execute = (time: string, commands: DomainCommand[]) => {
    count += 1;
    const outcome = core.execute(commands, {
      id: `command-${count}` as CommandId,
      at: clock(time),
      by: 'agent:lin',
    });
    return outcome.ok ? 'ok' : outcome.rejection.code;
  };
  return {
    db,
    journal,
    projection,
    execute,
    do(time: string, conversation: string, wish: Wish) {
      const conversationId = conversation as ConversationId;
      const command = { ...wish, conversationId } as VerificationCommand;
      const state = projection.verification(conversationId);
      return execute(time, planCheck(state, command, projection.recordGuard, clock(time)));
    },
    level(time: string, conversation: string, recordIds = ['r']) {
      const state = projection.verification(conversation as ConversationId);
      return state ? levelAt(state, recordIds, clock(time)) : null;
    },
    lock: (conversation: string) =>
      projection.verification(conversation as ConversationId)?.lockedUntilAt ?? null,
    recordLock: (id = 'r') => projection.recordGuard(id)?.lockedUntilAt ?? null,
    failures: (id = 'r') => projection.recordGuard(id)?.failedAt.length ?? 0,
  };
}

const right = submitting(['F1', 'F3']);
const wrong = submitting(['F1', '!F3']);

describe('a record over all conversations', () => {
  test('K3 five failures in a day lock it for a day, beside the lock of the conversation', () => {
    const one = desk();
    one.do('09:00', 'chat', opening());
    for (const time of ['09:00', '09:00:30']) one.do(time, 'chat', wrong);
    one.do('11:00', 'phone', opening());
    for (const time of ['11:00', '11:05', '11:10']) one.do(time, 'phone', wrong);
    expect([one.lock('phone'), one.recordLock()]).toEqual([clock('11:40'), clock('+1d 11:10')]);
    one.do('11:20', 'mail', opening());
    expect(one.do('11:20', 'mail', right)).toBe('verification.locked');
    expect(one.do('+1d 11:09:59', 'mail', right)).toBe('verification.locked');
    expect(one.do('+1d 11:10', 'mail', right)).toBe('ok');
    expect(one.level('+1d 11:10', 'mail')).toBe(2);
  });

  test('K6 a new chat has its own count, the record keeps its three', () => {
    const one = desk();
    one.do('10:00', 'chat', opening());
    for (const time of ['10:00', '10:04', '10:09']) one.do(time, 'chat', wrong);
    one.do('10:15', 'second chat', opening());
    expect([one.lock('second chat'), one.failures(), one.recordLock()]).toEqual([null, 3, null]);
    one.do('10:16', 'second chat', wrong);
    expect([one.lock('second chat'), one.failures()]).toEqual([null, 4]);
    one.do('10:17', 'second chat', wrong);
    expect(one.recordLock()).toBe(clock('+1d 10:17'));
  });

  test('its lock takes the level from everyone who held one', () => {
    const one = desk();
    for (const name of ['holder', 'other', 'chat', 'phone']) one.do('10:00', name, opening());
    one.do('10:00', 'holder', right);
    one.do('10:00', 'other', submitting(['F1', 'F3'], ['s']));
    for (const time of ['10:01', '10:02', '10:03']) one.do(time, 'chat', wrong);
    expect(one.level('10:03', 'holder')).toBe(2);
    for (const time of ['10:04', '10:05']) one.do(time, 'phone', wrong);
    expect([one.level('10:05', 'holder'), one.level('10:05', 'other', ['s'])]).toEqual([0, 2]);
    expect(one.do('10:06', 'holder', right)).toBe('verification.not-open');
  });

  test('failures older than a day are forgotten, a success forgets none', () => {
    const one = desk();
    one.do('10:00', 'chat', opening());
    for (const time of ['10:00', '10:01']) one.do(time, 'chat', wrong);
    one.do('10:02', 'chat', right);
    expect(one.failures()).toBe(2);
    for (const time of ['+1d 10:00:30', '+1d 10:00:40']) one.do(time, 'chat', wrong);
    expect([one.failures(), one.recordLock()]).toEqual([3, null]);
  });

  test('four failures of yesterday and one of today lock nothing', () => {
    const one = desk();
    for (const name of ['chat', 'phone']) one.do('10:00', name, opening());
    for (const time of ['10:01', '10:02', '10:03']) one.do(time, 'chat', wrong);
    one.do('10:04', 'phone', wrong);
    one.do('+1d 10:04', 'phone', wrong);
    expect([one.failures(), one.recordLock()]).toEqual([1, null]);
  });

  test('a question that finds no answer counts against it too', () => {
    const one = desk();
    one.do('10:00', 'chat', opening());
    one.do('10:00', 'chat', {
      type: 'verification.ask',
      agentId: null,
      client: null,
      recordIds: ['r'],
      factors: ['F1'],
    });
    one.do('10:03', 'chat', { type: 'verification.time-out' });
    expect(one.failures()).toBe(1);
  });

  test('a code is refused while it is locked, in the same words as for a locked conversation', () => {
    const one = desk();
    const mac = 'a'.repeat(64);
    for (const name of ['beginner', 'chat', 'phone']) one.do('10:00', name, opening());
    one.do('10:00', 'beginner', submitting(['F3']));
    one.do('10:00', 'beginner', {
      type: 'verification.send-code',
      agentId: null,
      client: null,
      codeId: 'code',
      to: 'email',
      mac,
      contactUnchangedSinceAt: 0,
    });
    for (const time of ['10:01', '10:02', '10:03']) one.do(time, 'chat', wrong);
    for (const time of ['10:04', '10:05']) one.do(time, 'phone', wrong);
    const code: Wish = {
      type: 'verification.confirm-code',
      codeId: 'code',
      mac,
      recordLockedUntilAt: null,
    };
    expect(one.do('10:06', 'beginner', code)).toBe('verification.locked');
    expect(one.do('10:06', 'chat', right)).toBe('verification.locked');
  });

  test('its lock also takes what a supervisor had vouched for', () => {
    const one = desk();
    for (const name of ['vouched', 'chat', 'phone']) one.do('10:00', name, opening());
    one.do('10:00', 'vouched', {
      type: 'verification.override',
      agentId: 'zhou' as never,
      client: null,
      recordIds: ['r'],
      level: 2,
      reason: 'known merchant',
    });
    expect(one.level('10:00', 'vouched')).toBe(2);
    for (const time of ['10:01', '10:02', '10:03']) one.do(time, 'chat', wrong);
    for (const time of ['10:04', '10:05']) one.do(time, 'phone', wrong);
    expect(one.level('10:05', 'vouched')).toBe(0);
  });

  test('a supervisor ends the lock with a reason', () => {
    const one = desk();
    for (const name of ['chat', 'phone']) one.do('10:00', name, opening());
    for (const time of ['10:01', '10:02', '10:03']) one.do(time, 'chat', wrong);
    for (const time of ['10:04', '10:05']) one.do(time, 'phone', wrong);
    const release = (reason: string): DomainCommand[] => [
      { type: 'record-guard.release', recordId: 'r', reason },
    ];
    expect(one.execute('10:10', release(''))).toBe('verification.no-reason');
    expect(one.execute('10:10', release('customer came in person'))).toBe('ok');
    one.do('10:11', 'mail', opening());
    expect(one.do('10:11', 'mail', right)).toBe('ok');
    one.do('10:12', 'mail', wrong);
    expect([one.failures(), one.recordLock()]).toEqual([1, null]);
  });
});

describe('in the journal', () => {
  test('folded again the rows are the same', () => {
    const one = desk();
    for (const name of ['chat', 'phone']) one.do('10:00', name, opening());
    one.do('10:01', 'chat', right);
    one.do('10:02', 'phone', wrong);
    one.do('10:03', 'chat', submitting(['F6']));
    const rows = () =>
      ['documents'].map((table) =>
        one.db.all(one.db.prepare(`test.${table}`, `SELECT * FROM ${table} ORDER BY 1`)),
      );
    const before = rows();
    one.db.exec('UPDATE projection_state SET version = 0');
    openProjection(one.db, one.journal, { newId: () => 'id' });
    expect(before.map((all) => all.length)).toEqual([3]);
    expect(rows()).toEqual(before);
    expect(foldedTables).toEqual(expect.arrayContaining(['documents']));
  });

  test('one stream per conversation and one per record, each event with outcomes only', () => {
    const one = desk();
    one.do('10:00', 'chat', opening());
    one.do('10:01', 'chat', wrong);
    expect(one.journal.read(0, 100).map(({ stream, type }) => [stream, type])).toEqual([
      ['verification:chat', 'verification.opened'],
      ['verification:chat', 'verification.checked'],
      ['record-guard:r', 'record-guard.failed'],
    ]);
  });

  test('a card number in a reason is masked before it is written', () => {
    const one = desk();
    one.do('10:00', 'chat', opening());
    one.do('10:01', 'chat', {
      type: 'verification.override',
      agentId: 'zhou' as never,
      client: null,
      recordIds: ['r'],
      level: 2,
      reason: 'card 4111 1111 1111 1111 shown in person',
    });
    const written = JSON.stringify(one.journal.read(0, 100));
    expect(written).toContain('shown in person');
    expect(written.replace(/\D/g, '')).not.toContain('4111111111111111');
  });
});
