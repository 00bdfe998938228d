import path from 'node:path';
import type { z } from '#shared/lib/schema.ts';
import { configSchemas, type SourceKind } from '#shared/domain/source/config.ts';
import type { ImportView } from '#shared/contract/records.ts';
import type { Clock } from '#main/platform/clock.ts';
import { Failure } from '#main/platform/failure.ts';
import type { Log } from '#main/platform/log.ts';
import { openCsvSource } from './csv/csv-source.ts';
import { openHttpSource } from './http/http-source.ts';
import type { TransactionSource } from './source.ts';
import { openStripeSource } from './stripe/stripe-source.ts';

/** What every kind of source is given. */
export interface SourceDoors {
  clock: Clock;
  log: Log;
  secret: (name: string) => Promise<string | null>;
  /** A folder of its own for what it keeps; null: it keeps nothing, as when a draft is tried. */
  folder: string | null;
  csvWorker: URL | string;
  /** Something a screen shows has changed. */
  changed: () => void;
}

export interface OpenedSource extends TransactionSource {
  imports?(): ImportView;
  refresh?(): void;
}

/** @throws Failure `source.bad-config` with the field */
export function openSource(kind: SourceKind, config: unknown, doors: SourceDoors): OpenedSource {
  const { clock } = doors;
  switch (kind) {
    case 'http':
      return openHttpSource({
        config: parsed(configSchemas.http, config),
        secret: () => doors.secret('token'),
        clock,
      });
    case 'csv':
      return openCsvSource({ config: parsed(configSchemas.csv, config), ...doors });
    case 'stripe':
      return openStripeSource({
        config: parsed(configSchemas.stripe, config),
        secret: () => doors.secret('key'),
        clock,
      });
  }
}

function parsed<T>(schema: z.ZodType<T>, config: unknown): T {
  const read = schema.safeParse(config);
  if (read.success) return read.data;
  const issue = read.error.issues[0];
  throw new Failure({
    code: 'source.bad-config',
    message: `${issue?.path.join('.')}: ${issue?.message}`,
    isRetryable: false,
  });
}

/** Where a source keeps what is its own. */
export const folderOf = (profile: string, sourceId: string): string =>
  path.join(profile, 'records', sourceId.replaceAll(/[^\w-]/g, '_'));
