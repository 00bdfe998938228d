import { benchRecords } from './records.ts';
import { benchScreen } from './screen.ts';
import { benchStore } from './store.ts';
import { benchSync } from './sync.ts';

/*
 * Measured ratios, all in one run: `npm run bench`, or `npm run bench -- store sync` for some parts.
 * KEFU_BENCH_ROWS conversations (50,000), KEFU_BENCH_MAILS in the mailbox (4,000), KEFU_BENCH_LISTED
 * conversations in the window (100,000), KEFU_BENCH_RECORDS rows of a CSV file (1,000,000). Absolute times belong to this computer and this minute;
 * ratios travel.
 */
const parts = { store: benchStore, sync: benchSync, records: benchRecords, screen: benchScreen };
const isPart = (name: string): name is keyof typeof parts => name in parts;
const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !isPart(name));
if (unknown.length > 0) {
  process.stderr.write(
    `no such part: ${unknown.join(', ')}; there are ${Object.keys(parts).join(', ')}\n`,
  );
  process.exit(2);
}
const names =
  asked.length > 0 ? asked.filter(isPart) : (Object.keys(parts) as (keyof typeof parts)[]);

// The search thread does not keep a process alive by itself.
const alive = setInterval(() => undefined, 1_000);
for (const name of names) await parts[name]();
clearInterval(alive);
