import type { AgentId, CommandId, ConversationId } from '#shared/lib/ids.ts';
import type { CommandResult } from '#shared/contract/errors.ts';
import type { DiagnosisView } from '#shared/contract/diagnosis.ts';
import { adviceFor, customerText } from '#shared/domain/diagnosis/advice.ts';
import type { DiagnosisCommand } from '#shared/domain/diagnosis/events.ts';
import { causeForAgent, type RootCause } from '#shared/domain/diagnosis/root-causes.ts';
import {
  findScript,
  isStep,
  type PresetName,
  type ScriptName,
  stepText,
} from '#shared/domain/diagnosis/scripts.ts';
import { type Evidence, hasAmlFlag, shownTo, suggest } from '#shared/domain/diagnosis/suggest.ts';
import { hasCause, topicOf } from '#shared/domain/diagnosis/topics.ts';
import type { RejectionCode } from '#shared/domain/event.ts';
import type { Clock } from '#main/platform/clock.ts';
import type { Projection } from '#main/projection/projection.ts';
import type { Core } from './core.ts';
import { incidentRowOf, languageOf } from './incidents.ts';
import type { ShownRecords } from './shown-records.ts';

export interface DiagnosedIn {
  conversationId: ConversationId;
  handle: string | null;
}
const refuse = (code: RejectionCode) => ({ ok: false as const, rejection: { code } });

