import { writeSync } from 'node:fs';
import type { CommandId, EventId } from '#shared/lib/ids.ts';
import { openSqliteJournal } from '#main/journal/sqlite.ts';
import { openDatabase } from '#main/platform/sqlite.ts';

/** Appends to a journal and says each commit aloud once it is made; watched from outside. */
const [file = '', commits = '0', durability = 'FULL'] = process.argv.slice(2);
const db = openDatabase(file, { role: 'journal' });
const journal = openSqliteJournal(db);
if (durability !== 'FULL') db.exec(`PRAGMA synchronous = ${durability}`);
for (let count = 1; count <= Number(commits); count++) {
  db.write(() =>
    journal.append(
      [
        {
          id: `event-${count}` as EventId,
          stream: 'workspace:desk' as never,
          type: 'workspace.renamed',
          v: 1,
          at: count,
          by: 'system:test',
          event: { type: 'workspace.renamed', name: `name ${count} ${'x'.repeat(count % 700)}` },
        },
      ],
      `command-${count}` as CommandId,
    ),
  );
  writeSync(1, `committed ${count}\n`);
  if (count % 25 === 0) db.checkpoint('PASSIVE');
}
