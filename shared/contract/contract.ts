import { oc, eventIterator } from '@orpc/contract';
import { z } from '#shared/lib/schema.ts';
import {
  accountId,
  agentId,
  blobId,
  brandId,
  contactId,
  conversationId,
  messageId,
} from '#shared/lib/ids.ts';
import { instant } from '#shared/domain/event.ts';
import { attachment, channelKind, party } from '#shared/domain/conversation/message-parts.ts';
import { priority, waitingOn } from '#shared/domain/conversation/events.ts';
import { identity } from '#shared/domain/contact/events.ts';
import { presence } from '#shared/domain/agent/events.ts';
import { brandProfile } from '#shared/domain/workspace/events.ts';
import { commandResult } from './errors.ts';
import {
  accountView,
  agentView,
  brandView,
  contactView,
  conversationDetail,
  conversationRow,
  conversationStatus,
  draft,
  draftFace,
  notificationRow,
  outboxRow,
  searchHit,
  timelineEntry,
  viewCount,
} from './rows.ts';
import { preferences } from './preferences.ts';

/**
 * Everything a renderer may ask an engine. One object, carried over MessagePort, WebSocket
 * and HTTP alike; adding a method is one line here and one handler in `main/bridge`.
 */
const query = <I extends z.ZodType, O extends z.ZodType>(input: I, output: O) =>
  oc.input(input).output(output);
/** A repeat with the same `commandId` has one effect. */
const command = <S extends z.ZodRawShape>(shape: S) =>
  oc
    .input(z.object({ commandId: z.string().min(8).max(120).optional(), ...shape }))
    .output(commandResult);
const nothing = z.object({}).optional();

export const viewName = z.enum([
  'mine',
  'unassigned',
  'all',
  'waiting',
  'snoozed',
  'resolved',
  'mentions',
]);
export type ViewName = z.infer<typeof viewName>;
export const sortName = z.enum(['newest', 'oldest', 'priority', 'waiting']);
export type SortName = z.infer<typeof sortName>;
export const inboxFilter = z.object({
  channel: channelKind.optional(),
  brandId: brandId.optional(),
  tag: z.string().optional(),
  priority: priority.optional(),
  assigneeId: agentId.optional(),
  contactId: contactId.optional(),
  isUnread: z.boolean().optional(),
});
export type InboxFilter = z.infer<typeof inboxFilter>;
const limit = z.number().int().min(1).max(200).default(50);
const ids = z.object({ conversationId });
const mailFields = {
  to: z.array(party).max(200),
  cc: z.array(party).max(200),
  bcc: z.array(party).max(200),
  subject: z.string().max(1000),
};

