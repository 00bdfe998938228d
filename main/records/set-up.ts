import path from 'node:path';
import type { CommandResult } from '#shared/contract/errors.ts';
import type { SourceId } from '#shared/lib/ids.ts';
import { configSchemas, type SourceKind } from '#shared/domain/source/config.ts';
import type { SourceCommand } from '#shared/domain/source/events.ts';
import type { ReadRecord } from '#shared/domain/source/read-record.ts';
import { SECOND_MS } from '#shared/lib/units.ts';
import { Failure } from '#main/platform/failure.ts';
import { newestIn } from './csv/folder.ts';
import { findRow } from './csv/find-row.ts';
import { headOf } from './csv/format.ts';
import { type OpenedSource, openSource, type SourceDoors } from './kinds.ts';
import type { RunningSources } from './running.ts';
import type { CheckedHop } from './source.ts';

export interface Draft {
  kind: SourceKind;
  config: Record<string, unknown>;
  secrets: Record<string, string>;
  /** Lends the draft the secrets that are kept. */
  sourceId?: SourceId | undefined;
}
interface Given {
  name: string;
  config: Record<string, unknown>;
  secrets: Record<string, string>;
  commandId?: string | undefined;
}

/** Setting sources up: trying drafts, which keeps nothing, and keeping them. */
export interface SourceSetUp {
  test(draft: Draft): Promise<{ hops: CheckedHop[] }>;
  tryOne(
    draft: Draft & { order: string },
  ): Promise<{ code: string | null; detail: string | null; found: ReadRecord[] }>;
  preview(config: Record<string, unknown>): {
    code: string | null;
    detail: string | null;
    file: string | null;
    columns: string[];
    rows: string[][];
  };
  connect(
    input: Given & { sourceId?: SourceId | undefined; kind: SourceKind; isDemo?: boolean },
  ): Promise<CommandResult>;
  reconfigure(input: Given & { sourceId: SourceId }): Promise<CommandResult>;
  remove(input: { sourceId: SourceId; commandId?: string | undefined }): Promise<CommandResult>;
}

const TRY_MS = 30 * SECOND_MS;
const PREVIEW_LINES = 8;
const MOST_TRIED = 10;

export function openSourceSetUp(options: {
  sources: RunningSources;
  execute: (command: SourceCommand, commandId: string | undefined) => CommandResult;
  newId: () => string;
  /** Brings what runs in line with what is configured. */
  reconcile: () => Promise<void>;
  doors: Pick<SourceDoors, 'clock' | 'log' | 'csvWorker'>;
}): SourceSetUp {
  const { sources, execute } = options;

  async function opened(draft: Draft): Promise<OpenedSource> {
    const kept = draft.sourceId ? await keptFor(draft.sourceId, draft) : {};
    const secrets: Record<string, string> = { ...kept, ...draft.secrets };
    return openSource(draft.kind, draft.config, {
      ...options.doors,
      secret: async (name) => secrets[name] ?? null,
      folder: null,
      changed: () => undefined,
    });
  }

  /** A kept key goes only to the address it was kept for. */
  async function keptFor(id: SourceId, draft: Draft) {
    const config = sources.get(id)?.config;
    const own = config && typeof config === 'object' ? originIn(config) : null;
    return own !== null && own === originIn(draft.config) ? sources.keptSecrets(id) : {};
  }

  return {
    async test(draft) {
      const read = configSchemas[draft.kind].safeParse(draft.config);
      if (!read.success)
        return {
          hops: read.error.issues.map((issue) => ({
            hop: issue.path.join('.'),
            isOk: false,
            code: 'source.bad-config',
            detail: issue.message,
          })),
        };
      try {
        const source = await opened(draft);
        try {
          return { hops: await source.test(AbortSignal.timeout(TRY_MS)) };
        } finally {
          await source.stop();
        }
      } catch (error) {
        const { code, detail } = troubleOf(error);
        return { hops: [{ hop: 'address', isOk: false, code, detail }] };
      }
    },
    async tryOne({ order, ...draft }) {
      try {
        if (draft.kind === 'csv') return { ...quiet, found: await tryRow(draft.config, order) };
        const source = await opened(draft);
        try {
          const what = { by: 'order', value: order } as const;
          const { records } = await source.find(what, AbortSignal.timeout(TRY_MS));
          return { ...quiet, found: records.slice(0, MOST_TRIED) };
        } finally {
          await source.stop();
        }
      } catch (error) {
        return { ...troubleOf(error), found: [] };
      }
    },
    preview(config) {
      const none = { file: null, columns: [], rows: [] };
      try {
        const folder = typeof config['folder'] === 'string' ? config['folder'] : '';
        const file = newestIn(folder);
        if (file === null) return { ...none, code: 'source.no-file', detail: null };
        const { encoding, delimiter } = configSchemas.csv
          .pick({ encoding: true, delimiter: true })
          .parse({ encoding: config['encoding'], delimiter: config['delimiter'] });
        const { columns, rows } = headOf(file, { encoding, delimiter }, PREVIEW_LINES);
        return { ...quiet, file: path.basename(file), columns, rows };
      } catch (error) {
        return { ...none, ...troubleOf(error) };
      }
    },
    async connect({ sourceId, commandId, secrets, isDemo = false, ...input }) {
      const id = sourceId ?? (options.newId() as SourceId);
      await sources.keepSecrets(id, secrets);
      const command = { type: 'source.connect', sourceId: id, ...input, isDemo } as const;
      const result = execute(command, commandId);
      if (result.ok) await options.reconcile();
      return result;
    },
    async reconfigure({ sourceId, commandId, secrets, ...input }) {
      await sources.keepSecrets(sourceId, secrets);
      const result = execute({ type: 'source.reconfigure', sourceId, ...input }, commandId);
      if (result.ok) await options.reconcile();
      return result;
    },
    async remove({ sourceId, commandId }) {
      const result = execute({ type: 'source.remove', sourceId }, commandId);
      if (result.ok) await options.reconcile();
      return result;
    },
  };
}

/** A draft of a folder is tried on the file itself; nothing is taken in. */
const tryRow = (config: unknown, order: string) =>
  findRow(configSchemas.csv.parse(config), order, MOST_TRIED);
const quiet = { code: null, detail: null };

function troubleOf(error: unknown): { code: string; detail: string | null } {
  return {
    code: error instanceof Failure ? error.code : 'source.failed',
    detail: error instanceof Error ? error.message.slice(0, 300) : null,
  };
}

function originIn(config: object): string | null {
  if ('baseUrl' in config && typeof config.baseUrl === 'string')
    return URL.canParse(config.baseUrl) ? new URL(config.baseUrl).origin : null;
  const stripe = configSchemas.stripe.safeParse(config);
  if (!stripe.success) return null;
  const { host = 'api.stripe.com', port = 443, protocol = 'https' } = stripe.data;
  return `${protocol}://${host}:${port}`;
}
