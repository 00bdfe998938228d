import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { ImapFlow } from 'imapflow';
import { openEmailChannel } from '#main/channels/email/email.ts';
import { openMailReader } from '#main/channels/email/mail-reader.ts';
import { mailDesk, SUPPORT } from '../kit/mail/desk.ts';
import { type Dovecot, hasDovecot, startDovecot } from '../kit/mail/dovecot.ts';
import { eventually } from '../kit/engine.ts';
import { benchMailbox } from './mailbox.ts';
import { median, say, skipped } from './report.ts';

const MAILS = Number(process.env['KEFU_BENCH_MAILS'] ?? 4_000);
const ROUNDS = Number(process.env['R'] ?? 3);

/** What the library alone needs to fetch every source, keeping nothing. */
async function rawFetch(dovecot: Dovecot, range: string): Promise<number> {
  const began = performance.now();
  const client = new ImapFlow({
    host: '127.0.0.1',
    port: dovecot.imapPort,
    secure: false,
    auth: { user: SUPPORT, pass: 'secret' },
    logger: false,
  });
  await client.connect();
  await client.mailboxOpen('INBOX', { readOnly: true });
  for await (const message of client.fetch(range, {
    uid: true,
    internalDate: true,
    source: true,
  }))
    if (!message.source) throw new Error(`no source of ${message.uid}`);
  await client.logout();
  return performance.now() - began;
}

/** Threads as they are shipped: reading TypeScript is no part of the product. */
const built = (name: string) => path.resolve('out', 'desk', `${name}.cjs`);

/**
 * A new desk until every mail is parsed, threaded, journalled, listed and searchable. The parser
 * threads run when it begins, as they do once a mailbox has been tried in the form.
 */
async function deskSync(dovecot: Dovecot, count: number) {
  const lag = monitorEventLoopDelay({ resolution: 5 });
  const reader = openMailReader(built('mime-worker'));
  reader.expect();
  await Promise.all([reader.read(Buffer.from('x: y')), reader.read(Buffer.from('x: y'))]);
  const began = performance.now();
  lag.enable();
  const desk = await mailDesk(
    {
      imap: { host: '127.0.0.1', port: dovecot.imapPort, security: 'plain' },
      smtp: { host: '127.0.0.1', port: 9, security: 'plain' },
    },
    { channels: [openEmailChannel(reader)], searchWorker: built('search-worker') },
  );
  const newest = await eventually('the newest mails', 60_000, () =>
    desk.rows().length >= 50 ? performance.now() - desk.connectedAt : null,
  );
  await eventually('the whole mailbox', 900_000, () => desk.status()?.phase === 'live');
  const taken = performance.now() - began;
  lag.disable();
  const oldest = `GP-100000`;
  await eventually('the index', 900_000, async () => {
    const found = (await desk.engine.search.messages({
      text: oldest,
      before: null,
      limit: 1,
    } as never)) as { count: number };
    return found.count > 0;
  });
  const searchable = performance.now() - began;
  const here = desk.status()?.counts[0]?.here;
  if (here !== count) throw new Error(`${here} of ${count} mails are here`);
  await desk.end();
  await reader.close();
  return { newest, taken, searchable, lagMs: lag.max / 1e6, lag99Ms: lag.percentile(99) / 1e6 };
}

/** mbsync into a Maildir, and notmuch's index over it. */
function peers(dovecot: Dovecot): { mbsync: number; notmuch: number } | null {
  if (!existsSync('/usr/bin/mbsync') || !existsSync('/usr/bin/notmuch')) return null;
  const folder = mkdtempSync(path.join(tmpdir(), 'kefu-peers-'));
  const rc = path.join(folder, 'mbsyncrc');
  writeFileSync(
    rc,
    `IMAPStore far\nHost 127.0.0.1\nPort ${dovecot.imapPort}\nUser ${SUPPORT}\nPass secret\nSSLType None\nAuthMechs LOGIN\n\nMaildirStore near\nPath ${folder}/mail/\nInbox ${folder}/mail/inbox\n\nChannel all\nFar :far:\nNear :near:\nPatterns INBOX\nSync Pull\nCreate Near\nSyncState *\n`,
  );
  const environment = {
    ...process.env,
    NOTMUCH_CONFIG: path.join(folder, 'notmuch'),
    XAPIAN_CJK_NGRAM: '1',
  };
  writeFileSync(
    environment.NOTMUCH_CONFIG,
    `[database]\npath=${folder}/mail\n[user]\nname=x\nprimary_email=x@e.test\n[new]\ntags=new\n`,
  );
  execFileSync('/bin/mkdir', ['-p', path.join(folder, 'mail')]);
  const began = performance.now();
  execFileSync('/usr/bin/mbsync', ['-c', rc, '-q', 'all'], { stdio: 'ignore' });
  const mbsync = performance.now() - began;
  execFileSync('/usr/bin/notmuch', ['new', '--quiet'], { env: environment, stdio: 'ignore' });
  const notmuch = performance.now() - began;
  rmSync(folder, { recursive: true, force: true });
  return { mbsync, notmuch };
}

/** Initial sync of one mailbox, the contenders by turns. */
export async function benchSync() {
  if (!hasDovecot) return skipped('IMAP initial sync', 'Dovecot is not installed');
  const { sources, bytes } = benchMailbox(MAILS);
  const dovecot = await startDovecot();
  try {
    dovecot.fill(SUPPORT, sources);
    const first = `${Math.max(1, MAILS - 199)}:*`;
    await rawFetch(dovecot, '1:*');
    const rounds: { raw: number; raw200: number; desk: Awaited<ReturnType<typeof deskSync>> }[] =
      [];
    const others: NonNullable<ReturnType<typeof peers>>[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      const raw = await rawFetch(dovecot, '1:*');
      const raw200 = await rawFetch(dovecot, first);
      rounds.push({ raw, raw200, desk: await deskSync(dovecot, MAILS) });
      const other = peers(dovecot);
      if (other) others.push(other);
    }
    const of = (pick: (round: (typeof rounds)[number]) => number) => median(rounds.map(pick));
    const raw = of((round) => round.raw);
    const rate = (ms: number) => `${Math.round((MAILS / ms) * 1000)} /s`;
    say(
      `fetching ${MAILS.toLocaleString('en')} mails (${Math.round(bytes / 1e6)} MB) with imapflow alone`,
      rate(raw),
      '1.00',
    );
    const taken = of((round) => round.desk.taken);
    const searchable = of((round) => round.desk.searchable);
    say(
      'initial sync: parsed, threaded, journalled, listed',
      rate(taken),
      (raw / taken).toFixed(2),
    );
    say('the same, and searchable', rate(searchable), (raw / searchable).toFixed(2));
    const newest = of((round) => round.desk.newest);
    const raw200 = of((round) => round.raw200);
    say(
      'from the login to 50 newest conversations',
      `${newest.toFixed(0)} ms`,
      `${(newest / raw200).toFixed(2)}x raw 200`,
    );
    say('the engine’s thread waited at most', `${of((one) => one.desk.lagMs).toFixed(0)} ms`);
    say('  and 99 of 100 times under', `${of((one) => one.desk.lag99Ms).toFixed(0)} ms`);
    if (others.length === 0) return skipped('mbsync and notmuch', 'they are not installed');
    const mbsync = median(others.map((one) => one.mbsync));
    const notmuch = median(others.map((one) => one.notmuch));
    say('mbsync alone', rate(mbsync), (raw / mbsync).toFixed(2));
    say('mbsync, then notmuch with Chinese', rate(notmuch), (raw / notmuch).toFixed(2));
  } finally {
    await dovecot.stop();
  }
}
