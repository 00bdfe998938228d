import type { AgentId, CommandId, ConversationId } from '#shared/lib/ids.ts';
import type { CommandResult } from '#shared/contract/errors.ts';
import type { CheckResult, VerificationView } from '#shared/contract/verification.ts';
import type { DomainCommand } from '#shared/domain/command.ts';
import type { CommandEnvelope, RejectionCode } from '#shared/domain/event.ts';
import { type Answers, compareAnswers } from '#shared/domain/verification/answers.ts';
import type { VerificationCommand } from '#shared/domain/verification/commands.ts';
import { type FactorId, isFailed } from '#shared/domain/verification/factors.ts';
import { planCheck } from '#shared/domain/verification/plan.ts';
import {
  type Action,
  type Level,
  type VerificationPolicy,
  verificationPolicy,
} from '#shared/domain/verification/policy.ts';
import type { ProcedureStep } from '#shared/domain/verification/procedure.ts';
import type { Verification } from '#shared/domain/verification/state.ts';
import { verifiableOf } from '#shared/domain/verification/verifiable.ts';
import { viewOf } from '#shared/domain/verification/view.ts';
import type { Clock } from '#main/platform/clock.ts';
import type { Projection } from '#main/projection/projection.ts';
import type { Core } from './core.ts';
import type { HeldRecord, ShownRecords } from './shown-records.ts';

export interface About {
  conversationId: ConversationId;
  handle: string | null;
  commandId?: string | undefined;
}
type Submitted = { ok: true; result: CheckResult } | Extract<CommandResult, { ok: false }>;
type StepInput = Exclude<ProcedureStep, { step: 'confirm-record' }> | { step: 'confirm-record' };
type Wish = VerificationCommand extends infer C
  ? C extends { type: string }
    ? Omit<C, 'conversationId'>
    : never
  : never;

export type RiskCode = 'risk.two-flags' | 'risk.record-locked';
/** So many warning signs ask for a second pair of eyes. */
const FLAGS_OF_RISK = 2;

const refuse = (code: RejectionCode) => ({ ok: false as const, rejection: { code } });

/**
 * Checks of who is asking. Answers are compared here and dropped: they reach no command, no event,
 * no log and no error.
 */
