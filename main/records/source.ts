import type { AccountRecord } from '#shared/domain/transaction/account-record.ts';
import type { FindKey } from '#shared/domain/source/config.ts';
import type { ReadRecord } from '#shared/domain/source/read-record.ts';
import type { FieldProblem } from '#shared/domain/source/values.ts';
import type { Money } from '#shared/domain/money/money.ts';

/** What is looked for. Times are in milliseconds, both ends included. */
export type Find =
  | { by: Exclude<FindKey, 'amount'>; value: string }
  | { by: 'amount'; amount: Money; from: number; to: number };

/** Newest first. */
export interface Found {
  records: ReadRecord[];
  /** There are more than were fetched. */
  isCut: boolean;
  /** When the source knew this; a file is as old as it is. */
  asOf: number;
}

export interface FoundAccount {
  account: AccountRecord | null;
  problems: FieldProblem[];
  phone: string | null;
  raw: unknown;
  asOf: number;
}

/** One step of a test, with what to do when it failed. */
export interface CheckedHop {
  /** e.g. `address`, `connection`, `answer`, `clock`, `mapping`. */
  hop: string;
  isOk: boolean;
  code: string | null;
  detail: string | null;
}

/**
 * Where transaction records come from. Reads only. Everything it hands out has passed the card gate.
 *
 * @throws Failure with a code of `source.*`: `source.unreachable`, `source.timeout`,
 * `source.refused-address`, `source.bad-certificate`, `source.redirected`, `source.too-large`,
 * `source.cut-short`, `source.not-json`, `source.auth-refused`, `source.forbidden`,
 * `source.rate-limited` (with the time to wait), `source.server-error`, `source.rejected`,
 * `source.schema-drift`, `source.not-offered`, `source.no-secret`, `source.folder-gone`
 */
export interface TransactionSource {
  /** The ways it can be asked. */
  keys: readonly FindKey[];
  offersAccounts: boolean;
  /** Answers come from this computer: nothing has to be kept or guarded. */
  isLocal: boolean;
  find(what: Find, signal: AbortSignal): Promise<Found>;
  /** Null: the source says that there is no such record. */
  get(id: string, signal: AbortSignal): Promise<{ read: ReadRecord; asOf: number } | null>;
  /** Null: no such account. */
  account(
    by: { by: 'account' | 'phone'; value: string },
    signal: AbortSignal,
  ): Promise<FoundAccount | null>;
  /** Hop by hop, up to the first that fails. Keeps nothing. */
  test(signal: AbortSignal): Promise<CheckedHop[]>;
  /** Begins and ends what runs by itself, such as watching a folder. */
  start?(): void;
  stop(): Promise<void>;
}

/** Most records of one look-up; a person narrows the question then. */
export const MOST_FOUND = 200;
