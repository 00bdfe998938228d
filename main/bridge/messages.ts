import type { Engine } from '#main/engine/engine.ts';
import { carryOut } from './respond.ts';
import type { Implementer } from './router.ts';

export function messageHandlers(os: Implementer, engine: Engine) {
  const { projection } = engine;
  const { message, outbox, search, draft } = os;
  return {
    message: {
      send: message.send.handler(({ input }) => engine.writing.reply(input)),
      note: message.note.handler(({ input }) => engine.writing.note(input)),
      compose: message.compose.handler(({ input }) => engine.writing.compose(input)),
      withdraw: message.withdraw.handler(({ input: { commandId, ...rest } }) =>
        carryOut(engine, [{ type: 'message.withdraw', ...rest }], commandId),
      ),
      retry: message.retry.handler(({ input: { commandId, ...rest } }) =>
        carryOut(
          engine,
          [{ type: 'delivery.retry', sendAt: engine.clock.now(), ...rest }],
          commandId,
        ),
      ),
      settle: message.settle.handler(({ input: { commandId, ...rest } }) =>
        carryOut(engine, [{ type: 'delivery.settle', ...rest }], commandId),
      ),
      sendNow: message.sendNow.handler(({ input: { commandId, ...rest } }) =>
        carryOut(
          engine,
          [{ type: 'message.hasten', sendAt: engine.clock.now(), ...rest }],
          commandId,
        ),
      ),
      source: message.source.handler(async ({ input }) => ({
        text: await engine.sourceOf(input.messageId),
      })),
    },
    outbox: {
      page: outbox.page.handler(({ input }) => projection.outboxPage(input.state, input.limit)),
    },
    search: {
      messages: search.messages.handler(({ input }) => engine.search.messages(input)),
      quick: search.quick.handler(({ input }) => projection.searchQuick(input.text)),
    },
    draft: {
      get: draft.get.handler(({ input }) => projection.drafts(input.conversationId)),
      save: draft.save.handler(({ input }) => engine.saveDraft(input)),
    },
  };
}
