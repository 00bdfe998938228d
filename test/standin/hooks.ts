import { registerHooks } from 'node:module';

/** `node --import hooks.ts out/desk/desk.cjs`: `electron` is the stand-in. */
const stand = new URL('./electron.ts', import.meta.url).href;
registerHooks({
  resolve: (specifier, context, next) =>
    specifier === 'electron' ? { url: stand, shortCircuit: true } : next(specifier, context),
});
