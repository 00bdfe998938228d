import type { Engine } from '#main/engine/engine.ts';
import { carryOut } from './respond.ts';
import type { Implementer } from './router.ts';

export function accountHandlers(os: Implementer, engine: Engine) {
  const { account } = os;
  return {
    account: {
      list: account.list.handler(() => engine.accounts.views()),
      presets: account.presets.handler(({ input }) => engine.accounts.preset(input.address)),
      test: account.test.handler(({ input, signal }) => engine.accounts.test(input, signal)),
      connect: account.connect.handler(({ input }) => engine.accounts.connect(input)),
      reconfigure: account.reconfigure.handler(({ input }) => engine.accounts.reconfigure(input)),
      pause: account.pause.handler(({ input: { commandId, ...rest } }) =>
        carryOut(engine, [{ type: 'account.pause', ...rest }], commandId),
      ),
      resume: account.resume.handler(({ input: { commandId, ...rest } }) =>
        carryOut(engine, [{ type: 'account.resume', ...rest }], commandId),
      ),
      remove: account.remove.handler(({ input: { commandId, ...rest } }) =>
        carryOut(engine, [{ type: 'account.remove', ...rest }], commandId),
      ),
      refresh: account.refresh.handler(({ input }) => {
        engine.accounts.refresh(input.accountId);
        return {};
      }),
    },
  };
}
