import { randomUUID } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { type RunningDesk, startDesk } from '../kit/desk.ts';
import { eventually, temporaryFolder } from '../kit/engine.ts';
import { type Dovecot, freePort, hasDovecot, startDovecot } from '../kit/mail/dovecot.ts';
import { startSmtp, type TestSmtp } from '../kit/mail/smtp.ts';

const SUPPORT = 'support@desk.test';
const brand = 'gate-pay';

/** A number as cards have it: issuer digits, a serial, and the check digit of ISO/IEC 7812-1. */
function cardNumber(serial: number): string {
  const body = `453914${String(100_000_000 + serial * 7919).slice(0, 9)}`;
  let sum = 0;
  for (const [index, digit] of body.split('').toReversed().entries()) {
    const doubled = Number(digit) * (index % 2 === 0 ? 2 : 1);
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return `${body}${(10 - (sum % 10)) % 10}`;
}

/** Door → the number planted there. */
const planted = new Map<string, string>();
const plant = (door: string): string => {
  const number = cardNumber(planted.size + 1);
  planted.set(door, number);
  return number;
};
const spaced = (number: string) => number.replace(/(\d{4})(?=\d)/g, '$1 ');
const SECURITY_CODE = '739';

function filesOf(folder: string): string[] {
  return readdirSync(folder, { recursive: true })
    .map((name) => path.join(folder, String(name)))
    .filter((name) => statSync(name).isFile());
}

/** Everything a file could say: its bytes as text, as UTF-16, and what base64 and quoted-printable in it hold. */
function readings(bytes: Buffer): string[] {
  const text = bytes.toString('latin1');
  const decoded = [...text.matchAll(/[A-Za-z0-9+/\r\n]{24,}={0,2}/g)].map((match) =>
    Buffer.from(match[0], 'base64').toString('latin1'),
  );
  const quoted = text
    .replaceAll(/=\r?\n/g, '')
    .replaceAll(/=([0-9A-F]{2})/g, (_all, hex: string) => String.fromCharCode(parseInt(hex, 16)));
  return [text, bytes.toString('utf16le'), quoted, ...decoded];
}

/** Which of the numbers lie in a folder, in digits alone or parted by blanks and hyphens, and where. */
function findIn(folder: string): string[] {
  const found: string[] = [];
  for (const file of filesOf(folder)) {
    const all = readings(readFileSync(file));
    const digitsOnly = all.map((text) => text.replaceAll(/(?<=\d)[\s\-.–—]+(?=\d)/g, ''));
    for (const [door, number] of planted)
      if ([...all, ...digitsOnly].some((text) => text.includes(number)))
        found.push(`${door} in ${path.relative(folder, file)}`);
    if (all.some((text) => /(?:cvv|安全码)\D{0,3}739/i.test(text)))
      found.push(`security code in ${path.relative(folder, file)}`);
  }
  return found;
}

let dovecot: Dovecot;
let smtp: TestSmtp;
let desk: RunningDesk;
let profile: string;
let origin: string;

beforeAll(async () => {
  if (!hasDovecot) return;
  dovecot = await startDovecot();
  smtp = await startSmtp((to, raw) => dovecot.deliver(to, raw));
  const port = await freePort();
  origin = `http://127.0.0.1:${port}`;
  profile = temporaryFolder('gate');
  desk = await startDesk({
    workspace: 'empty',
    profile,
    config: `
public: { port: ${port} }
brands: [{ id: ${brand}, name: Gate }]
accounts:
  - id: gate-mail
    channel: email
    brand: ${brand}
    name: Mail
    address: ${SUPPORT}
    config:
      imap: { host: 127.0.0.1, port: ${dovecot.imapPort}, security: plain }
      smtp: { host: 127.0.0.1, port: ${smtp.port}, security: plain }
      since: all
    secrets: { password: ${dovecot.password} }
  - { id: gate-chat, channel: webchat, brand: ${brand}, name: Chat, address: ${brand} }
`,
  });
});
afterAll(async () => {
  await desk?.end();
  await smtp?.stop();
  await dovecot?.stop();
});

const command = (procedure: string, input: object) =>
  desk.call<{ ok: boolean }>(procedure, { commandId: randomUUID(), ...input });
const rowOf = (contact: string) =>
  eventually(`the conversation of ${contact}`, 10_000, async () => {
    const { rows } = await desk.call<{
      rows: { id: string; contactId: string; contactName: string | null; address: string }[];
    }>('inbox/page', { view: 'all' });
    return rows.find(
      (row) => row.contactName?.startsWith(contact) || row.address.startsWith(contact),
    );
  });

/** A customer in the chat; resolves when everything said is confirmed. */
async function customerSays(
  texts: string[],
  name: string,
  preChat: object | null,
  file?: { name: string; body: string },
) {
  const { token } = (await (
    await fetch(`${origin}/webchat/session`, {
      method: 'POST',
      body: JSON.stringify({ brandId: brand, token: null, identity: null }),
    })
  ).json()) as { token: string };
  const uploads: string[] = [];
  if (file) {
    const answer = await fetch(`${origin}/webchat/upload?name=${encodeURIComponent(file.name)}`, {
      method: 'POST',
      headers: { 'x-visitor': token },
      body: file.body,
    });
    uploads.push(((await answer.json()) as { id: string }).id);
  }
  const socket = new WebSocket(`${origin.replace('http', 'ws')}/webchat/socket`, { origin });
  let acknowledged = 0;
  socket.on('message', (data: Buffer) => {
    if ((JSON.parse(data.toString()) as { kind: string }).kind === 'ack') acknowledged += 1;
  });
  await new Promise((resolve) => socket.once('open', resolve));
  socket.send(JSON.stringify({ kind: 'hello', token }));
  for (const [index, text] of texts.entries()) {
    socket.send(
      JSON.stringify({
        kind: 'say',
        id: randomUUID(),
        text,
        uploads: index === 0 ? uploads : [],
        preChat:
          index === 0
            ? { accountName: name, orderNumber: null, topic: null, pageUrl: null, ...preChat }
            : null,
        language: 'zh-CN',
      }),
    );
    await eventually(`message ${index} is confirmed`, 5_000, () => acknowledged > index);
  }
  socket.close();
}

function plantedMail(): string {
  const encoded = (text: string) => Buffer.from(text).toString('base64');
  return [
    'Message-ID: <planted@customer.test>',
    `From: "Wu ${plant('mail sender name')}" <wu@customer.test>`,
    `To: <${SUPPORT}>`,
    `Subject: Card ${plant('mail subject')}`,
    `Date: ${new Date().toUTCString()}`,
    `X-Note: ${plant('mail header')}`,
    'MIME-Version: 1.0',
    'Content-Type: multipart/mixed; boundary=b',
    '',
    '--b',
    'Content-Type: text/plain; charset=utf-8',
    'Content-Transfer-Encoding: base64',
    '',
    encoded(`我的卡号是 ${spaced(plant('mail text'))}，cvv: ${SECURITY_CODE}`),
    '--b',
    'Content-Type: text/html; charset=utf-8',
    'Content-Transfer-Encoding: quoted-printable',
    '',
    `<p title=3D"${plant('mail attribute')}">Card ${spaced(plant('mail html')).replaceAll(' ', '&nbsp;')}</p>`,
    '--b',
    `Content-Type: text/csv; name="${plant('mail file name')}.csv"`,
    'Content-Transfer-Encoding: base64',
    '',
    encoded(`order,card\nGP-1,${plant('mail attachment')}\n`),
    '--b--',
    '',
  ].join('\r\n');
}

test.skipIf(!hasDovecot)(
  'no planted number is in any file of the profile',
  { timeout: 90_000 },
  async () => {
    const split = plant('chat, split over two messages');
    await customerSays(
      [
        `付款卡 ${spaced(plant('chat text'))} 安全码${SECURITY_CODE}`,
        `前一半 ${split.slice(0, 8)}`,
        `后一半 ${split.slice(8)}`,
      ],
      `Zhou ${plant('chat name')}`,
      { orderNumber: plant('chat order field'), topic: plant('chat topic') },
      { name: `${plant('chat file name')}.dat`, body: `card ${plant('chat file')}` },
    );
    await dovecot.deliver(SUPPORT, plantedMail());
    await fetch(`${origin}/webchat/offline`, {
      method: 'POST',
      body: JSON.stringify({
        brandId: brand,
        name: `Li ${plant('form name')}`,
        email: 'li@customer.test',
        text: `card ${plant('form text')}`,
      }),
    });

    const chat = await rowOf('Zhou');
    const mail = await rowOf('Wu');
    await rowOf('Li');
    const upload = await fetch(`${desk.origin}/blob?name=${plant('agent file name')}.txt`, {
      method: 'POST',
      headers: { authorization: 'Bearer test-api-token', 'content-type': 'text/plain' },
      body: `card ${plant('agent file')}`,
    });
    const uploaded = (await upload.json()) as object;
    const attachment = { ...uploaded, cid: null, isInline: false };
    const mailFields = {
      to: [{ address: 'wu@customer.test', name: `Wu ${plant('recipient name')}` }],
      cc: [],
      bcc: [],
      subject: `Re: ${plant('reply subject')}`,
    };
    const done = [
      await command('message/send', {
        conversationId: chat.id,
        text: `您的卡 ${plant('chat answer')}`,
      }),
      await command('message/send', {
        conversationId: mail.id,
        text: `Your card ${plant('mail answer')}`,
        html: `<p>Your card ${plant('mail answer html')}</p>`,
        attachments: [attachment],
        mail: mailFields,
        sendAt: Date.now(),
      }),
      await command('message/note', { conversationId: chat.id, text: `card ${plant('note')}` }),
      await command('conversation/rename', {
        conversationId: mail.id,
        subject: `About ${plant('new subject')}`,
      }),
      await command('conversation/tag', { conversationId: chat.id, tag: plant('tag') }),
      await command('conversation/resolve', { conversationId: chat.id, cause: plant('cause') }),
      await command('contact/rename', {
        contactId: chat.contactId,
        name: `Zhou ${plant('contact name')}`,
      }),
      await command('contact/describe', {
        contactId: chat.contactId,
        kind: 'user',
        language: null,
        timeZone: null,
        note: `card ${plant('contact note')}`,
      }),
      await command('contact/changeFields', {
        contactId: chat.contactId,
        fields: [{ key: 'user.level', value: `gold ${plant('contact field')}` }],
      }),
      await command('contact/consent', {
        contactId: chat.contactId,
        purpose: `mail ${plant('consent purpose')}`,
        how: `on the phone ${plant('consent way')}`,
        givenAt: 1,
      }),
      await command('contact/link', {
        contactId: chat.contactId,
        intoId: mail.contactId,
        evidence: [
          { kind: 'agent-word', isVerified: false, note: `card ${plant('link evidence')}` },
        ],
        confidence: 60,
      }),
      await command('contact/reveal', {
        contactId: chat.contactId,
        conversationId: null,
        reason: `to compare ${plant('reveal reason')}`,
      }),
      await command('contact/defineFields', {
        fields: [
          {
            key: 'own.card',
            name: { zh: `卡 ${plant('field name')}`, en: 'Card' },
            type: 'choice',
            choices: [`card ${plant('field choice')}`],
            kind: null,
            isRequired: false,
          },
        ],
      }),
      await command('workspace/rename', { name: `Desk ${plant('workspace name')}` }),
    ];
    expect(done.map((one) => one.ok)).toEqual(done.map(() => true));
    const imported = await desk.call<{ outcome: string }[]>('contact/importRows', {
      importId: 'import-of-cards',
      isDryRun: false,
      rows: [
        {
          line: 2,
          name: `Sun ${plant('imported name')}`,
          kind: '',
          language: '',
          timeZone: '',
          note: `card ${plant('imported note')}`,
          identities: [{ kind: 'email', text: 'sun@customer.test' }],
          fields: [{ key: 'user.login', value: plant('imported field') }],
        },
        {
          line: 3,
          name: 'Refused',
          kind: '',
          language: '',
          timeZone: '',
          note: '',
          identities: [{ kind: 'account', text: plant('imported account') }],
          fields: [],
        },
      ],
    });
    expect(imported.map((one) => one.outcome)).toEqual(['new', 'refused']);
    await desk.call('draft/save', {
      conversationId: mail.id,
      face: 'reply',
      text: `draft ${plant('draft text')}`,
      mail: {
        kind: 'reply',
        ...mailFields,
        subject: `Re: ${plant('draft subject')}`,
        html: `<p>${plant('draft html')}</p>`,
      },
      attachments: [],
      sinceSeq: 0,
    });
    await desk.call('draft/save', {
      conversationId: chat.id,
      face: 'note',
      text: `note ${plant('note draft')}`,
      mail: null,
      attachments: [],
      sinceSeq: 0,
    });
    const searched = await desk.call<{ hits: unknown[] }>('search/messages', {
      text: plant('search'),
    });
    expect(searched.hits).toEqual([]);
    await eventually('the answer has left', 10_000, () => smtp.accepted.length > 0);
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    await desk.end();

    expect(planted.size).toBeGreaterThan(30);
    expect(filesOf(profile).length).toBeGreaterThan(5);
    expect(findIn(profile)).toEqual([]);
  },
);

test('the search itself finds a number however it is written', () => {
  const folder = temporaryFolder('control');
  const number = plant('control');
  mkdirSync(path.join(folder, 'deep'));
  const writings: [string, string | Buffer][] = [
    ['plain', `x${number}y`],
    ['spaced', spaced(number)],
    ['base64', Buffer.from(`card number ${number} here`).toString('base64')],
    ['utf16', Buffer.from(number, 'utf16le')],
    ['deep/hyphens', number.replace(/(\d{4})(?=\d)/g, '$1-')],
  ];
  for (const [name, content] of writings) writeFileSync(path.join(folder, name), content);
  const found = findIn(folder);
  for (const [name] of writings) expect(found).toContain(`control in ${name}`);
});
