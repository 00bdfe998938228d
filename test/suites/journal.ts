import { describe, expect, test } from 'vitest';
import type { CommandId, EventId } from '#shared/lib/ids.ts';
import type { DomainEvent } from '#shared/domain/catalogue.ts';
import type { Unrecorded } from '#shared/domain/event.ts';
import type { Journal } from '#main/journal/journal.ts';

export interface JournalUnderTest {
  journal: Journal;
  /** Runs a change that ends in an error; nothing of it may stay. */
  abort(change: (journal: Journal) => void): void;
  /** The same journal as another process would open it. */
  again(): Journal;
  close(): void;
}

const named = (id: string, name: string): Unrecorded<DomainEvent> => ({
  id: id as EventId,
  stream: 'workspace:desk' as never,
  type: 'workspace.renamed',
  v: 1,
  at: 1,
  by: 'system:test',
  event: { type: 'workspace.renamed', name },
});
const command = (id: string) => id as CommandId;

/** What every journal promises, whatever keeps it. */
export function journalSuite(name: string, open: () => JournalUnderTest): void {
  describe(`a journal in ${name}`, () => {
    const withJournal = (run: (under: JournalUnderTest) => void) => () => {
      const under = open();
      try {
        run(under);
      } finally {
        under.close();
      }
    };

    test(
      'begins empty',
      withJournal(({ journal }) => {
        expect(journal.head()).toBe(0);
        expect(journal.read(0, 10)).toEqual([]);
      }),
    );

    test(
      'gives positions without gaps from 1, over commands',
      withJournal(({ journal }) => {
        journal.append([named('a', 'A'), named('b', 'B')], command('one'));
        const [last] = journal.append([named('c', 'C')], command('two'));
        expect(last?.seq).toBe(3);
        expect(journal.read(0, 10).map((event) => event.seq)).toEqual([1, 2, 3]);
      }),
    );

    test(
      'reads back what was written, in pages',
      withJournal(({ journal }) => {
        const written = Array.from({ length: 25 }, (_one, index) =>
          named(`e${index}`, `名 ${index} 🎫`),
        );
        journal.append(written, command('one'));
        const pages = [journal.read(0, 10), journal.read(10, 10), journal.read(20, 10)];
        expect(pages.map((page) => page.length)).toEqual([10, 10, 5]);
        expect(pages.flat().map(({ seq: _seq, ...rest }) => rest)).toEqual(written);
      }),
    );

    test(
      'remembers every command, those without events too',
      withJournal(({ journal }) => {
        journal.append([named('a', 'A')], command('one'));
        journal.append([], command('nothing'));
        expect(journal.findCommand(command('one'))).toEqual({ seq: 1 });
        expect(journal.findCommand(command('nothing'))).toEqual({ seq: 1 });
        expect(journal.findCommand(command('other'))).toBeUndefined();
      }),
    );

    test(
      'refuses an event or a command a second time, and then nothing of it stays',
      withJournal(({ journal }) => {
        journal.append([named('a', 'A')], command('one'));
        expect(() => journal.append([named('b', 'B'), named('a', 'A')], command('two'))).toThrow(
          /UNIQUE/,
        );
        expect(() => journal.append([named('c', 'C')], command('one'))).toThrow(/UNIQUE/);
        expect(journal.head()).toBe(1);
        expect(journal.findCommand(command('two'))).toBeUndefined();
      }),
    );

    test(
      'keeps nothing of what was broken off',
      withJournal(({ journal, abort }) => {
        journal.append([named('a', 'A')], command('one'));
        abort((inner) => void inner.append([named('b', 'B')], command('two')));
        expect(journal.head()).toBe(1);
        expect(journal.append([named('b', 'B')], command('two'))[0]?.seq).toBe(2);
      }),
    );

    test(
      'is the same when it is opened again',
      withJournal(({ journal, again }) => {
        journal.append([named('a', 'A'), named('b', 'B')], command('one'));
        const other = again();
        expect(other.read(0, 10)).toEqual(journal.read(0, 10));
        expect(other.append([named('c', 'C')], command('two'))[0]?.seq).toBe(3);
      }),
    );

    test(
      'lets one event be overwritten, in its place and its kind alone',
      withJournal(({ journal }) => {
        const [event] = journal.append([named('a', '4111111111111111')], command('one'));
        if (!event) throw new Error('nothing recorded');
        journal.overwrite({ ...event, event: { type: 'workspace.renamed', name: '****' } });
        expect(JSON.stringify(journal.read(0, 1))).not.toContain('4111');
        expect(() =>
          journal.overwrite({ ...event, seq: 9, event: { type: 'workspace.renamed', name: 'x' } }),
        ).toThrow('no event');
        expect(() =>
          journal.overwrite({ ...event, event: { type: 'workspace.demo-removed' } }),
        ).toThrow('no event');
      }),
    );
  });
}
