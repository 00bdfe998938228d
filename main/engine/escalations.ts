import type {
  AgentId,
  CaseId,
  CommandId,
  ConversationId,
  DepartmentId,
  MessageId,
  PromiseId,
} from '#shared/lib/ids.ts';
import type { CommandResult } from '#shared/contract/errors.ts';
import { caseNumber, dayIn } from '#shared/domain/case/numbers.ts';
import type { HandoverPackage } from '#shared/domain/case/handover-package.ts';
import type { Case } from '#shared/domain/case/state.ts';
import { BUSINESS_ZONE } from '#shared/domain/case/times.ts';
import type { DomainCommand } from '#shared/domain/command.ts';
import type { Conversation } from '#shared/domain/conversation/state.ts';
import type { Rejection } from '#shared/domain/event.ts';
import { redactFields } from '#shared/domain/redaction/redact-fields.ts';
import type { Clock } from '#main/platform/clock.ts';
import type { Projection } from '#main/projection/projection.ts';
import type { Core } from './core.ts';
import { openEscalationForm } from './escalation-form.ts';
import type { Writing } from './writing.ts';

export interface CaseInput {
  commandId?: string | undefined;
  caseId: CaseId;
}
export interface EscalationInput {
  commandId?: string | undefined;
  caseId?: CaseId | undefined;
  conversationId: ConversationId;
  departmentId: DepartmentId;
  package: Omit<HandoverPackage, 'zone' | 'language' | 'contactVia'>;
  dueAt: number | null;
}

const refuse = (code: Rejection['code']) => ({ ok: false as const, rejection: { code } });

