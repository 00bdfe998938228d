import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type RunningDesk, startDesk } from '../kit/desk.ts';
import { eventually, temporaryFolder } from '../kit/engine.ts';
import { type Dovecot, freePort, hasDovecot, startDovecot } from '../kit/mail/dovecot.ts';
import { startSmtp, type TestSmtp } from '../kit/mail/smtp.ts';

const SUPPORT = 'support@desk.test';
const PERSON = 'zhaoliying@secret.test';
/** Each stands somewhere only this person left it. */
const SECRETS = [
  'zhaoliying',
  'secret.test',
  'lettertext',
  'letterhtml',
  'attachedwords',
  'subjectwords',
];

let dovecot: Dovecot;
let smtp: TestSmtp;
let desk: RunningDesk;
let profile: string;
let origin: string;
let config: string;

beforeAll(async () => {
  if (!hasDovecot) return;
  dovecot = await startDovecot();
  smtp = await startSmtp((to, raw) => dovecot.deliver(to, raw));
  const port = await freePort();
  origin = `http://127.0.0.1:${port}`;
  profile = temporaryFolder('contacts-mail');
  config = `
public: { port: ${port} }
brands: [{ id: pay, name: Pay }]
accounts:
  - id: pay-mail
    channel: email
    brand: pay
    name: Mail
    address: ${SUPPORT}
    config:
      imap: { host: 127.0.0.1, port: ${dovecot.imapPort}, security: plain }
      smtp: { host: 127.0.0.1, port: ${smtp.port}, security: plain }
      since: all
    secrets: { password: ${dovecot.password} }
  - { id: pay-chat, channel: webchat, brand: pay, name: Chat, address: pay }
`;
  desk = await startDesk({ workspace: 'empty', profile, config });
});
afterAll(async () => {
  await desk?.end();
  await smtp?.stop();
  await dovecot?.stop();
});

interface Row {
  id: string;
  contactId: string;
  address: string;
  subject: string | null;
}
const rows = async () => (await desk.call<{ rows: Row[] }>('inbox/page', { view: 'all' })).rows;
const rowOf = (fits: (row: Row) => boolean) =>
  eventually('the conversation is there', 15_000, async () => (await rows()).find(fits));

/** A letter with text, HTML and a file, all in base64. */
function letter(id: string, more = ''): string {
  const encoded = (text: string) => Buffer.from(text).toString('base64');
  return [
    `Message-ID: <${id}@secret.test>`,
    `From: "Zhaoliying" <${PERSON}>`,
    `To: <${SUPPORT}>`,
    `Subject: subjectwords ${id}`,
    ...(more === '' ? [] : [more]),
    `Date: ${new Date().toUTCString()}`,
    'MIME-Version: 1.0',
    'Content-Type: multipart/mixed; boundary=b',
    '',
    '--b',
    'Content-Type: text/plain; charset=utf-8',
    'Content-Transfer-Encoding: base64',
    '',
    encoded('lettertext, a long line of words so that base64 has something to hold'),
    '--b',
    'Content-Type: text/html; charset=utf-8',
    'Content-Transfer-Encoding: base64',
    '',
    encoded('<p>letterhtml with some more words to fill it up a little</p>'),
    '--b',
    'Content-Type: text/plain; name="attachedwords.txt"',
    'Content-Disposition: attachment; filename="attachedwords.txt"',
    'Content-Transfer-Encoding: base64',
    '',
    encoded(`attachedwords ${'and many more of them '.repeat(20_000)}`),
    '--b--',
    '',
  ].join('\r\n');
}

/** The secrets in any file of the profile, plain or inside base64. */
function found(): string[] {
  return readdirSync(profile, { recursive: true })
    .map((name) => path.join(profile, String(name)))
    .filter((file) => statSync(file).isFile())
    .flatMap((file) => {
      const text = readFileSync(file).toString('latin1');
      const decoded = [...text.matchAll(/[A-Za-z0-9+/\r\n]{24,}={0,2}/g)].map((match) =>
        Buffer.from(match[0], 'base64').toString('latin1'),
      );
      const all = [text, ...decoded].join('\n').toLowerCase();
      return SECRETS.filter((word) => all.includes(word)).map(
        (word) => `${word} in ${path.relative(profile, file)}`,
      );
    });
}

