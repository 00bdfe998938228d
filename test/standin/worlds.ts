import type { Codec } from './codec.ts';

/**
 * The page's halves of the stand-in. Each function is turned into source text and runs in the
 * page: `mainWorld` beside the page's scripts, `isolatedWorld` (with the built preload inside) in
 * a world of its own. They meet through DOM events, whose detail is cloned between the worlds.
 */
type Packed =
  | { kind: 'value'; value: unknown }
  | { kind: 'function'; id: string }
  | { kind: 'object'; entries: [string, Packed][] };

interface Bridge {
  fire(name: string, detail: unknown): void;
  listen(name: string, listener: (detail: never) => void): void;
  pack(value: unknown): Packed;
  unpack(packed: Packed): unknown;
}

export function makeBridge(token: string, side: 'main' | 'isolated'): Bridge {
  const other = side === 'main' ? 'isolated' : 'main';
  const functions = new Map<string, (...values: unknown[]) => unknown>();
  let count = 0;
  let answer: (detail: { ok?: Packed; error?: string }) => void = () => undefined;
  const fire = (name: string, detail: unknown) =>
    void window.dispatchEvent(new CustomEvent(`${token}:${other}:${name}`, { detail }));
  const listen = (name: string, listener: (detail: never) => void) =>
    window.addEventListener(
      `${token}:${side}:${name}`,
      (event) => {
        event.stopImmediatePropagation();
        listener((event as CustomEvent).detail as never);
      },
      true,
    );
  const pack = (value: unknown): Packed => {
    if (typeof value === 'function') {
      const id = `${side}${++count}`;
      functions.set(id, value as (...values: unknown[]) => unknown);
      return { kind: 'function', id };
    }
    const isPlain =
      value !== null &&
      typeof value === 'object' &&
      Object.getPrototypeOf(value) === Object.prototype;
    return isPlain
      ? { kind: 'object', entries: Object.entries(value).map(([key, one]) => [key, pack(one)]) }
      : { kind: 'value', value };
  };
  const unpack = (packed: Packed): unknown => {
    if (packed.kind === 'value') return packed.value;
    if (packed.kind === 'object')
      return Object.freeze(
        Object.fromEntries(packed.entries.map(([key, one]) => [key, unpack(one)])),
      );
    return (...values: unknown[]) => {
      let result: { ok?: Packed; error?: string } = { error: 'the other world does not answer' };
      answer = (detail) => (result = detail);
      fire('call', { id: packed.id, values: values.map(pack) });
      if (result.ok === undefined) throw new Error(result.error);
      return unpack(result.ok);
    };
  };
  listen('answer', (detail: { ok?: Packed; error?: string }) => answer(detail));
  listen('call', ({ id, values }: { id: string; values: Packed[] }) => {
    try {
      fire('answer', { ok: pack(functions.get(id)?.(...values.map(unpack))) });
    } catch (error) {
      fire('answer', { error: error instanceof Error ? error.message : String(error) });
    }
  });
  return { fire, listen, pack, unpack };
}

export function mainWorld(token: string, bridgeOf: typeof makeBridge) {
  if (window.top !== window) return;
  const bridge = bridgeOf(token, 'main');
  bridge.listen('expose', ({ key, api }: { key: string; api: Packed }) =>
    Object.defineProperty(window, key, { value: bridge.unpack(api), enumerable: true }),
  );
}

export function isolatedWorld(
  token: string,
  bridgeOf: typeof makeBridge,
  codecOf: () => Codec,
  info: { platform: string; argv: string[] },
  preload: (
    require: (id: string) => unknown,
    module: object,
    exports: object,
    process: object,
  ) => void,
) {
  if (window.top !== window) return;
  const bridge = bridgeOf(token, 'isolated');
  const codec = codecOf();
  const page = globalThis as unknown as {
    __standinSend(text: string): void;
    __standinDeliver(text: string): void;
  };
  const send = page.__standinSend;
  type Listener = (event: object, ...values: unknown[]) => void;
  const listeners = new Map<string, Set<Listener>>();
  const only = <T extends object>(name: string, members: T): T =>
    new Proxy(members, {
      get(target, key) {
        if (key in target) return target[key as keyof T];
        throw new Error(`the stand-in has no ${name}.${String(key)}`);
      },
    });
  const ipcRenderer = only('ipcRenderer', {
    send: (channel: string, ...values: unknown[]) => send(codec.write({ channel, values })),
    on(channel: string, listener: Listener) {
      const set = listeners.get(channel) ?? new Set();
      set.add(listener);
      listeners.set(channel, set);
    },
    off: (channel: string, listener: Listener) => void listeners.get(channel)?.delete(listener),
  });
  const contextBridge = only('contextBridge', {
    exposeInMainWorld: (key: string, api: unknown) =>
      bridge.fire('expose', { key, api: bridge.pack(api) }),
  });
  page.__standinDeliver = (text) => {
    const { channel, values } = codec.read(text) as { channel: string; values: unknown[] };
    for (const listener of listeners.get(channel) ?? []) listener({}, ...values);
  };
  const require = (id: string) => {
    if (id === 'electron') return only('electron', { ipcRenderer, contextBridge });
    throw new Error(`a sandboxed preload cannot require ${id}`);
  };
  preload(require, { exports: {} }, {}, only('process', { ...info, env: {} }));
}
