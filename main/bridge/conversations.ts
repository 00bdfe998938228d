import type { Engine } from '#main/engine/engine.ts';
import { carryOut } from './respond.ts';
import type { Implementer } from './router.ts';

export function conversationHandlers(os: Implementer, engine: Engine) {
  const { projection } = engine;
  const { inbox, conversation } = os;
  return {
    inbox: {
      views: inbox.views.handler(() => projection.inboxViews(engine.agentId)),
      page: inbox.page.handler(({ input }) => projection.inboxPage(input, engine.agentId)),
      rows: inbox.rows.handler(({ input }) => projection.inboxRows(input.ids)),
    },
    conversation: {
      get: conversation.get.handler(({ input }) =>
        projection.conversationDetail(input.conversationId),
      ),
      byNumber: conversation.byNumber.handler(({ input }) =>
        projection.conversationByNumber(input.number),
      ),
      timeline: conversation.timeline.handler(({ input }) =>
        projection.timeline(input.conversationId, input.before, input.limit),
      ),
      find: conversation.find.handler(({ input }) =>
        projection.findInConversation(input.conversationId, input.text),
      ),
      assign: conversation.assign.handler(({ input: { commandId, ...rest } }) =>
        carryOut(engine, [{ type: 'conversation.assign', ...rest }], commandId),
      ),
      resolve: conversation.resolve.handler(({ input: { commandId, ...rest } }) =>
        carryOut(
          engine,
          [
            { type: 'conversation.resolve', ...rest },
            { type: 'conversation.read', conversationId: rest.conversationId },
          ],
          commandId,
        ),
      ),
      reopen: conversation.reopen.handler(({ input: { commandId, ...rest } }) =>
        carryOut(engine, [{ type: 'conversation.reopen', reason: 'agent', ...rest }], commandId),
      ),
      wait: conversation.wait.handler(({ input: { commandId, ...rest } }) =>
        carryOut(engine, [{ type: 'conversation.wait', ...rest }], commandId),
      ),
      snooze: conversation.snooze.handler(({ input: { commandId, ...rest } }) =>
        carryOut(engine, [{ type: 'conversation.snooze', ...rest }], commandId),
      ),
      wake: conversation.wake.handler(({ input: { commandId, ...rest } }) =>
        carryOut(engine, [{ type: 'conversation.wake', reason: 'agent', ...rest }], commandId),
      ),
      prioritise: conversation.prioritise.handler(({ input: { commandId, ...rest } }) =>
        carryOut(engine, [{ type: 'conversation.prioritise', ...rest }], commandId),
      ),
      tag: conversation.tag.handler(({ input: { commandId, ...rest } }) =>
        carryOut(engine, [{ type: 'conversation.tag', ...rest }], commandId),
      ),
      untag: conversation.untag.handler(({ input: { commandId, ...rest } }) =>
        carryOut(engine, [{ type: 'conversation.untag', ...rest }], commandId),
      ),
      rename: conversation.rename.handler(({ input: { commandId, ...rest } }) =>
        carryOut(engine, [{ type: 'conversation.rename', ...rest }], commandId),
      ),
      merge: conversation.merge.handler(({ input: { commandId, conversationId, targetId } }) =>
        carryOut(
          engine,
          [
            {
              type: 'conversation.absorb',
              conversationId: targetId,
              sourceId: conversationId,
              promises: projection.conversation(conversationId)?.promises ?? [],
            },
            { type: 'conversation.merge-into', conversationId, targetId },
          ],
          commandId,
        ),
      ),
      markRead: conversation.markRead.handler(({ input }) => {
        const result = carryOut(
          engine,
          [{ type: 'conversation.read', conversationId: input.conversationId }],
          input.commandId,
        );
        engine.alerts.settle(input.conversationId);
        engine.seen(input.conversationId);
        return result;
      }),
      markUnread: conversation.markUnread.handler(({ input: { commandId, ...rest } }) =>
        carryOut(engine, [{ type: 'conversation.mark-unread', ...rest }], commandId),
      ),
      signal: conversation.signal.handler(({ input }) => {
        engine.agentSignal(input.conversationId, input.kind);
        return {};
      }),
    },
  };
}
