import pino from 'pino';

/**
 * Structured log. Fields come from an allow-list by habit: ids, codes, counts, durations;
 * never a body, an address, a token or a name of a person.
 */
export interface Log {
  debug(fields: Record<string, unknown>, message: string): void;
  info(fields: Record<string, unknown>, message: string): void;
  warn(fields: Record<string, unknown>, message: string): void;
  error(fields: Record<string, unknown>, message: string): void;
  child(fields: Record<string, unknown>): Log;
}

/** Writes JSON lines to `file`, or to standard error when absent. */
export function openLog(options: { file?: string; level?: string } = {}): Log {
  const destination = options.file
    ? pino.destination({ dest: options.file, sync: false, mkdir: true })
    : pino.destination({ dest: 2, sync: true });
  return pino(
    {
      level: options.level ?? 'info',
      base: null,
      redact: ['*.password', '*.token', '*.secret', '*.accessToken'],
    },
    destination,
  );
}

const nothing = () => undefined;
export const silentLog: Log = {
  debug: nothing,
  info: nothing,
  warn: nothing,
  error: nothing,
  child: () => silentLog,
};
