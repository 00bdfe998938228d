import { fdatasyncSync, openSync, writeSync } from 'node:fs';
import type { CommandId, EventId } from '#shared/lib/ids.ts';
import { openSqliteJournal } from '#main/journal/sqlite.ts';
import { openDatabase } from '#main/platform/sqlite.ts';

/** Appends to a journal and says each commit aloud once it is made; watched from outside. */
const [file = '', commits = '0', durability = 'FULL'] = process.argv.slice(2);
const db = openDatabase(file, { role: 'journal' });
const journal = openSqliteJournal(db);
// AHEAD: many mails taken in together, whose log is made durable by another handle.
if (durability === 'OFF') db.exec('PRAGMA synchronous = OFF');
const write = durability === 'AHEAD' ? db.writeAhead : db.write;
const log = openSync(`${file}-wal`, 'r+');
for (let count = 1; count <= Number(commits); count++) {
  write(() =>
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
  if (durability === 'AHEAD') fdatasyncSync(log);
  writeSync(1, `committed ${count}\n`);
  if (count % 25 === 0) db.checkpoint('PASSIVE');
}
