/** A broken promise of our own code. Nobody catches it before the edge of the process. */
export class Bug extends Error {
  override readonly name = 'Bug';
}

/** @throws Bug when `condition` is false. */
export function assert(condition: unknown, message: string): asserts condition {
  if (condition === false || condition === null || condition === undefined) throw new Bug(message);
}

/** Returns `value`. @throws Bug when it is absent. */
export function must<T>(value: T | null | undefined, message: string): T {
  if (value === null || value === undefined) throw new Bug(message);
  return value;
}

/** Closes an exhaustive switch. */
export function unreachable(value: never): never {
  throw new Bug(`unreachable: ${JSON.stringify(value)}`);
}
