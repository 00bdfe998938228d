import { describe, expect, test } from 'vitest';
import { MINUTE_MS } from '#shared/lib/units.ts';
import type { AgentId, ConversationId, IncidentId } from '#shared/lib/ids.ts';
import { domainCommand, streamOf } from '#shared/domain/command.ts';
import { isBurst } from '#shared/domain/incident/burst.ts';
import { decideIncident } from '#shared/domain/incident/decide.ts';
import {
  type Incident,
  incidentCommand,
  type IncidentCommand,
  incidentEvent,
} from '#shared/domain/incident/events.ts';
import { evolveIncident } from '#shared/domain/incident/evolve.ts';

const incidentId = 'incident-1' as IncidentId;
const authorId = 'agent-1' as AgentId;
const conversation = (name: string) => name as ConversationId;
const open: IncidentCommand = {
  type: 'incident.open',
  incidentId,
  name: '银行通道中断',
  rootCause: 'issuer-or-channel-unavailable',
  provider: 'unionpay',
  authorId,
};
const link = (name: string): IncidentCommand => ({
  type: 'incident.link',
  incidentId,
  conversationId: conversation(name),
  authorId,
});
const unlink = (name: string): IncidentCommand => ({
  type: 'incident.unlink',
  incidentId,
  conversationId: conversation(name),
  authorId,
});
const update = (note: string): IncidentCommand => ({
  type: 'incident.update',
  incidentId,
  note,
  authorId,
});
const close: IncidentCommand = { type: 'incident.close', incidentId, note: '已恢复', authorId };

function run(...commands: IncidentCommand[]): {
  state: Incident | null;
  answers: (number | string)[];
} {
  let state: Incident | null = null;
  const answers = commands.map((command, index) => {
    const at = index + 1;
    const decision = decideIncident(state, incidentCommand.parse(command), at);
    if ('rejection' in decision) return decision.rejection.code;
    for (const event of decision.events)
      state = evolveIncident(state, incidentEvent.parse(event), at);
    return decision.events.length;
  });
  return { state, answers };
}

test('D02: conversations of one trouble are linked, and one update is for all of them', () => {
  const { state, answers } = run(open, link('a'), link('b'), update('正在修复'), link('c'), close);
  expect(answers).toEqual([1, 1, 1, 1, 1, 1]);
  expect(state).toEqual({
    id: incidentId,
    name: '银行通道中断',
    rootCause: 'issuer-or-channel-unavailable',
    provider: 'unionpay',
    authorId,
    conversationIds: ['a', 'b', 'c'],
    updates: [{ note: '正在修复', at: 4, conversationIds: ['a', 'b'], authorId }],
    openedAt: 1,
    closed: { note: '已恢复', at: 6, authorId },
  });
});

test('what is done already changes nothing', () => {
  const { state, answers } = run(
    open,
    link('a'),
    link('a'),
    unlink('a'),
    unlink('a'),
    close,
    close,
  );
  expect(answers).toEqual([1, 1, 0, 1, 0, 1, 0]);
  expect(state?.conversationIds).toEqual([]);
});

test.each<[string, IncidentCommand[]]>([
  ['incident.unknown', [link('a')]],
  ['incident.unknown', [close]],
  ['incident.already-exists', [open, open]],
  ['incident.closed', [open, close, link('a')]],
  ['incident.closed', [open, close, update('late')]],
])('%s', (code, commands) => {
  expect(run(...commands).answers.at(-1)).toBe(code);
});

test('its commands write to a stream of their own, those that name a conversation too', () => {
  for (const command of [open, link('a'), unlink('a'), update('x'), close])
    expect(streamOf(domainCommand.parse(command))).toEqual({
      aggregate: 'incident',
      stream: 'incident:incident-1',
    });
});

describe('a burst of cases', () => {
  const now = 100 * MINUTE_MS;
  const ago = (minutes: number[]) => minutes.map((one) => now - one * MINUTE_MS);

  test('five in ten minutes are chance, six are worth an incident', () => {
    expect(isBurst(ago([0, 1, 2, 3, 4]), now)).toBe(false);
    expect(isBurst(ago([0, 1, 2, 3, 4, 9.9]), now)).toBe(true);
  });

  test('what is ten minutes old or not yet there does not count; the limit is the brand’s', () => {
    expect(isBurst(ago([0, 1, 2, 3, 4, 10]), now)).toBe(false);
    expect(isBurst(ago([0, 1, 2, 3, 4, -1]), now)).toBe(false);
    expect(isBurst(ago([0, 1]), now, 1)).toBe(true);
  });
});
