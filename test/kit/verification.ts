import type { AgentId, ContactId, ConversationId } from '#shared/lib/ids.ts';
import type { VerificationCommand } from '#shared/domain/verification/commands.ts';
import { decideVerification } from '#shared/domain/verification/decide.ts';
import { verificationEvent, type VerificationEvent } from '#shared/domain/verification/events.ts';
import { evolveVerification } from '#shared/domain/verification/evolve.ts';
import { FACTORS, type FactorId } from '#shared/domain/verification/factors.ts';
import { verificationPolicy } from '#shared/domain/verification/policy.ts';
import { levelAt, type Verification } from '#shared/domain/verification/state.ts';

export const lin = 'lin' as AgentId;
export const zhou = 'zhou' as AgentId;
export const contactId = 'contact' as ContactId;
export const chat = 'chat' as ConversationId;
const DAY = '2026-11-20';

/** `10:04` or `10:04:30` of one day, `+1d 09:00` of the next, in UTC. */
export function clock(text: string): number {
  const [time = '', later] = text.split(' ').toReversed();
  const day = Date.parse(`${DAY}T${time.length === 5 ? `${time}:00` : time}Z`);
  return day + (later ? Number.parseInt(later.slice(1), 10) * 86_400_000 : 0);
}

/** Outcomes of a set of answers: all of them right, but those with `!` before them. */
export const outcomes = (...ids: (FactorId | `!${FactorId}`)[]) =>
  ids.map((one) => {
    const id = one.replace('!', '') as FactorId;
    const right = FACTORS[id].strength === 'weak' ? ('weak' as const) : ('match' as const);
    return { id, outcome: one.startsWith('!') ? ('mismatch' as const) : right };
  });

export type Wish = VerificationCommand extends infer C
  ? C extends { type: string }
    ? Omit<C, 'conversationId'>
    : never
  : never;

export const opening = (policy: object = {}, contactUnchangedSinceAt: number | null = 0): Wish => ({
  type: 'verification.open',
  contactId,
  policy: verificationPolicy.parse(policy),
  contactUnchangedSinceAt,
});

export const submitting = (
  ids: (FactorId | `!${FactorId}`)[],
  recordIds = ['r'],
  agentId = lin,
): Wish => ({
  type: 'verification.submit',
  agentId,
  client: { deviceId: 'desk', ip: null },
  recordIds,
  factors: outcomes(...ids),
  recordsAsOfAt: 0,
  recordLockedUntilAt: null,
});

export const consuming = (
  action: 'discuss' | 'refund' | 'refund-other-route' | 'unfreeze' | 'change-contact',
  recordIds = ['r'],
): Wish => ({
  type: 'verification.consume',
  agentId: lin,
  client: null,
  contactId,
  recordIds,
  action,
});

/** One conversation's verification, told step by step; every event goes through its schema and through JSON. */
export class Story {
  state: Verification | null = null;
  readonly events: { at: number; event: VerificationEvent; before: Verification | null }[] = [];

  constructor(policy: object = {}, contactUnchangedSinceAt: number | null = 0) {
    this.do('00:00', opening(policy, contactUnchangedSinceAt));
  }

  /** The types of what happened, or the code of the refusal. */
  do(time: string | number, wish: Wish): string[] | string {
    const at = typeof time === 'number' ? time : clock(time);
    const command = { ...wish, conversationId: chat } as VerificationCommand;
    const decision = decideVerification(this.state, command, at);
    if ('rejection' in decision) return decision.rejection.code;
    for (const made of decision.events) {
      const event = verificationEvent.parse(JSON.parse(JSON.stringify(made)));
      this.events.push({ at, event, before: this.state });
      this.state = evolveVerification(this.state, event, at);
    }
    return decision.events.map(({ type }) => type.replace('verification.', ''));
  }

  /** Submits answers; the level reached, or the code of the refusal. */
  submit(
    time: string | number,
    ids: (FactorId | `!${FactorId}`)[],
    recordIds = ['r'],
    agentId = lin,
  ): number | string {
    const done = this.do(time, submitting(ids, recordIds, agentId));
    return typeof done === 'string' ? done : this.level(time, recordIds);
  }

  level(time: string | number, recordIds = ['r']): number {
    const at = typeof time === 'number' ? time : clock(time);
    return this.state ? levelAt(this.state, recordIds, at) : 0;
  }
}
