import type { ConversationId, DepartmentId } from '#shared/lib/ids.ts';
import type { CasePreparation } from '#shared/contract/cases.ts';
import { HOUR_MS } from '#shared/lib/units.ts';
import { BUSINESS_ZONE, roundUpToHalfHour, toldLanguage } from '#shared/domain/case/times.ts';
import { isZone } from '#shared/lib/zoned-time.ts';
import type { Conversation } from '#shared/domain/conversation/state.ts';
import type { Department, Severity } from '#shared/domain/workspace/departments.ts';
import type { Clock } from '#main/platform/clock.ts';
import type { Projection } from '#main/projection/projection.ts';
import { afterOpenHours, todayAt, workdayAt } from './hours.ts';

/** Messages of the customer offered for the summary. */
const LAST_MESSAGES = 3;
/** How far back files of the customer are looked for. */
const RECENT_ENTRIES = 100;
/** A time sooner than this is not offered. */
const LEAST_AHEAD_MS = HOUR_MS / 2;

/** What an escalation needs to know of its conversation before anything is decided. */
export function openEscalationForm(projection: Projection, clock: Clock) {
  const departmentOf = (id: DepartmentId): Department | null =>
    projection.workspace()?.departments[id] ?? null;

  /** The conversation that took over after merges. */
  function standing(id: ConversationId): Conversation | null {
    const found = projection.conversation(id);
    return found?.mergedInto ? standing(found.mergedInto) : found;
  }

  /** Customers are told times of their own clock; where that is not known, of the brand's. */
  function zoneOf(conversation: Conversation): string {
    const zones = [
      projection.contact(conversation.contactId)?.timeZone,
      projection.brand(conversation.brandId)?.hours.timeZone,
    ];
    return zones.find((zone) => typeof zone === 'string' && isZone(zone)) ?? BUSINESS_ZONE;
  }

  function languageOf(conversation: Conversation) {
    const brand = projection.brand(conversation.brandId)?.language ?? 'zh-CN';
    const own =
      conversation.language ?? projection.contact(conversation.contactId)?.language ?? null;
    return toldLanguage(own, brand);
  }

  const hoursOf = (conversation: Conversation) =>
    projection.brand(conversation.brandId)?.hours ?? { timeZone: BUSINESS_ZONE, days: [] };

  /** The department's own times, counted around the clock or in the brand's opening hours. */
  function targetOf(department: Department, severity: Severity, conversation: Conversation) {
    const ms = department.hours[severity] * HOUR_MS;
    const now = clock.now();
    return department.calendar === 'always'
      ? now + ms
      : afterOpenHours(hoursOf(conversation), now, ms);
  }

  return {
    departmentOf,
    standing,
    zoneOf,
    languageOf,
    targetOf,
    prepare(input: {
      conversationId: ConversationId;
      departmentId: DepartmentId | null;
      severity: Severity;
    }): CasePreparation | null {
      const conversation = standing(input.conversationId);
      if (!conversation) return null;
      const now = clock.now();
      const zone = zoneOf(conversation);
      const department = input.departmentId ? departmentOf(input.departmentId) : null;
      const targetAt = department && targetOf(department, input.severity, conversation);
      const { entries } = projection.timeline(conversation.id, null, RECENT_ENTRIES);
      const inbound = entries.flatMap((entry) =>
        entry.kind === 'message' && entry.direction === 'inbound' ? [entry] : [],
      );
      const offered = [
        ...(targetAt === null ? [] : [{ id: 'target' as const, at: targetAt }]),
        { id: 'today' as const, at: todayAt(zone, now, 18) },
        { id: 'workday' as const, at: workdayAt(hoursOf(conversation), zone, now, 12) },
      ].map(({ id, at }) => ({ id, dueAt: roundUpToHalfHour(at, zone) }));
      return {
        contactName: projection.contact(conversation.contactId)?.name ?? conversation.party.name,
        address: conversation.party.address,
        channel: conversation.channel,
        orderNumber: conversation.preChat?.orderNumber ?? null,
        topic: conversation.preChat?.topic ?? conversation.subject,
        lastMessages: inbound
          .slice(-LAST_MESSAGES)
          .map((entry) => entry.text.slice(0, entry.quoteAt ?? undefined).trim())
          .filter((text) => text !== ''),
        attachments: inbound
          .flatMap((entry) => entry.attachments.filter((part) => !part.isInline))
          .toReversed()
          .slice(0, 20),
        zone,
        language: languageOf(conversation),
        targetAt,
        suggestions: offered
          .filter((one) => one.dueAt >= now + LEAST_AHEAD_MS)
          .toSorted((a, b) => a.dueAt - b.dueAt),
      };
    },
  };
}
