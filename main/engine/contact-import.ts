import type { CommandId, ContactId } from '#shared/lib/ids.ts';
import type { ImportOutcome } from '#shared/contract/contact-rows.ts';
import type { DomainCommand } from '#shared/domain/command.ts';
import type { Contact } from '#shared/domain/contact/events.ts';
import type { ContactField } from '#shared/domain/contact/fields.ts';
import { isSameIdentity } from '#shared/domain/contact/decide.ts';
import { type ImportDraft, type ImportRow, readImportRow } from '#shared/domain/contact/import.ts';
import type { Actor } from '#shared/domain/event.ts';
import type { Clock } from '#main/platform/clock.ts';
import type { Projection } from '#main/projection/projection.ts';
import type { Core } from './core.ts';

/** Lines taken in at once, with one wait for the disk. */
const SLICE = 10;

/**
 * Takes lines of a file in. A line whose addresses are known fills what is empty of that contact
 * and overwrites nothing; one whose addresses belong to two people is refused, not joined.
 */
export function openContactImport(options: {
  core: Core;
  projection: Projection;
  clock: Clock;
  newId: () => string;
  actor: () => Actor;
  fields: () => ContactField[];
}) {
  const { core, projection, clock, newId } = options;

  const ownersOf = ({ identities }: ImportDraft) => [
    ...new Set(
      identities
        .map(({ kind, address }) => projection.contactByIdentity(kind, address))
        .filter((id) => id !== null),
    ),
  ];

  function outcomeOf(
    row: ImportRow,
    fields: ContactField[],
  ): ImportOutcome & { commands: DomainCommand[] } {
    const { line } = row;
    const read = readImportRow(row, fields);
    if ('problems' in read)
      return { line, outcome: 'refused', problems: read.problems, commands: [] };
    const owners = ownersOf(read.draft);
    const people = new Set(owners.map((id) => projection.rootOf(id)));
    const [owner] = owners;
    if (people.size > 1)
      return {
        line,
        outcome: 'refused',
        problems: [{ field: 'address', code: 'two-people' }],
        commands: [],
      };
    if (owner === undefined)
      return {
        line,
        outcome: 'new',
        problems: [],
        commands: created(newId() as ContactId, read.draft),
      };
    const known = projection.contact(owner);
    const commands = known ? filledIn(known, read.draft) : [];
    return {
      line,
      outcome: commands.length > 0 ? 'filled' : 'same',
      problems: [],
      commands,
    };
  }

  return async (input: {
    importId: string;
    isDryRun: boolean;
    rows: ImportRow[];
  }): Promise<ImportOutcome[]> => {
    const fields = options.fields();
    const one = (row: ImportRow): ImportOutcome => {
      const { commands, ...told } = outcomeOf(row, fields);
      if (input.isDryRun || commands.length === 0) return told;
      const outcome = core.execute(commands, {
        id: `${input.importId}-${row.line}` as CommandId,
        at: clock.now(),
        by: options.actor(),
      });
      return outcome.ok
        ? told
        : { line: row.line, outcome: 'refused', problems: [{ field: 'name', code: 'erased' }] };
    };
    const outcomes: ImportOutcome[] = [];
    for (let at = 0; at < input.rows.length; at += SLICE) {
      const slice = input.rows.slice(at, at + SLICE);
      const told = input.isDryRun ? slice.map(one) : await core.together(() => slice.map(one));
      outcomes.push(...told);
      // Everybody else has their turn.
      await new Promise((resolve) => setImmediate(resolve));
    }
    return outcomes;
  };
}

function created(contactId: ContactId, draft: ImportDraft): DomainCommand[] {
  const { name, kind, identities, language, timeZone, note, fields } = draft;
  const commands: DomainCommand[] = [
    {
      type: 'contact.create',
      contactId,
      name,
      kind: kind ?? 'user',
      identities: identities.map((own) => ({ ...own, isVerified: false })),
      language,
      isDemo: false,
    },
  ];
  if (timeZone !== null || note !== null)
    commands.push({
      type: 'contact.describe',
      contactId,
      kind: kind ?? 'user',
      language,
      timeZone,
      note,
    });
  if (fields.length > 0) commands.push({ type: 'contact.change-fields', contactId, fields });
  return commands;
}

function filledIn(known: Contact, draft: ImportDraft): DomainCommand[] {
  const contactId = known.id;
  const commands: DomainCommand[] = [];
  if (known.name === null && draft.name !== null)
    commands.push({ type: 'contact.rename', contactId, name: draft.name });
  const described = {
    language: known.language ?? draft.language,
    timeZone: known.timeZone ?? draft.timeZone,
    note: known.note ?? draft.note,
  };
  if (
    described.language !== known.language ||
    described.timeZone !== known.timeZone ||
    described.note !== known.note
  )
    commands.push({ type: 'contact.describe', contactId, kind: known.kind, ...described });
  const fields = draft.fields.filter(({ key }) => known.fields[key] === undefined);
  if (fields.length > 0) commands.push({ type: 'contact.change-fields', contactId, fields });
  for (const own of draft.identities)
    if (!known.identities.some((had) => isSameIdentity(had, own)))
      commands.push({
        type: 'contact.add-identity',
        contactId,
        identity: { ...own, isVerified: false },
      });
  return commands;
}