/** Reads records and steps into a suggestion, keeps what was found, and says what may be told. */
export function openDiagnosis(options: {
  core: Core;
  projection: Projection;
  records: ShownRecords;
  clock: Clock;
  newId: () => string;
  agentId: () => AgentId;
}) {
  const { core, projection, records, clock, newId } = options;

  const presetOf = (conversationId: ConversationId): PresetName => {
    const brandId = projection.conversation(conversationId)?.brandId;
    return (brandId && projection.brand(brandId)?.scripts) || 'standard';
  };

  function execute(command: DiagnosisCommand, commandId: string | undefined): CommandResult {
    const outcome = core.execute([command], {
      id: (commandId ?? newId()) as CommandId,
      at: clock.now(),
      by: `agent:${options.agentId()}`,
    });
    return outcome.ok
      ? { ok: true, seq: outcome.seq }
      : { ok: false, rejection: outcome.rejection };
  }

  function topicFor(conversationId: ConversationId) {
    const conversation = projection.conversation(conversationId);
    return topicOf([
      conversation?.preChat?.topic ?? null,
      conversation?.subject ?? null,
      ...(conversation?.tags ?? []),
    ]);
  }

  /** What is known, as far as the check opens the record. */
  async function evidenceOf({ conversationId, handle }: DiagnosedIn): Promise<Evidence> {
    const held = handle === null ? null : await records.held(handle);
    const level = held ? records.levelOf(conversationId, held.recordId) : 0;
    const record = held && level >= 1 ? held.view.record : null;
    const { account } = record ? await records.accountOf(record) : { account: null };
    return {
      topic: topicFor(conversationId),
      record,
      account,
      nearby: record ? await records.whole(conversationId) : [],
      steps: projection.diagnosis(conversationId)?.run?.steps ?? [],
    };
  }

  /** Suspicion of money laundering stays hidden from everybody here. */
  const maySee = (evidence: Evidence) => !hasAmlFlag(evidence);

  function viewFor(about: DiagnosedIn, evidence: Evidence): DiagnosisView {
    const { conversationId } = about;
    const state = projection.diagnosis(conversationId);
    const suggestion = suggest(evidence);
    const shown = shownTo(suggestion, maySee(evidence));
    const run = state?.run ?? null;
    const found = state?.conclusion ?? null;
    const cause = found?.rootCause ?? suggestion.rootCause;
    const visible = cause && causeForAgent(cause, maySee(evidence));
    const advice = visible && visible !== 'withheld' ? adviceFor(visible) : null;
    return {
      topic: evidence.topic,
      wantsCause: hasCause(evidence.topic),
      preset: presetOf(conversationId),
      run: run && {
        script: run.script,
        preset: run.preset,
        stepIds: run.stepIds,
        steps: run.steps.map(({ stepId, outcome, note, attemptCount, followUpAt, at }) => ({
          stepId,
          outcome,
          note,
          attemptCount,
          followUpAt,
          at,
        })),
      },
      conclusion: found && {
        rootCause: causeForAgent(found.rootCause, maySee(evidence)),
        reason: found.reason,
        at: found.at,
      },
      suggestion: {
        finding: shown.finding,
        rootCause: shown.rootCause,
        reasons: shown.reasons,
        script: shown.script,
      },
      advice: advice && {
        actions: [...advice.actions],
        retry: advice.retry,
        department: advice.department,
      },
      incidents: projection
        .openIncidents()
        .filter((one) => one.conversationIds.includes(conversationId))
        .map(incidentRowOf),
    };
  }

  function etaText(conversationId: ConversationId, eta: number | null): string | null {
    if (eta === null) return null;
    const conversation = projection.conversation(conversationId);
    const brand = conversation && projection.brand(conversation.brandId);
    const language = languageOf(conversation?.language ?? null);
    return new Intl.DateTimeFormat(language === 'zh' ? 'zh-CN' : 'en-GB', {
      timeZone: brand?.hours.timeZone ?? 'UTC',
      month: 'long',
      day: 'numeric',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    }).format(eta);
  }

  return {
    async view(about: DiagnosedIn): Promise<DiagnosisView> {
      return viewFor(about, await evidenceOf(about));
    },
    start(input: {
      conversationId: ConversationId;
      script: ScriptName;
      commandId?: string | undefined;
    }): CommandResult {
      const preset = presetOf(input.conversationId);
      const script = findScript(preset, input.script);
      if (!script) return refuse('diagnosis.unknown-script');
      return execute(
        {
          type: 'diagnosis.start',
          conversationId: input.conversationId,
          preset,
          script: script.name,
          version: script.version,
          authorId: options.agentId(),
        },
        input.commandId,
      );
    },
    step: ({
      commandId,
      ...step
    }: Omit<Extract<DiagnosisCommand, { type: 'diagnosis.step' }>, 'type' | 'authorId'> & {
      commandId?: string | undefined;
    }) => execute({ type: 'diagnosis.step', ...step, authorId: options.agentId() }, commandId),
    async conclude(
      input: DiagnosedIn & {
        rootCause: RootCause | 'suggested';
        reason: string | null;
        commandId?: string | undefined;
      },
    ): Promise<CommandResult> {
      const evidence = await evidenceOf(input);
      const suggestion = suggest(evidence);
      const isSuggested =
        input.rootCause === 'suggested' || input.rootCause === suggestion.rootCause;
      const rootCause = input.rootCause === 'suggested' ? suggestion.rootCause : input.rootCause;
      if (rootCause === null) return refuse('diagnosis.reason-missing');
      return execute(
        {
          type: 'diagnosis.conclude',
          conversationId: input.conversationId,
          rootCause,
          basis: isSuggested ? 'suggestion' : 'by-hand',
          reasonCodes: isSuggested ? suggestion.reasons.map(({ code }) => code).slice(0, 20) : [],
          reason: input.reason === '' ? null : input.reason,
          transactionId: evidence.record?.id ?? null,
          authorId: options.agentId(),
        },
        input.commandId,
      );
    },
    async text(input: DiagnosedIn & { stepId: string | null; eta: number | null }) {
      const { conversationId, stepId } = input;
      const conversation = projection.conversation(conversationId);
      if (!conversation) return refuse('conversation.unknown');
      const language = languageOf(conversation.language);
      const eta = etaText(conversationId, input.eta);
      if (stepId !== null) {
        if (!isStep(stepId)) return refuse('diagnosis.unknown-step');
        const said = stepText(stepId, { language, eta });
        return said.ok ? { ...said, form: 'exact' } : said;
      }
      const evidence = await evidenceOf(input);
      const recordId = input.handle === null ? null : records.recordIdOf(input.handle);
      const level = recordId === null ? 0 : records.levelOf(conversationId, recordId);
      const needed = projection.verification(conversationId)?.policy.needed.discuss ?? 2;
      // What is read from a record is told to nobody who has not shown to know it.
      if (input.handle !== null && level < needed)
        return {
          ok: false as const,
          rejection: { code: 'verification.level-too-low' as const, details: { needed } },
        };
      const cause =
        projection.diagnosis(conversationId)?.conclusion?.rootCause ?? suggest(evidence).rootCause;
      if (cause === null) return refuse('diagnosis.reason-missing');
      return customerText(cause, {
        language,
        level,
        eta,
        ...(evidence.record ? { status: evidence.record.status } : {}),
        hasAmlFlag: hasAmlFlag(evidence),
      });
    },
  };
}
