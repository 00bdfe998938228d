import { oc } from '@orpc/contract';
import { z } from '#shared/lib/schema.ts';
import { accountId, agentId, conversationId, messageId } from '#shared/lib/ids.ts';
import { instant } from '#shared/domain/event.ts';
import { attachment } from '#shared/domain/conversation/message-parts.ts';
import { priority, waitingOn } from '#shared/domain/conversation/events.ts';
import { command, commandId, ids, limit, mailFields, query } from './parts.ts';
import { conversationDetail, conversationRow, timelineEntry } from './rows.ts';

/** What an agent does with conversations and messages. */
export const work = {
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
      /** Index in `text` where the quoted mail begins. */
      quoteAt: z.number().int().nonnegative().optional(),
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
          commandId,
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
};
