/**
 * An object that has just these members of Electron's `T`; anything else throws, so a test never
 * passes on an `undefined` where the real thing would have acted.
 */
export function only<T>(
  name: string,
): <M extends object>(members: M & { [K in Exclude<keyof M, keyof T>]: never }) => M {
  return (members) =>
    new Proxy(members, {
      get(target, key, receiver) {
        if (key in target || typeof key === 'symbol' || key === 'then')
          return Reflect.get(target, key, receiver) as unknown;
        throw new Error(`the stand-in has no ${name}.${key}`);
      },
    });
}

/** Everything the program asked of the desktop, for the tests to look at. */
export const asked: { kind: string; [key: string]: unknown }[] = [];
export const record = (kind: string, facts: Record<string, unknown> = {}) =>
  void asked.push({ kind, ...facts });

/** An event whose default can be prevented. */
export const preventable = <T extends object>(facts?: T) => ({
  defaultPrevented: false,
  preventDefault() {
    this.defaultPrevented = true;
  },
  ...facts,
});
