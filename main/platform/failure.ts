/** The world said no: network, disk, provider, a file. `code` is stable, for logs and sentences. */
export class Failure extends Error {
  override readonly name = 'Failure';
  readonly code: string;
  readonly isRetryable: boolean;
  readonly retryAfterMs: number | null;

  constructor(options: {
    code: string;
    message: string;
    isRetryable: boolean;
    retryAfterMs?: number;
    cause?: unknown;
  }) {
    super(options.message, { cause: options.cause });
    this.code = options.code;
    this.isRetryable = options.isRetryable;
    this.retryAfterMs = options.retryAfterMs ?? null;
  }
}
