import type { AgentId, CommandId, ConversationId, IncidentId } from '#shared/lib/ids.ts';
import type { CommandResult } from '#shared/contract/errors.ts';
import type { IncidentRow } from '#shared/contract/diagnosis.ts';
import type { DomainCommand } from '#shared/domain/command.ts';
import type { RootCause } from '#shared/domain/diagnosis/root-causes.ts';
import type { RejectionCode } from '#shared/domain/event.ts';
import type { Incident } from '#shared/domain/incident/events.ts';
import { HOUR_MS } from '#shared/lib/units.ts';
import type { Clock } from '#main/platform/clock.ts';
import type { Projection } from '#main/projection/projection.ts';
import type { Core } from './core.ts';

type Writing = {
  tellAll(input: {
    commandId: string;
    conversationId: ConversationId;
    text: string;
  }): CommandResult;
};

/** The language a customer is answered in. */
export const languageOf = (language: string | null): 'zh' | 'en' =>
  language?.startsWith('en') ? 'en' : 'zh';

/** Conclusions this old may still be the same trouble. */
const SAME_TROUBLE_MS = HOUR_MS;
/** Messages written before the engine's thread is given back. */
const AT_ONCE = 20;

const refuse = (code: RejectionCode) => ({ ok: false as const, rejection: { code } });

export const incidentRowOf = (one: Incident): IncidentRow => ({
  id: one.id,
  name: one.name,
  rootCause: one.rootCause,
  provider: one.provider,
  openedAt: one.openedAt,
  closedAt: one.closed?.at ?? null,
  count: one.conversationIds.length,
  updates: one.updates.map(({ note, at, conversationIds }) => ({
    note,
    at,
    count: conversationIds.length,
  })),
});

/** Troubles that many conversations are about, and one word to all of them. */
export function openIncidents(options: {
  core: Core;
  projection: Projection;
  writing: Writing;
  clock: Clock;
  newId: () => string;
  agentId: () => AgentId;
}) {
  const { core, projection, writing, clock, newId } = options;

  function execute(commands: DomainCommand[], commandId: string | undefined): CommandResult {
    const outcome = core.execute(commands, {
      id: (commandId ?? newId()) as CommandId,
      at: clock.now(),
      by: `agent:${options.agentId()}`,
    });
    return outcome.ok
      ? { ok: true, seq: outcome.seq }
      : { ok: false, rejection: outcome.rejection };
  }

  /** As a screen lists them; merged and removed ones are left out. */
  const rowsOf = (ids: readonly ConversationId[]) =>
    projection.inboxRows([...ids]).map(({ id, number, contactName, address, channel }) => ({
      conversationId: id,
      number,
      name: contactName ?? address,
      channel,
      language: languageOf(projection.conversation(id)?.language ?? null),
    }));

  const linkAll = (incidentId: IncidentId, ids: readonly ConversationId[]): DomainCommand[] =>
    ids
      .filter((id) => projection.conversation(id) !== null)
      .map((conversationId) => ({
        type: 'incident.link',
        incidentId,
        conversationId,
        authorId: options.agentId(),
      }));

  return {
    list: () => projection.incidents().map(incidentRowOf),
    get(incidentId: IncidentId) {
      const incident = projection.incident(incidentId);
      if (!incident) return null;
      const since = clock.now() - SAME_TROUBLE_MS;
      const others = projection
        .conversationsOfCause(incident.rootCause, since)
        .map(({ id }) => id)
        .filter((id) => !incident.conversationIds.includes(id));
      return {
        incident: incidentRowOf(incident),
        linked: rowsOf(incident.conversationIds),
        suggested: rowsOf(others),
      };
    },
    open(input: {
      name: string;
      rootCause: RootCause;
      provider: string | null;
      conversationIds: ConversationId[];
      commandId?: string | undefined;
    }) {
      const incidentId = newId() as IncidentId;
      const { name, rootCause, provider } = input;
      const result = execute(
        [
          {
            type: 'incident.open',
            incidentId,
            name,
            rootCause,
            provider,
            authorId: options.agentId(),
          },
          ...linkAll(incidentId, input.conversationIds),
        ],
        input.commandId,
      );
      return result.ok ? { ok: true as const, incidentId } : result;
    },
    link: (input: {
      incidentId: IncidentId;
      conversationIds: ConversationId[];
      commandId?: string | undefined;
    }) => execute(linkAll(input.incidentId, input.conversationIds), input.commandId),
    unlink: ({
      commandId,
      ...which
    }: {
      incidentId: IncidentId;
      conversationId: ConversationId;
      commandId?: string | undefined;
    }) => execute([{ type: 'incident.unlink', ...which, authorId: options.agentId() }], commandId),
    close: ({
      commandId,
      ...which
    }: {
      incidentId: IncidentId;
      note: string | null;
      commandId?: string | undefined;
    }) => execute([{ type: 'incident.close', ...which, authorId: options.agentId() }], commandId),
    /** Each conversation stands or falls alone: who could not be written to is named. */
    async update(input: {
      incidentId: IncidentId;
      texts: { zh: string; en: string };
      commandId?: string | undefined;
    }) {
      const incident = projection.incident(input.incidentId);
      if (!incident) return refuse('incident.unknown');
      const commandId = input.commandId ?? newId();
      const noted = execute(
        [
          {
            type: 'incident.update',
            incidentId: input.incidentId,
            note: input.texts.zh,
            authorId: options.agentId(),
          },
        ],
        commandId,
      );
      if (!noted.ok) return noted;
      let sent = 0;
      const failed: { conversationId: ConversationId; code: string }[] = [];
      for (const [index, conversationId] of incident.conversationIds.entries()) {
        const language = languageOf(projection.conversation(conversationId)?.language ?? null);
        const result = writing.tellAll({
          commandId: `${commandId}.${index}`,
          conversationId,
          text: input.texts[language],
        });
        if (result.ok) sent += 1;
        else failed.push({ conversationId, code: result.rejection.code });
        if (index % AT_ONCE === AT_ONCE - 1) await new Promise((resolve) => setImmediate(resolve));
      }
      return { ok: true as const, sent, refused: failed };
    },
  };
}