export const contract = {
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
  conversation: {
    get: query(ids, conversationDetail.nullable()),
    byNumber: query(z.object({ number: z.number().int() }), conversationRow.nullable()),
    timeline: query(
      z.object({ conversationId, before: z.number().int().nullable().default(null), limit }),
      z.object({
        entries: z.array(timelineEntry),
        hasOlder: z.boolean(),
        firstUnreadSeq: z.number().int().nullable(),
      }),
    ),
    find: query(
      z.object({ conversationId, text: z.string().min(1).max(200) }),
      z.array(z.object({ seq: z.number().int(), messageId })),
    ),
    assign: command({ conversationId, assigneeId: agentId.nullable() }),
    resolve: command({ conversationId, cause: z.string().max(120).nullable().default(null) }),
    reopen: command({ conversationId }),
    wait: command({ conversationId, on: waitingOn }),
    snooze: command({ conversationId, untilAt: instant.nullable() }),
    wake: command({ conversationId }),
    prioritise: command({ conversationId, priority }),
    tag: command({ conversationId, tag: z.string().trim().min(1).max(60) }),
    untag: command({ conversationId, tag: z.string().trim().min(1).max(60) }),
    rename: command({ conversationId, subject: z.string().trim().min(1).max(500) }),
    merge: command({ conversationId, targetId: conversationId }),
    markRead: command({ conversationId }),
    markUnread: command({ conversationId }),
    /** Ephemeral: this agent is typing or looking. */
    signal: oc
      .input(z.object({ conversationId, kind: z.enum(['typing', 'viewing', 'left']) }))
      .output(z.object({})),
  },
  message: {
    /** A chat answer or a mail reply; `mail` is needed for e-mail. */
    send: command({
      conversationId,
      messageId: messageId.optional(),
      text: z.string().max(500_000),
      html: z.string().max(2_000_000).nullable().default(null),
      attachments: z.array(attachment).max(50).default([]),
      mail: z.object(mailFields).nullable().default(null),
      /** When it may leave; absent: after the agent's undo time. */
      sendAt: instant.optional(),
      thenStatus: z.enum(['wait', 'resolve']).nullable().default(null),
    }),
    note: command({
      conversationId,
      messageId: messageId.optional(),
      text: z.string().max(500_000),
      mentions: z.array(agentId).default([]),
      attachments: z.array(attachment).max(50).default([]),
    }),
    /** A new mail: opens a conversation. */
    compose: oc
      .input(
        z.object({
          commandId: z.string().min(8).max(120).optional(),
          accountId,
          ...mailFields,
          text: z.string().max(500_000),
          html: z.string().max(2_000_000).nullable().default(null),
          attachments: z.array(attachment).max(50).default([]),
          sendAt: instant.optional(),
        }),
      )
      .output(
        z.union([
          z.object({ ok: z.literal(true), seq: z.number(), conversationId, messageId }),
          z.object({ ok: z.literal(false), rejection: z.object({ code: z.string() }) }),
        ]),
      ),
    withdraw: command({ conversationId, messageId }),
    retry: command({ conversationId, messageId }),
    /** Of a doubtful message: it did arrive. */
    settle: command({ conversationId, messageId }),
    sendNow: command({ conversationId, messageId }),
    source: query(z.object({ messageId }), z.object({ text: z.string().nullable() })),
  },
  contact: {
    get: query(z.object({ contactId }), contactView.nullable()),
    conversations: query(z.object({ contactId, limit }), z.array(conversationRow)),
    rename: command({ contactId, name: z.string().trim().min(1).max(400) }),
    describe: command({
      contactId,
      kind: z.enum(['user', 'merchant']),
      language: z.string().nullable(),
      timeZone: z.string().nullable(),
      note: z.string().max(4000).nullable(),
    }),
    addIdentity: command({ contactId, identity }),
    removeIdentity: command({ contactId, identity }),
    suggest: query(
      z.object({ text: z.string().max(200), limit: z.number().int().max(20).default(8) }),
      z.array(z.object({ contactId, name: z.string().nullable(), address: z.string() })),
    ),
  },
  search: {
    messages: query(
      z.object({
        text: z.string().min(1).max(200),
        channel: channelKind.optional(),
        status: conversationStatus.optional(),
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
  account: {
    list: query(nothing, z.array(accountView)),
    presets: query(
      z.object({ address: z.string().max(400) }),
      z
        .object({
          name: z.string(),
          config: z.record(z.string(), z.unknown()),
          help: z.string().nullable(),
        })
        .nullable(),
    ),
    /** Tries every hop; keeps nothing. */
    test: query(
      z.object({
        channel: channelKind,
        config: z.record(z.string(), z.unknown()),
        secrets: z.record(z.string(), z.string()),
        accountId: accountId.optional(),
      }),
      z.object({
        hops: z.array(
          z.object({
            hop: z.string(),
            isOk: z.boolean(),
            code: z.string().nullable(),
            detail: z.string().nullable(),
          }),
        ),
      }),
    ),
    connect: command({
      accountId: accountId.optional(),
      channel: channelKind,
      brandId,
      name: z.string().trim().min(1).max(200),
      address: z.string().trim().min(1).max(400),
      config: z.record(z.string(), z.unknown()),
      secrets: z.record(z.string(), z.string()).default({}),
    }),
    reconfigure: command({
      accountId,
      brandId,
      name: z.string().trim().min(1).max(200),
      address: z.string().trim().min(1).max(400),
      config: z.record(z.string(), z.unknown()),
      secrets: z.record(z.string(), z.string()).default({}),
    }),
    pause: command({ accountId }),
    resume: command({ accountId }),
    remove: command({ accountId }),
    refresh: oc.input(z.object({ accountId })).output(z.object({})),
  },
  brand: {
    list: query(nothing, z.array(brandView)),
    add: command({ brandId: brandId.optional(), profile: brandProfile }),
    change: command({ brandId, profile: brandProfile }),
  },
  agent: {
    list: query(nothing, z.array(agentView)),
    describe: command({
      agentId,
      name: z.string().trim().min(1).max(120),
      email: z.string().max(400).nullable(),
    }),
    changePresence: command({ presence }),
  },
  workspace: {
    rename: command({ name: z.string().trim().min(1).max(120) }),
    createDemo: command({}),
    removeDemo: command({}),
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
   * `drafts`, `preferences`, `status`), and short-lived signals.
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
export type Contract = typeof contract;
