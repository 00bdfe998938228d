import type { Engine } from '#main/engine/engine.ts';
import type { Implementer } from './router.ts';

export function verificationHandlers(os: Implementer, engine: Engine) {
  const { verification: part } = os;
  const { verification, shownRecords, codes } = engine;
  return {
    verification: {
      get: part.get.handler(({ input }) => verification.view(input.conversationId, input.handle)),
      submit: part.submit.handler(({ input: { answers, ...about } }) =>
        verification.submit(about, answers),
      ),
      ask: part.ask.handler(({ input }) => verification.ask(input)),
      sendCode: part.sendCode.handler(({ input }) => codes.send(input)),
      approve: part.approve.handler(({ input }) => verification.approve(input)),
      override: part.override.handler(({ input }) => verification.override(input)),
      consume: part.consume.handler(({ input }) => verification.consume(input)),
      flag: part.flag.handler(({ input: { flag, ...about } }) => verification.flag(about, flag)),
      nameSpeaker: part.nameSpeaker.handler(({ input: { speaker, note, ...about } }) =>
        verification.nameSpeaker(about, speaker, note),
      ),
      takeStep: part.takeStep.handler(({ input: { step, ...about } }) =>
        verification.takeStep(about, step),
      ),
      records: part.records.handler(({ input }) =>
        shownRecords.forConversation(input.conversationId, input.refresh),
      ),
      find: part.find.handler(({ input }) =>
        shownRecords.find(input.conversationId, input.what, input.refresh),
      ),
      record: part.record.handler(({ input }) =>
        shownRecords.open(input.conversationId, input.handle, input.refresh),
      ),
      reveal: part.reveal.handler(({ input: { conversationId, ...about } }) =>
        shownRecords.reveal(conversationId, about),
      ),
    },
  };
}
