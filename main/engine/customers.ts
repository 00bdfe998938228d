import type { AgentId } from '#shared/lib/ids.ts';
import type { Audit } from '#main/journal/audit.ts';
import type { Journal } from '#main/journal/journal.ts';
import type { Blobs } from '#main/platform/blobs.ts';
import type { Clock } from '#main/platform/clock.ts';
import type { WriteDb } from '#main/platform/sqlite.ts';
import type { Projection } from '#main/projection/projection.ts';
import type { RecordDesk } from '#main/records/record-desk.ts';
import type { Search } from '#main/projection/search.ts';
import type { CardGate } from './card-gate.ts';
import { openContactImport } from './contact-import.ts';
import { openContacts } from './contacts.ts';
import type { Core } from './core.ts';
import { type Hold, openErasure } from './erasure.ts';
import { openUpkeep } from './upkeep.ts';

/** What is done with customers, and the copies of the data that keep them. */
export function openCustomers(options: {
  db: WriteDb;
  core: Core;
  journal: Journal;
  projection: Projection;
  blobs: Blobs;
  audit: Pick<Audit, 'append'>;
  gate: CardGate;
  clock: Clock;
  newId: () => string;
  agentId: AgentId;
  search: Search;
  records: Pick<RecordDesk, 'forgetAnswers'>;
  /** The profile, for the copies in it. */
  folder: string;
  /** What may forbid an erasure; asked each time. */
  holds?: readonly Hold[];
}) {
  const { db, search } = options;
  const upkeep = openUpkeep(options);
  const actor = () => `agent:${options.agentId}` as const;
  const contacts = openContacts({ ...options, actor });
  return {
    upkeep,
    contacts,
    importContacts: openContactImport({ ...options, actor, fields: contacts.fields }),
    erasure: openErasure({
      ...options,
      actor,
      holds: options.holds ?? [],
      backupCount: upkeep.copyCount,
      swept: async () => {
        options.records.forgetAnswers();
        await search.rebuilt();
        await db.truncateLog();
        await upkeep.renewBackups();
      },
    }),
  };
}