test.skipIf(!hasDovecot)(
  'a form with a known address joins nobody and is suggested; the whole person is erased, raw mail included, and stays erased',
  { timeout: 90_000 },
  async () => {
    await dovecot.deliver(SUPPORT, letter('one'));
    const mail = await rowOf((row) => row.subject?.includes('subjectwords') === true);
    await fetch(`${origin}/webchat/offline`, {
      method: 'POST',
      body: JSON.stringify({
        brandId: 'pay',
        name: 'Somebody',
        email: PERSON,
        text: 'lettertext from a form',
      }),
    });
    const form = await rowOf((row) => row.id !== mail.id);
    // Typed in, not proven: a contact of its own.
    expect(form.contactId).not.toBe(mail.contactId);
    const suggested = await desk.call<{ contactId: string; evidence: { kind: string }[] }[]>(
      'contact/suggestions',
      { contactId: mail.contactId },
    );
    expect(suggested).toMatchObject([
      { contactId: form.contactId, evidence: [{ kind: 'same-mail', isVerified: false }] },
    ]);
    const linked = await desk.call<{ ok: boolean }>('contact/link', {
      contactId: form.contactId,
      intoId: mail.contactId,
      evidence: suggested[0]?.evidence,
      confidence: 60,
    });
    expect(linked.ok).toBe(true);
    // What comes in while linked stays with the contact whose address it came from.
    await dovecot.deliver(SUPPORT, letter('two', 'In-Reply-To: <one@secret.test>'));
    await eventually('the answer is in the same conversation', 15_000, async () => {
      const { entries } = await desk.call<{ entries: { kind: string }[] }>(
        'conversation/timeline',
        { conversationId: mail.id },
      );
      return entries.filter((entry) => entry.kind === 'message').length === 2;
    });
    const sent = await desk.call<{ ok: boolean }>('message/send', {
      conversationId: mail.id,
      text: 'lettertext answered',
      mail: { to: [{ address: PERSON, name: null }], cc: [], bcc: [], subject: 'Re: subjectwords' },
      sendAt: Date.now(),
    });
    expect(sent.ok).toBe(true);
    await eventually('the answer has left', 15_000, () => smtp.accepted.length > 0);
    await desk.call('upkeep/backUp');
    await desk.call('search/messages', { text: 'lettertext' });
    expect(found().length).toBeGreaterThan(SECRETS.length);

    const preview = await eventually('nothing is on its way', 10_000, async () => {
      const read = await desk.call<{ confirmation: string; refusal: unknown; counts: object }>(
        'contact/erasePreview',
        { contactId: form.contactId },
      );
      return read.refusal === null && read;
    });
    expect(preview.counts).toMatchObject({ contacts: 2, conversations: 2, messages: 4 });
    const erased = await desk.call<{ ok: boolean }>('contact/erase', {
      contactId: form.contactId,
      reason: 'written request 17',
      confirmation: preview.confirmation,
      mark: '[erased]',
    });
    expect(erased).toMatchObject({ ok: true });
    await eventually('the copy in the Sent folder is settled', 10_000, () => found().length === 0);
    expect(found()).toEqual([]);

    // Started again, what still lies on the server is not taken in again.
    await desk.end();
    desk = await startDesk({ profile, config });
    await eventually('the mailbox is in step', 20_000, async () => {
      const accounts = await desk.call<{ status: { phase: string } | null }[]>('account/list');
      return accounts.some((account) => account.status?.phase === 'live');
    });
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    expect((await rows()).map((row) => row.address)).toEqual(['[erased]', '[erased]']);
    expect(found()).toEqual([]);

    // Who writes again is a stranger, in a conversation of their own.
    await dovecot.deliver(SUPPORT, letter('three', 'In-Reply-To: <one@secret.test>'));
    const again = await rowOf((row) => row.address === PERSON);
    expect([mail.contactId, form.contactId]).not.toContain(again.contactId);
    expect([mail.id, form.id]).not.toContain(again.id);
  },
);