export function openVerification(options: {
  core: Core;
  projection: Projection;
  records: ShownRecords;
  clock: Clock;
  newId: () => string;
  agentId: () => AgentId;
  /** Somebody in risk has to look. */
  atRisk: (conversationId: ConversationId, code: RiskCode) => void;
  /** Where this desk runs, for the audit. */
  deviceId: string;
}) {
  const { core, projection, records, clock, newId } = options;
  const person = () => ({
    agentId: options.agentId(),
    client: { deviceId: options.deviceId, ip: null },
  });

  const policyOf = (conversationId: ConversationId) => {
    const conversation = projection.conversation(conversationId);
    const brand = conversation && projection.brand(conversation.brandId);
    return brand?.verification ?? verificationPolicy.parse({});
  };

  /** `was`: the check before `done` was carried out. */
  function tellRisk(was: Verification | null, done: DomainCommand[]) {
    if (!was) return;
    const { conversationId } = was;
    const now = projection.verification(conversationId);
    const isFlagged = was.flags.length < FLAGS_OF_RISK && (now?.flags.length ?? 0) >= FLAGS_OF_RISK;
    if (isFlagged) core.afterCommit(() => options.atRisk(conversationId, 'risk.two-flags'));
    const isLocking = done.some(
      (command) => command.type === 'verification.end' && command.cause === 'record-locked',
    );
    if (isLocking) core.afterCommit(() => options.atRisk(conversationId, 'risk.record-locked'));
  }

  function execute(
    conversationId: ConversationId,
    wishes: Wish[],
    by: CommandEnvelope['by'],
    commandId: string | undefined,
  ): CommandResult {
    const at = clock.now();
    let seq = 0;
    // Each wish is planned on what the one before it came to.
    for (const [index, wish] of wishes.entries()) {
      const command = { ...wish, conversationId } as VerificationCommand;
      const state = projection.verification(conversationId);
      const planned: DomainCommand[] = planCheck(state, command, projection.recordGuard, at);
      const isLast = index === wishes.length - 1;
      const outcome = core.execute(planned, {
        id: (isLast && commandId ? commandId : newId()) as CommandId,
        at,
        by,
      });
      if (!outcome.ok) return { ok: false, rejection: outcome.rejection };
      seq = outcome.seq;
      tellRisk(state, planned);
    }
    return { ok: true, seq };
  }

  /** The check is opened with the brand's rules of now, unless it is open. */
  function opening(conversationId: ConversationId): Wish[] | null {
    const conversation = projection.conversation(conversationId);
    if (!conversation) return null;
    const state = projection.verification(conversationId);
    if (state?.isOpen && state.contactId === conversation.contactId) return [];
    const { contactId } = conversation;
    const begin: Wish = {
      type: 'verification.open',
      contactId,
      policy: policyOf(conversationId),
      contactUnchangedSinceAt: null,
    };
    return state?.isOpen
      ? [{ type: 'verification.end', cause: 'contact-changed' }, begin]
      : [begin];
  }

  /** The records that were proven together with this one, else it alone. */
  function setOf({ conversationId, handle }: Pick<About, 'conversationId' | 'handle'>): string[] {
    const recordId = handle === null ? null : records.recordIdOf(handle);
    if (recordId === null) return [];
    const proven = projection.verification(conversationId)?.recordIds ?? [];
    return proven.includes(recordId) ? proven : [recordId];
  }

  function act(about: About, wish: (recordIds: string[]) => Wish): CommandResult {
    const first = opening(about.conversationId);
    if (!first) return refuse('conversation.unknown');
    const recordIds = setOf(about);
    if (about.handle !== null && recordIds.length === 0)
      return refuse('verification.unknown-record');
    const by = `agent:${options.agentId()}` as const;
    return execute(about.conversationId, [...first, wish(recordIds)], by, about.commandId);
  }

  const timers = new Map<ConversationId, () => void>();
  /** Half a second of grace: the last instant still counts. */
  const GRACE_MS = 500;
  function armQuestion(conversationId: ConversationId) {
    timers.get(conversationId)?.();
    timers.delete(conversationId);
    const state = projection.verification(conversationId);
    if (!state?.question) return;
    const dueAt = state.question.askedAt + state.policy.attempts.answerWithinMs;
    timers.set(
      conversationId,
      clock.after(Math.max(0, dueAt - clock.now()) + GRACE_MS, () => {
        timers.delete(conversationId);
        execute(
          conversationId,
          [{ type: 'verification.time-out' }],
          'system:verification',
          undefined,
        );
      }),
    );
  }

  function resultOf(
    conversationId: ConversationId,
    recordIds: string[],
    isVerified: boolean,
    asOfAt: number | null,
  ): CheckResult {
    const view = viewOf(projection.verification(conversationId), {
      recordIds,
      policy: policyOf(conversationId),
      at: clock.now(),
    });
    const { level, attemptsLeft, lockedUntilAt } = view;
    return { kind: 'checked', isVerified, level, attemptsLeft, lockedUntilAt, asOfAt };
  }

  /** An order number finds its own record; else it is the one on the screen. */
  async function recordsFor(given: Answers, handle: string | null): Promise<HeldRecord[]> {
    if (handle !== null) return records.group(handle);
    return given.orderNumber === undefined ? [] : records.byOrderNumber(given.orderNumber);
  }

  /** The answers fit when they fit one movement of the order whole. */
  function compare(given: Answers, found: HeldRecord[], policy: VerificationPolicy) {
    const compared = found.map(({ recordId, view }) =>
      compareAnswers(
        given,
        verifiableOf(recordId, view.record, view.freshness.asOf ?? clock.now()),
        policy,
      ),
    );
    return (
      compared.find((one) => !one.ok || !isFailed(one.factors)) ??
      compared[0] ??
      compareAnswers(given, null, policy)
    );
  }

  return {
    policyOf,
    view(conversationId: ConversationId, handle: string | null): VerificationView {
      return viewOf(projection.verification(conversationId), {
        recordIds: setOf({ conversationId, handle }),
        policy: policyOf(conversationId),
        at: clock.now(),
      });
    },
    async submit(about: About, given: Answers): Promise<Submitted> {
      const { conversationId } = about;
      const first = opening(conversationId);
      if (!first) return refuse('conversation.unknown');
      const found = await recordsFor(given, about.handle);
      if (found.length === 0 && about.handle !== null) return refuse('verification.unknown-record');
      const recordIds = found.map((one) => one.recordId);
      const freshness = found.map((one) => one.view.freshness);
      const times = freshness.flatMap(({ asOf }) => asOf ?? []);
      const asOfAt = times.length === 0 ? null : Math.min(...times);
      const compared = compare(given, found, policyOf(conversationId));
      if (!compared.ok)
        return { ok: true, result: { kind: 'unreadable', problems: compared.problems } };
      const isOld = freshness.some(({ state }) => state === 'offline' || state === 'unavailable');
      const result = execute(
        conversationId,
        [
          ...first,
          {
            type: 'verification.submit',
            ...person(),
            recordIds,
            factors: compared.factors,
            recordsAsOfAt: asOfAt,
            recordLockedUntilAt: null,
          },
        ],
        `agent:${options.agentId()}`,
        about.commandId,
      );
      armQuestion(conversationId);
      if (!result.ok) return result;
      return {
        ok: true,
        result: resultOf(
          conversationId,
          recordIds,
          !isFailed(compared.factors),
          isOld ? asOfAt : null,
        ),
      };
    },
    ask(about: About & { factors: FactorId[] }): CommandResult {
      const { agentId, client } = person();
      const { factors } = about;
      const result = act(about, (recordIds) => ({
        type: 'verification.ask',
        agentId,
        client,
        recordIds,
        factors,
      }));
      armQuestion(about.conversationId);
      return result;
    },
    override: (about: About & { level: Level; reason: string }) =>
      act(about, (recordIds) => ({
        type: 'verification.override',
        ...person(),
        recordIds,
        level: about.level,
        reason: about.reason,
      })),
    approve: (about: About) =>
      act(about, (recordIds) => ({ type: 'verification.approve', ...person(), recordIds })),
    consume(about: About & { action: Action }): CommandResult {
      const conversation = projection.conversation(about.conversationId);
      if (!conversation) return refuse('conversation.unknown');
      return act(about, (recordIds) => ({
        type: 'verification.consume',
        ...person(),
        contactId: conversation.contactId,
        recordIds,
        action: about.action,
      }));
    },
    flag: (
      about: Omit<About, 'handle'>,
      flag: Extract<Wish, { type: 'verification.flag' }>['flag'],
    ) => act({ ...about, handle: null }, () => ({ type: 'verification.flag', ...person(), flag })),
    nameSpeaker: (
      about: Omit<About, 'handle'>,
      speaker: 'customer' | 'third-party',
      note: string | null,
    ) =>
      act({ ...about, handle: null }, () => ({
        type: 'verification.name-speaker',
        ...person(),
        speaker,
        note: note === '' ? null : note,
      })),
    takeStep(about: About, step: StepInput): CommandResult {
      if (step.step === 'confirm-record') {
        const recordId = about.handle === null ? null : records.recordIdOf(about.handle);
        if (recordId === null) return refuse('verification.no-record');
        return act(about, () => ({
          type: 'verification.take-step',
          ...person(),
          step: { step: 'confirm-record', recordId },
        }));
      }
      return act(about, () => ({ type: 'verification.take-step', ...person(), step }));
    },
    /** For parts that send and confirm codes: what they need of a check, as one. */
    door: { opening, execute, act, person },
    stop: () => timers.forEach((cancel) => cancel()),
  };
}
export type VerificationDesk = ReturnType<typeof openVerification>;
