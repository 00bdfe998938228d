import { rmSync } from 'node:fs';
import path from 'node:path';
import { openSqliteJournal } from '#main/journal/sqlite.ts';
import { openDatabase } from '#main/platform/sqlite.ts';
import { temporaryFolder } from '../kit/engine.ts';
import { journalSuite } from './journal.ts';

journalSuite('an SQLite file', () => {
  const folder = temporaryFolder('journal');
  const file = path.join(folder, 'desk.db');
  const opened = [openDatabase(file, { role: 'journal' })];
  const [db] = opened;
  if (!db) throw new Error('not opened');
  const journal = openSqliteJournal(db);
  return {
    journal,
    abort(change) {
      try {
        db.write(() => {
          change(journal);
          throw new Error('broken off');
        });
      } catch (error) {
        if (!(error instanceof Error) || error.message !== 'broken off') throw error;
      }
    },
    again() {
      const other = openDatabase(file, { role: 'journal' });
      opened.push(other);
      return openSqliteJournal(other);
    },
    close() {
      for (const one of opened) one.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
});