/** What an agent cannot answer alone: opened, promised, answered and told, each in one command batch. */
export function openEscalations(options: {
  core: Core;
  projection: Projection;
  writing: Writing;
  clock: Clock;
  newId: () => string;
  agentId: () => AgentId;
}) {
  const { core, projection, writing, clock, newId } = options;

  const about = openEscalationForm(projection, clock);
  const { departmentOf, standing, zoneOf, languageOf, targetOf } = about;

  const run = (commands: DomainCommand[], commandId: string | undefined): CommandResult => {
    const outcome = core.execute(commands, {
      id: (commandId ?? newId()) as CommandId,
      at: clock.now(),
      by: `agent:${options.agentId()}`,
    });
    return outcome.ok
      ? { ok: true, seq: outcome.seq }
      : { ok: false, rejection: outcome.rejection };
  };

  /** Back to the agent who looks after the customer. */
  function backToAgent(one: Case): DomainCommand[] {
    const conversation = standing(one.origin.conversationId);
    if (!conversation) return [];
    const conversationId = conversation.id;
    const commands: DomainCommand[] = [{ type: 'conversation.mark-unread', conversationId }];
    if (conversation.status === 'pending' && conversation.waitingOn === 'internal')
      commands.unshift({ type: 'conversation.reopen', conversationId, reason: 'agent' });
    return commands;
  }

  /** The promise as it stands on the customer's conversation; merges and undone demos may have taken it. */
  const settling = (
    conversation: Conversation,
    one: Case,
    outcome: 'kept' | 'replaced',
  ): DomainCommand[] =>
    conversation.promises.some((open) => open.promiseId === one.promise.promiseId)
      ? [
          {
            type: 'conversation.settle-promise',
            conversationId: conversation.id,
            promiseId: one.promise.promiseId,
            outcome,
          },
        ]
      : [];

  /** One message to the customer with what it does to the case: all of it or nothing. */
  function tell(
    { commandId, caseId, text }: CaseInput & { text: string },
    around: (
      one: Case,
      conversation: Conversation,
      messageId: MessageId,
    ) => { before: DomainCommand[]; after: DomainCommand[] },
  ): CommandResult {
    const one = projection.caseById(caseId);
    if (!one) return refuse('case.unknown');
    const conversation = standing(one.origin.conversationId);
    if (!conversation) return refuse('conversation.unknown');
    const messageId = newId() as MessageId;
    return writing.reply(
      {
        commandId,
        conversationId: conversation.id,
        messageId,
        text,
        html: null,
        attachments: [],
        mail: null,
        thenStatus: null,
      },
      around(one, conversation, messageId),
    );
  }

  const promising = (
    conversation: Conversation,
    caseId: CaseId,
    promise: { promiseId: PromiseId; dueAt: number },
  ): DomainCommand => ({
    type: 'conversation.promise',
    conversationId: conversation.id,
    promiseId: promise.promiseId,
    kind: 'escalation',
    caseId,
    dueAt: promise.dueAt,
  });

  return {
    prepare: about.prepare,

    escalate(input: EscalationInput) {
      const conversation = standing(input.conversationId);
      if (!conversation) return refuse('conversation.unknown');
      const department = departmentOf(input.departmentId);
      if (!department) return refuse('department.unknown');
      if (department.isRetired) return refuse('department.retired');
      if (redactFields(input.package) !== input.package) return refuse('case.card-number');
      const now = clock.now();
      const caseId = input.caseId ?? (newId() as CaseId);
      const messageId = newId() as MessageId;
      const promiseId = newId() as PromiseId;
      const day = dayIn(BUSINESS_ZONE, now);
      const { dueAt } = input;
      const opening: DomainCommand = {
        type: 'case.open',
        caseId,
        number: caseNumber('ES', day, projection.nextCaseSequence('ES', day)),
        openedBy: options.agentId(),
        origin: {
          conversationId: conversation.id,
          contactId: conversation.contactId,
          brandId: conversation.brandId,
          isDemo: conversation.isDemo,
        },
        details: {
          kind: 'escalation',
          departmentId: department.id,
          package: {
            ...input.package,
            zone: zoneOf(conversation),
            language: languageOf(conversation),
            contactVia: conversation.channel,
          },
          targetAt: targetOf(department, input.package.severity, conversation),
          promise: { promiseId, dueAt, messageId },
        },
      };
      const answer = writing.reply(
        {
          commandId: input.commandId,
          conversationId: conversation.id,
          messageId,
          text: input.package.told,
          html: null,
          attachments: [],
          mail: null,
          thenStatus: null,
        },
        {
          before: [opening],
          after: [
            ...(dueAt === null ? [] : [promising(conversation, caseId, { promiseId, dueAt })]),
            { type: 'conversation.wait', conversationId: conversation.id, on: 'internal' },
          ],
        },
      );
      if (!answer.ok) return answer;
      return { ...answer, caseId, number: projection.caseById(caseId)?.number ?? '' };
    },

    askInfo({ commandId, caseId, question }: CaseInput & { question: string }): CommandResult {
      const one = projection.caseById(caseId);
      return run(
        [{ type: 'case.ask-info', caseId, question }, ...(one ? backToAgent(one) : [])],
        commandId,
      );
    },

    answer({ commandId, caseId, answer }: CaseInput & { answer: string }): CommandResult {
      const one = projection.caseById(caseId);
      return run(
        [{ type: 'case.answer', caseId, answer }, ...(one ? backToAgent(one) : [])],
        commandId,
      );
    },

    giveBack(input: CaseInput & { departmentId: DepartmentId; reason: string }): CommandResult {
      const { commandId, caseId, departmentId, reason } = input;
      const one = projection.caseById(caseId);
      const conversation = one && standing(one.origin.conversationId);
      const department = departmentOf(departmentId);
      if (!department) return refuse('department.unknown');
      if (department.isRetired) return refuse('department.retired');
      if (!one || !conversation) return refuse('case.unknown');
      const targetAt = targetOf(department, one.package.severity, conversation);
      return run([{ type: 'case.return', caseId, departmentId, reason, targetAt }], commandId);
    },

    confirm: (input: CaseInput & { text: string }): CommandResult =>
      tell(input, (one, conversation, messageId) => ({
        before: [{ type: 'case.confirm', caseId: one.id, messageId }],
        after: settling(conversation, one, 'kept'),
      })),

    rePromise(
      input: CaseInput & {
        dueAt: number | null;
        told: string;
        reason: string | null;
        isApproved: boolean;
      },
    ): CommandResult {
      const { dueAt, told, reason, isApproved } = input;
      if (dueAt === null) return refuse('promise.no-time');
      return tell({ ...input, text: told }, (one, conversation, messageId) => {
        const promise = { promiseId: newId() as PromiseId, dueAt, messageId };
        return {
          before: [
            { type: 'case.re-promise', caseId: one.id, promise, told, reason, isApproved },
            ...settling(conversation, one, 'replaced'),
          ],
          after: [promising(conversation, one.id, promise)],
        };
      });
    },

    reopen(
      input: CaseInput & { reason: string; dueAt: number | null; told: string | null },
    ): CommandResult {
      const { commandId, caseId, reason, dueAt, told } = input;
      const isStillPromised = projection.caseById(caseId)?.status === 'answered';
      if (isStillPromised || dueAt === null || told === null)
        return run([{ type: 'case.reopen', caseId, reason, promise: null, told: null }], commandId);
      return tell({ ...input, text: told }, (one, conversation, messageId) => {
        const promise = { promiseId: newId() as PromiseId, dueAt, messageId };
        return {
          before: [{ type: 'case.reopen', caseId, reason, promise, told }],
          after: [
            promising(conversation, one.id, promise),
            { type: 'conversation.wait', conversationId: conversation.id, on: 'internal' },
          ],
        };
      });
    },
  };
}
