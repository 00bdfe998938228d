import { randomUUID } from 'node:crypto';
import { rmSync } from 'node:fs';
import { expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { type RunningDesk, startDesk } from '../kit/desk.ts';
import { eventually, temporaryFolder } from '../kit/engine.ts';
import { freePort } from '../kit/mail/dovecot.ts';
import { startSmtp, type TestSmtp } from '../kit/mail/smtp.ts';

const KILLS = Number(process.env['KEFU_KILLS'] ?? 8);
const brand = 'kill-pay';

/** One customer who never gives up: each message keeps its id until the desk confirms it. */
function customer(origin: string) {
  const pending = new Map<string, string>();
  const confirmed = new Set<string>();
  let token: string | null = null;
  let socket: WebSocket | null = null;
  const transmit = (id: string, text: string) =>
    socket?.readyState === WebSocket.OPEN &&
    socket.send(
      JSON.stringify({ kind: 'say', id, text, uploads: [], preChat: null, language: 'zh-CN' }),
    );
  return {
    pending,
    confirmed,
    say(text: string) {
      const id = randomUUID();
      pending.set(id, text);
      transmit(id, text);
    },
    async connect() {
      const response = await fetch(`${origin}/webchat/session`, {
        method: 'POST',
        body: JSON.stringify({ brandId: brand, token, identity: null }),
      });
      token = ((await response.json()) as { token: string }).token;
      const next = new WebSocket(`${origin.replace('http', 'ws')}/webchat/socket`, { origin });
      socket = next;
      next.on('error', () => undefined);
      next.on('message', (data: Buffer) => {
        const frame = JSON.parse(data.toString()) as { kind: string; id: string };
        if (frame.kind === 'welcome') for (const [id, text] of pending) transmit(id, text);
        if (frame.kind !== 'ack') return;
        const text = pending.get(frame.id);
        if (text !== undefined) confirmed.add(text);
        pending.delete(frame.id);
      });
      await new Promise((resolve) => next.once('open', resolve));
      next.send(JSON.stringify({ kind: 'hello', token }));
    },
    close: () => socket?.terminate(),
  };
}

test(
  `${KILLS} kills in the middle of work lose nothing and double nothing`,
  { timeout: 60_000 + KILLS * 8_000 },
  async () => {
    const publicPort = await freePort();
    const deskPort = await freePort();
    const profile = temporaryFolder('kill');
    const smtp: TestSmtp = await startSmtp(async () => undefined);
    const imapPort = await freePort();
    const config = `
public: { port: ${publicPort} }
brands: [{ id: ${brand}, name: Kill }]
accounts:
  - id: kill-mail
    channel: email
    brand: ${brand}
    name: Mail
    address: support@desk.test
    config:
      imap: { host: 127.0.0.1, port: ${imapPort}, security: plain }
      smtp: { host: 127.0.0.1, port: ${smtp.port}, security: plain }
    secrets: { password: secret }
  - { id: kill-chat, channel: webchat, brand: ${brand}, name: Chat, address: ${brand} }
`;
    const start = () => startDesk({ profile, config, port: deskPort, workspace: 'empty' });
    let desk: RunningDesk = await start();
    await desk.call('preferences/set', { undoSeconds: { email: 0, chat: 0 } });
    const people = Array.from({ length: 3 }, () => customer(`http://127.0.0.1:${publicPort}`));
    const mails = new Map<string, string>();
    let said = 0;
    for (let kill = 0; kill < KILLS; kill++) {
      for (const one of people) await one.connect();
      const work = (async () => {
        for (let turn = 0; turn < 12; turn++) {
          for (const one of people) one.say(`message ${++said}`);
          const text = `mail ${kill}.${turn}`;
          await desk
            .call<{ ok: boolean; messageId?: string }>('message/compose', {
              commandId: randomUUID(),
              accountId: 'kill-mail',
              to: [{ address: `c${turn}@customer.test`, name: null }],
              cc: [],
              bcc: [],
              subject: text,
              text,
              sendAt: Date.now(),
            })
            .then((answer) => answer.ok && mails.set(text, answer.messageId ?? ''))
            .catch(() => undefined);
        }
      })();
      await new Promise((resolve) => setTimeout(resolve, 20 + ((kill * 137) % 400)));
      await desk.kill();
      await work;
      for (const one of people) one.close();
      desk = await start();
    }
    for (const one of people) await one.connect();
    await eventually('every message is confirmed', 20_000, () =>
      people.every((one) => one.pending.size === 0),
    );

    // One lane sends one mail after the other.
    await eventually('nothing waits but doubts', 30_000 + mails.size * 500, async () => {
      const outbox = await desk.call<{ rows: { delivery: { state: string } }[] }>('outbox/page', {
        limit: 200,
      });
      return outbox.rows.every((row) => row.delivery.state === 'in_doubt');
    });

    const rows: { id: string }[] = [];
    for (let after: string | null | undefined; after !== null;) {
      const page: { rows: { id: string }[]; next: string | null } = await desk.call('inbox/page', {
        view: 'all',
        limit: 200,
        ...(after === undefined ? {} : { after }),
      });
      rows.push(...page.rows);
      after = page.next;
    }
    const received: string[] = [];
    const states = new Map<string, string>();
    for (const row of rows) {
      let before: number | null = null;
      do {
        const page: {
          hasOlder: boolean;
          entries: {
            kind: string;
            seq: number;
            direction?: string;
            text?: string;
            delivery?: { state: string } | null;
          }[];
        } = await desk.call('conversation/timeline', {
          conversationId: row.id,
          before,
          limit: 200,
        });
        for (const entry of page.entries) {
          if (entry.direction === 'inbound') received.push(entry.text ?? '');
          if (entry.direction === 'outbound')
            states.set(entry.text ?? '', entry.delivery?.state ?? '');
        }
        before = page.hasOlder ? (page.entries[0]?.seq ?? null) : null;
      } while (before !== null);
    }
    const saidTexts = people.flatMap((one) => [...one.confirmed]);
    expect(saidTexts.length).toBe(said);
    expect(received.toSorted()).toEqual(saidTexts.toSorted());
    // Confirmed mails are here; none left twice; one that is neither sent nor waiting is asked about.
    for (const text of mails.keys()) expect(states.has(text), `${text} was confirmed`).toBe(true);
    const left = smtp.accepted.map(
      ({ raw }) => /^Subject: (.*)$/m.exec(raw.toString('utf8'))?.[1]?.trim() ?? '',
    );
    expect(new Set(left).size).toBe(left.length);
    const countedAsSent = [...states].flatMap(([text, state]) => (state === 'sent' ? [text] : []));
    expect(countedAsSent.filter((text) => !left.includes(text))).toEqual([]);
    process.stderr.write(
      `[kill] ${KILLS} kills, ${said} chat messages, ${mails.size} mails confirmed, ${left.length} left, ${[...states.values()].filter((state) => state === 'in_doubt').length} in doubt\n`,
    );
    await desk.end();
    await smtp.stop();
    rmSync(profile, { recursive: true, force: true });
  },
);
