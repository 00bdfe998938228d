import { eventIterator, oc } from '@orpc/contract';
import { z } from '#shared/lib/schema.ts';
import { blobId, contactId, conversationId } from '#shared/lib/ids.ts';
import { instant } from '#shared/domain/event.ts';
import { attachment, channelKind } from '#shared/domain/conversation/message-parts.ts';
import { limit, nothing, query } from './parts.ts';
import { preferences } from './preferences.ts';
import {
  accountView,
  agentView,
  conversationRow,
  conversationStatus,
  draft,
  draftFace,
  notificationRow,
  outboxRow,
  searchHit,
  viewCount,
} from './rows.ts';
import { inboxFilter, sortName, viewName } from './views.ts';

/** What the screens show and how they hear of changes. */
export const screens = {
  session: {
    me: query(
      nothing,
      z.object({
        agent: agentView,
        workspace: z.object({ name: z.string(), isDemo: z.boolean() }),
        shell: z.enum(['electron', 'browser']),
        version: z.string(),
        /** Where secrets are kept, said honestly on screen. */
        secretStore: z.enum(['keychain', 'file']),
        publicUrl: z.string().nullable(),
        isFirstRun: z.boolean(),
      }),
    ),
    status: query(
      nothing,
      z.object({
        now: instant,
        headSeq: z.number().int(),
        accounts: z.array(accountView),
        outboxCount: z.number().int(),
        outboxTroubleCount: z.number().int(),
        quarantineCount: z.number().int(),
        /** Said once after a damaged file was set aside or a backup restored. */
        notices: z.array(z.object({ code: z.string(), detail: z.string(), at: instant })),
      }),
    ),
  },
  inbox: {
    views: query(
      nothing,
      z.object({
        views: z.array(viewCount),
        channels: z.array(viewCount),
        tags: z.array(viewCount),
      }),
    ),
    page: query(
      z.object({
        view: viewName,
        filter: inboxFilter.default({}),
        sort: sortName.default('newest'),
        after: z.string().nullable().default(null),
        limit,
      }),
      z.object({
        rows: z.array(conversationRow),
        next: z.string().nullable(),
        total: z.number().int(),
      }),
    ),
    /** Rows by id, in the order asked; unknown ids are left out. */
    rows: query(z.object({ ids: z.array(conversationId).max(200) }), z.array(conversationRow)),
  },
  search: {
    messages: query(
      z.object({
        /** May be empty when something else narrows the search. */
        text: z.string().max(200),
        channel: channelKind.optional(),
        status: conversationStatus.optional(),
        /** Part of the customer's name or address; only what they wrote. */
        from: z.string().max(200).optional(),
        subject: z.string().max(200).optional(),
        hasAttachment: z.boolean().optional(),
        /** At or after. */
        sinceAt: instant.optional(),
        /** Before. */
        untilAt: instant.optional(),
        before: z.number().int().nullable().default(null),
        limit,
      }),
      z.object({
        hits: z.array(searchHit),
        next: z.number().int().nullable(),
        count: z.number().int(),
        isCapped: z.boolean(),
      }),
    ),
    /** For the palette: conversations and contacts by name, number, address, order number. */
    quick: query(
      z.object({ text: z.string().max(200) }),
      z.object({
        conversations: z.array(conversationRow),
        contacts: z.array(
          z.object({ contactId, name: z.string().nullable(), address: z.string() }),
        ),
      }),
    ),
  },
  outbox: {
    page: query(
      z.object({ state: z.enum(['all', 'trouble']).default('all'), limit }),
      z.object({ rows: z.array(outboxRow), total: z.number().int() }),
    ),
  },
  draft: {
    get: query(z.object({ conversationId: z.string() }), z.array(draft)),
    /** An empty text without attachments clears it. */
    save: oc
      .input(
        z.object({
          conversationId: z.string(),
          face: draftFace,
          text: z.string().max(500_000),
          mail: z.unknown().nullable(),
          attachments: z.array(attachment).max(50),
          sinceSeq: z.number().int(),
        }),
      )
      .output(z.object({ savedAt: instant })),
  },
  notification: {
    page: query(
      z.object({ limit }),
      z.object({ rows: z.array(notificationRow), openCount: z.number().int() }),
    ),
    done: oc.input(z.object({ ids: z.array(z.string()).max(500) })).output(z.object({})),
  },
  preferences: {
    get: query(nothing, preferences),
    set: oc.input(preferences.partial()).output(preferences),
  },
  quarantine: {
    page: query(
      z.object({ limit }),
      z.array(
        z.object({
          id: z.string(),
          accountId: z.string().nullable(),
          reason: z.string(),
          at: instant,
          bytes: z.number().int(),
          blob: blobId.nullable(),
        }),
      ),
    ),
  },
  /**
   * What changed since the subscription began, as tags to fetch again (`conversation:<id>`,
   * `inbox`, `contact:<id>`, `accounts`, `brands`, `agents`, `outbox`, `notifications`,
   * `drafts`, `preferences`, `status`, `cases`, `case:<id>`, `departments`), and short-lived signals.
   */
  changes: oc.output(
    eventIterator(
      z.discriminatedUnion('kind', [
        z.object({ kind: z.literal('tags'), tags: z.array(z.string()), seq: z.number().int() }),
        z.object({
          kind: z.literal('signal'),
          signal: z.enum([
            'typing',
            'customer-present',
            'customer-gone',
            'agent-viewing',
            'agent-typing',
            'agent-left',
          ]),
          conversationId,
          name: z.string().nullable(),
        }),
        /** For a sound and an OS notification; already filtered by the agent's preferences. */
        z.object({ kind: z.literal('alert'), alert: notificationRow }),
      ]),
    ),
  ),
};
