import { ImapFlow } from 'imapflow';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { AccountId, BrandId, CommandId } from '#shared/lib/ids.ts';
import { MINUTE_MS } from '#shared/lib/units.ts';
import { openEmailChannel } from '#main/channels/email/email.ts';
import { SILENCE_MS } from '#main/channels/email/imap.ts';
import { openMailReader } from '#main/channels/email/mail-reader.ts';
import type { AccountStatus } from '#main/channels/channel.ts';
import { systemClock } from '#main/platform/clock.ts';
import { startDesk } from '../kit/desk.ts';
import { eventually, startEngine, temporaryFolder, type TestEngine } from '../kit/engine.ts';
import { type Dovecot, hasDovecot, startDovecot } from '../kit/mail/dovecot.ts';
import { mail } from '../kit/mail/messages.ts';
import { openWire, type Wire } from '../kit/mail/proxy.ts';

const ACCOUNT = 'mailbox' as AccountId;
const profile = {
  name: 'Brand',
  language: 'zh-CN' as const,
  signature: '',
  colour: '#1D5FD1',
  greeting: '',
  hours: { timeZone: 'Asia/Shanghai', days: [] },
  topics: [],
  faq: [],
};
/** Nothing answers there: these tests send nothing. */
const noSmtp = { host: '127.0.0.1', port: 9, security: 'plain' as const };

const numbered = (i: number, of = 'chen') =>
  mail({
    headers: {
      'Message-ID': `<${of}-${i}@customer.test>`,
      From: `<${of}${i}@customer.test>`,
      Subject: `Question ${i}`,
    },
    body: `Words of question ${i}\r\n`,
  });
const many = (count: number, of?: string) =>
  Array.from({ length: count }, (_one, i) => numbered(i + 1, of));

/** A desk with one mailbox; minutes of its watch pass in tenths of seconds when asked. */
async function deskWith(options: {
  user: string;
  port: number;
  silenceMs?: number;
  watchMs?: number;
  since?: 'all' | '30-days' | 'new';
}): Promise<TestEngine & { status(): AccountStatus | null; history: AccountStatus[] }> {
  const reader = openMailReader(
    new URL('../../main/channels/email/mime-worker.ts', import.meta.url),
  );
  const { watchMs, silenceMs } = options;
  const desk = await startEngine({
    channels: [openEmailChannel(reader, silenceMs ? { silenceMs } : {})],
    clock: {
      ...systemClock,
      every: (ms, run) => systemClock.every(ms === MINUTE_MS ? (watchMs ?? ms) : ms, run),
    },
  });
  const { engine } = desk;
  engine.execute([{ type: 'brand.add', brandId: 'brand' as BrandId, profile, isDemo: false }], {
    id: 'brand-add' as CommandId,
    at: Date.now(),
    by: 'system:test',
  });
  const history: AccountStatus[] = [];
  const status = () => (engine.accounts.views()[0]?.status as AccountStatus | null) ?? null;
  engine.changes.listen(() => {
    const now = status();
    if (now && now !== history.at(-1)) history.push(now);
  });
  const result = await engine.accounts.connect({
    accountId: ACCOUNT,
    channel: 'email',
    brandId: 'brand' as BrandId,
    name: 'Support',
    address: options.user,
    config: {
      imap: { host: '127.0.0.1', port: options.port, security: 'plain' },
      smtp: noSmtp,
      since: options.since ?? 'all',
    },
    secrets: { password: 'secret' },
  });
  if (!result.ok) throw new Error(result.rejection.code);
  return {
    ...desk,
    status,
    history,
    async end() {
      await desk.end();
      await reader.close();
    },
  };
}

const total = (desk: TestEngine) =>
  desk.engine.projection.inboxPage(
    { view: 'all', filter: {}, sort: 'newest', after: null, limit: 1 },
    desk.engine.agentId,
  ).total;
/** Journal position of a mail; null while it is not here. */
function seqOf(desk: TestEngine, externalId: string): number | null {
  const { projection } = desk.engine;
  const [hit] = projection.findByExternalIds([externalId]);
  return hit ? (projection.findMessage(hit.messageId)?.seq ?? null) : null;
}
const countsOf = (desk: { status(): AccountStatus | null }) => {
  const [counts] = desk.status()?.counts ?? [];
  return counts ? [counts.server, counts.here] : null;
};

async function asUser<T>(port: number, user: string, work: (client: ImapFlow) => Promise<T>) {
  const client = new ImapFlow({
    host: '127.0.0.1',
    port,
    secure: false,
    auth: { user, pass: 'secret' },
    logger: false,
  });
  await client.connect();
  await client.mailboxOpen('INBOX');
  try {
    return await work(client);
  } finally {
    await client.logout();
  }
}

