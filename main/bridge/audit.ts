import type { AuditEntry, AuditFact } from '#shared/domain/audit/entry.ts';
import { factOf } from '#shared/domain/audit/entry.ts';
import { MINUTE_MS } from '#shared/lib/units.ts';
import { BYTE_ORDER_MARK, csvRow } from '#shared/lib/csv.ts';

import type { Engine } from '#main/engine/engine.ts';
import { actorOf } from './respond.ts';
import type { Implementer } from './router.ts';

type Filter = Parameters<Engine['audit']['page']>[0];
const MOST_ROWS = 50_000;
const PAGE = 1_000;
const COLUMNS = [
  'seq',
  'at',
  'by',
  'role',
  'device',
  'shell',
  'action',
  'objectType',
  'objectId',
  'conversationId',
  'outcome',
  'reason',
] as const satisfies readonly (keyof AuditEntry)[];

const rowOf = (entry: AuditEntry): string =>
  csvRow([
    ...COLUMNS.map((column) =>
      column === 'at' ? new Date(entry.at).toISOString() : (entry[column] ?? null),
    ),
    JSON.stringify(entry.details),
  ]);

export function auditHandlers(os: Implementer, engine: Engine) {
  /** Turning the filters for a minute is one look. */
  let lookedAt = 0;
  const note = (fact: AuditFact) =>
    engine.audit.append(fact, { at: engine.clock.now(), by: actorOf(engine) });

  async function* entries(filter: Filter): AsyncGenerator<AuditEntry> {
    let before: number | null = null;
    do {
      const page: ReturnType<typeof engine.audit.page> = engine.audit.page(filter, before, PAGE);
      yield* page.rows;
      before = page.next;
      await new Promise((resolve) => setImmediate(resolve));
    } while (before !== null);
  }

  return {
    audit: {
      page: os.audit.page.handler(({ input }) => {
        const page = engine.audit.page(input.filter, input.before, input.limit);
        if (input.before === null && engine.clock.now() - lookedAt > MINUTE_MS) {
          lookedAt = engine.clock.now();
          note(factOf('audit.read', 'audit', 'audit'));
        }
        return { ...page, actions: engine.audit.actions() };
      }),
      check: os.audit.check.handler(() => engine.audit.check()),
      export: os.audit.export.handler(async ({ input }) => {
        const lines = [BYTE_ORDER_MARK + csvRow([...COLUMNS, 'details'])];
        let isCut = false;
        for await (const entry of entries(input.filter)) {
          isCut = lines.length > MOST_ROWS;
          if (isCut) break;
          lines.push(rowOf(entry));
        }
        const count = lines.length - 1;
        note(factOf('audit.exported', 'audit', 'audit', { details: { count } }));
        return { csv: lines.join(''), count, isCut };
      }),
    },
  };
}