describe.skipIf(!hasDovecot)('a mailbox that is followed', () => {
  let dovecot: Dovecot;
  const open: { end(): Promise<void> }[] = [];
  const wires: Wire[] = [];

  beforeAll(async () => {
    dovecot = await startDovecot();
  });
  afterAll(async () => {
    for (const desk of open) await desk.end();
    for (const wire of wires) await wire.stop();
    await dovecot?.stop();
  });
  const connect = async (options: Parameters<typeof deskWith>[0]) => {
    const desk = await deskWith(options);
    open.push(desk);
    return desk;
  };
  const wireTo = async (port: number) => {
    const wire = await openWire(port);
    wires.push(wire);
    return wire;
  };

  test('comes newest first, says how far it is, and takes new mail in before the old is done', async () => {
    const user = 'first@desk.test';
    dovecot.fill(user, many(900));
    const desk = await connect({ user, port: dovecot.imapPort });
    await eventually('the first mails', 10_000, () => total(desk) >= 20);
    expect(seqOf(desk, '<chen-900@customer.test>')).toBeLessThan(
      seqOf(desk, '<chen-899@customer.test>') ?? 0,
    );
    expect(seqOf(desk, '<chen-1@customer.test>')).toBeNull();
    await dovecot.deliver(user, numbered(1, 'live'));
    await eventually('the count', 60_000, () => countsOf(desk)?.[1] === 901);
    expect(total(desk)).toBe(901);
    expect(seqOf(desk, '<live-1@customer.test>')).toBeLessThan(
      seqOf(desk, '<chen-1@customer.test>') ?? 0,
    );
    const progress = desk.history.flatMap((one) => (one.progress ? [one.progress.done] : []));
    expect(progress.length).toBeGreaterThan(3);
    expect(progress).toEqual(progress.toSorted((a, b) => a - b));
    expect(countsOf(desk)).toEqual([901, 901]);
  });

  test('is complete and without doubles after the desk was killed again and again', async () => {
    const user = 'killed@desk.test';
    dovecot.fill(user, many(240));
    const folder = temporaryFolder('killed');
    const config = `
brands: [{ id: brand, name: Brand }]
accounts:
  - id: mailbox
    channel: email
    brand: brand
    name: Support
    address: ${user}
    config:
      since: all
      imap: { host: 127.0.0.1, port: ${dovecot.imapPort}, security: plain }
      smtp: { host: 127.0.0.1, port: 9, security: plain }
    secrets: { password: secret }
`;
    const page = { view: 'all', filter: {}, sort: 'newest', after: null, limit: 1 };
    const seen: number[] = [];
    for (let life = 0; life < 4; life++) {
      const desk = await startDesk({ profile: folder, workspace: 'empty', config });
      const goal = (life + 1) * 50;
      const { total: count } = await eventually('some mails', 30_000, async () => {
        const inbox = await desk.call<{ total: number }>('inbox/page', page);
        return inbox.total >= goal ? inbox : null;
      });
      seen.push(count);
      await desk.kill();
    }
    expect(seen[0]).toBeLessThan(240);
    const desk = await startDesk({ profile: folder, workspace: 'empty', config });
    open.push(desk);
    const counts = await eventually('all mails', 30_000, async () => {
      const [account] = await desk.call<{ status: AccountStatus | null }[]>('account/list');
      return account?.status?.phase === 'live' ? account.status.counts[0] : null;
    });
    expect(counts).toMatchObject({ server: 240, here: 240 });
    expect((await desk.call<{ total: number }>('inbox/page', page)).total).toBe(240);
  }, 180_000);

  test('counts what left the server while it watched and while it was away', async () => {
    const user = 'expunged@desk.test';
    dovecot.fill(user, many(5));
    const wire = await wireTo(dovecot.imapPort);
    const desk = await connect({ user, port: wire.port });
    await eventually('the first sync', 10_000, () => countsOf(desk)?.[0] === 5);
    await asUser(dovecot.imapPort, user, (client) => client.messageDelete('1', { uid: true }));
    await eventually('one less, live', 10_000, () => countsOf(desk)?.[0] === 4);
    expect(countsOf(desk)).toEqual([4, 4]);
    wire.refuse();
    wire.cut();
    await asUser(dovecot.imapPort, user, (client) => client.messageDelete('2:3', { uid: true }));
    await dovecot.deliver(user, numbered(9, 'later'));
    wire.heal();
    desk.engine.accounts.refresh();
    await eventually('two less and one more after the return', 10_000, () => {
      const counts = countsOf(desk);
      return desk.status()?.phase === 'live' && counts?.[0] === 3;
    });
    expect(countsOf(desk)).toEqual([3, 3]);
    // What was taken in stays: a desk is no mirror.
    expect(total(desk)).toBe(6);
  });

  test('neither loses nor doubles a mail when the server numbers the folder anew', async () => {
    const user = 'renumbered@desk.test';
    dovecot.fill(user, many(12));
    const wire = await wireTo(dovecot.imapPort);
    const desk = await connect({ user, port: wire.port });
    await eventually('the first sync', 10_000, () => countsOf(desk)?.[1] === 12);
    const validity = () =>
      asUser(dovecot.imapPort, user, async ({ mailbox }) =>
        mailbox ? String(mailbox.uidValidity) : '',
      );
    const before = await validity();
    wire.refuse();
    wire.cut();
    await new Promise((resolve) => setTimeout(resolve, 1_100));
    dovecot.renumber(user);
    dovecot.fill(user, [numbered(99, 'new')]);
    expect(await validity()).not.toBe(before);
    wire.heal();
    desk.engine.accounts.refresh();
    await eventually('the new count', 15_000, () => countsOf(desk)?.[1] === 13);
    expect(countsOf(desk)).toEqual([13, 13]);
    expect(total(desk)).toBe(13);
  });

  test('"only new" stays only new when the server numbers the folder anew', async () => {
    const user = 'only-new@desk.test';
    dovecot.fill(user, many(4));
    const wire = await wireTo(dovecot.imapPort);
    const desk = await connect({ user, port: wire.port, since: 'new' });
    await eventually('the first sync', 10_000, () => desk.status()?.phase === 'live');
    await dovecot.deliver(user, numbered(5));
    await eventually('the new mail', 10_000, () => total(desk) === 1);
    wire.refuse();
    wire.cut();
    await new Promise((resolve) => setTimeout(resolve, 1_100));
    dovecot.renumber(user);
    await dovecot.deliver(user, numbered(6));
    wire.heal();
    desk.engine.accounts.refresh();
    await eventually('the second new mail', 10_000, () => total(desk) === 2);
    expect(total(desk)).toBe(2);
  });

  test('a peer that went silent is given up, and what came meanwhile is taken in', async () => {
    // Twice the silence is what detection costs; the shipped value keeps it under two minutes.
    expect(2 * SILENCE_MS).toBeLessThan(2 * MINUTE_MS);
    const user = 'silent@desk.test';
    const silenceMs = 1_500;
    dovecot.fill(user, many(2));
    const wire = await wireTo(dovecot.imapPort);
    const desk = await connect({ user, port: wire.port, silenceMs });
    await eventually('the first sync', 10_000, () => desk.status()?.phase === 'live');
    const freshAt = desk.status()?.freshAt ?? 0;
    wire.silence();
    await dovecot.deliver(user, numbered(3));
    const began = performance.now();
    const given = await eventually('the loss is noticed', 10_000, () =>
      desk.status()?.phase === 'live' ? null : desk.status(),
    );
    expect(performance.now() - began).toBeLessThan(2 * silenceMs + 2_000);
    // How old the view is stays visible all the while.
    expect(given.freshAt).toBeGreaterThanOrEqual(freshAt);
    expect(given.freshAt).toBeLessThan(Date.now() - 500);
    wire.heal();
    await eventually('the mail that came meanwhile', 20_000, () => total(desk) === 3);
    await eventually('live again', 5_000, () => desk.status()?.phase === 'live');
    expect(desk.status()?.freshAt).toBeGreaterThan(freshAt);
  });

  test('comes back by itself after a cut, waiting longer each time', async () => {
    const user = 'cut@desk.test';
    dovecot.fill(user, many(1));
    const wire = await wireTo(dovecot.imapPort);
    const desk = await connect({ user, port: wire.port });
    await eventually('the first sync', 10_000, () => desk.status()?.phase === 'live');
    wire.refuse();
    wire.cut();
    const waits = () =>
      desk.history.flatMap((one) =>
        one.phase === 'retrying' && one.retryAt !== null ? [one.retryAt] : [],
      );
    await eventually('three tries', 15_000, () => new Set(waits()).size >= 3);
    const [first = 0, second = 0, third = 0] = [...new Set(waits())];
    expect(third - second).toBeGreaterThan((second - first) * 0.9);
    wire.heal();
    await dovecot.deliver(user, numbered(2));
    await eventually('the mail after the cut', 20_000, () => total(desk) === 2);
  });
});

describe.skipIf(!hasDovecot)('a server without IDLE, CONDSTORE and QRESYNC', () => {
  test('is asked every minute, and its count is right', async () => {
    const user = 'plain@desk.test';
    const dovecot = await startDovecot({ isPlain: true });
    dovecot.fill(user, many(3));
    const desk = await deskWith({ user, port: dovecot.imapPort, watchMs: 200 });
    await eventually('the first sync', 10_000, () => countsOf(desk)?.[1] === 3);
    await dovecot.deliver(user, numbered(4));
    await eventually('the new mail', 10_000, () => countsOf(desk)?.[1] === 4);
    await asUser(dovecot.imapPort, user, (client) => client.messageDelete('1', { uid: true }));
    await eventually('one less', 10_000, () => countsOf(desk)?.[0] === 3);
    expect(countsOf(desk)).toEqual([3, 3]);
    await desk.end();
    await dovecot.stop();
  });
});
