import iconv from 'iconv-lite';
import { simpleParser } from 'mailparser';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ConversationId, MessageId } from '#shared/lib/ids.ts';
import { eventually } from '../kit/engine.ts';
import { type MailDesk, mailDesk, SUPPORT } from '../kit/mail/desk.ts';
import { type Dovecot, hasDovecot, startDovecot } from '../kit/mail/dovecot.ts';
import { mail, type MailParts, multipart, type Piece } from '../kit/mail/messages.ts';
import { startSmtp, type TestSmtp } from '../kit/mail/smtp.ts';

let dovecot: Dovecot;
let smtp: TestSmtp;
let desk: MailDesk;
let count = 0;

/** Delivers a mail and waits until it is here. */
async function receive(headers: Record<string, Piece>, parts: MailParts = {}) {
  count += 1;
  const id = `<mail-${count}@customer.test>`;
  await dovecot.deliver(SUPPORT, mail({ ...parts, headers: { 'Message-ID': id, ...headers } }));
  return eventually(`the mail ${id}`, 10_000, () => {
    const [hit] = desk.engine.projection.findByExternalIds([id]);
    return hit ? { id, conversationId: hit.conversationId, messageId: hit.messageId } : null;
  });
}

const conversation = (id: ConversationId) => {
  const found = desk.engine.projection.conversation(id);
  if (!found) throw new Error(`no conversation ${id}`);
  return found;
};

/** Answers in a conversation and waits until the mail has left. */
async function answer(
  conversationId: ConversationId,
  text: string,
  fields: Parameters<MailDesk['engine']['writing']['reply']>[0]['mail'] = null,
) {
  const messageId = desk.engine.newId() as MessageId;
  const result = desk.engine.writing.reply({
    conversationId,
    messageId,
    text,
    html: null,
    attachments: [],
    mail: fields,
    thenStatus: 'resolve',
  });
  if (!result.ok) throw new Error(result.rejection.code);
  await desk.delivery(messageId, 'sent');
  const sent = smtp.accepted.at(-1);
  if (!sent) throw new Error('nothing left');
  const parsed = await simpleParser(sent.raw);
  return { messageId, sent, parsed, externalId: parsed.messageId ?? '' };
}

const from = (address: string) => ({ From: `<${address}>` });

describe.skipIf(!hasDovecot)('e-mail conversations', () => {
  beforeAll(async () => {
    dovecot = await startDovecot();
    smtp = await startSmtp(async () => undefined);
    desk = await mailDesk({
      imap: { host: '127.0.0.1', port: dovecot.imapPort, security: 'plain' },
      smtp: { host: '127.0.0.1', port: smtp.port, security: 'plain' },
      keepsSent: true,
    });
  });
  afterAll(async () => {
    await desk?.end();
    await smtp?.stop();
    await dovecot?.stop();
  });

  describe('threading', () => {
    test('a reply to all reaches everyone, and each of them can answer into the conversation', async () => {
      const first = await receive({
        ...from('chen@customer.test'),
        Cc: '<finance@merchant.test>',
        Subject: '回复：Re: 退款',
      });
      const { sent, parsed, externalId } = await answer(first.conversationId, '在查', {
        to: [{ address: 'chen@customer.test', name: null }],
        cc: [{ address: 'finance@merchant.test', name: null }],
        bcc: [],
        subject: 'Re: 退款',
      });
      expect(sent.to).toEqual(['chen@customer.test', 'finance@merchant.test']);
      expect(parsed.inReplyTo).toBe(first.id);
      const fromFinance = await receive({
        ...from('finance@merchant.test'),
        'In-Reply-To': externalId,
        References: `${first.id} ${externalId}`,
      });
      expect(fromFinance.conversationId).toBe(first.conversationId);
    });

    test('a forwarded mail brings the answer of the third party into the conversation', async () => {
      const first = await receive(from('wang@customer.test'));
      const { sent, externalId } = await answer(first.conversationId, '请银行核实', {
        to: [{ address: 'desk@bank.test', name: null }],
        cc: [],
        bcc: [],
        subject: 'Fwd: Question',
      });
      expect(sent.to).toEqual(['desk@bank.test']);
      const reply = await receive({ ...from('desk@bank.test'), 'In-Reply-To': externalId });
      expect(reply.conversationId).toBe(first.conversationId);
      expect(conversation(first.conversationId).status).toBe('open');
    });

    test('a customer’s own second mail joins by the first one’s id', async () => {
      const first = await receive(from('zhao@customer.test'));
      const second = await receive({ ...from('zhao@customer.test'), References: first.id });
      expect(second.conversationId).toBe(first.conversationId);
    });

    test.each([
      ['the customer’s id', (own: string) => own],
      [
        'an id of ours with another mark',
        (_own: string, ours: string) => ours.replace(/\.[0-9a-f]{20}@/, `.${'0'.repeat(20)}@`),
      ],
      [
        'an id of ours with another message',
        (_own: string, ours: string) => ours.replace(/^<./, '<f'),
      ],
    ])('a stranger who quotes %s opens a conversation of their own', async (_what, forge) => {
      const first = await receive(from('sun@customer.test'));
      const { externalId } = await answer(first.conversationId, '您好');
      const forged = forge(first.id, externalId);
      const stranger = await receive({
        ...from('stranger@evil.test'),
        'In-Reply-To': forged,
        References: forged,
      });
      expect(stranger.conversationId).not.toBe(first.conversationId);
    });

    test('a sender who only looks like the customer opens a conversation of their own', async () => {
      const first = await receive(from('qian@customer.test'));
      const posing = await receive({
        From: '"qian@customer.test" <qian@customer.test> (x) <thief@evil.test>',
        'In-Reply-To': first.id,
      });
      expect(posing.conversationId).not.toBe(first.conversationId);
    });

    test('two different mails under one Message-ID are both here', async () => {
      const id = '<the-same@customer.test>';
      await receive({ ...from('li@customer.test'), Subject: 'one' });
      for (const subject of ['first of two', 'second of two', 'second of two'])
        await dovecot.deliver(
          SUPPORT,
          mail({ headers: { ...from('li@customer.test'), 'Message-ID': id, Subject: subject } }),
        );
      const both = () =>
        desk
          .rows()
          .map((row) => row.subject)
          .filter((subject) => subject?.endsWith('of two'));
      await eventually('both', 10_000, () => both().length >= 2);
      await receive({ ...from('li@customer.test'), Subject: 'three' });
      expect(new Set(both())).toEqual(new Set(['first of two', 'second of two']));
      expect(both()).toHaveLength(2);
    });
  });

  describe('reports about mails of ours', () => {
    async function written(address: string) {
      const first = await receive(from(address));
      return { ...first, ...(await answer(first.conversationId, '您好，已退款')) };
    }
    const daemon = { From: 'MAILER-DAEMON@mx.test (Mail Delivery System)', 'Message-ID': '' };
    const bounced = (id: MessageId) =>
      eventually('the bounce at the message', 10_000, () => desk.message(id).delivery?.bounce);

    test('RFC 3464: by the envelope id alone', async () => {
      const mine = await written('a1@customer.test');
      const before = desk.rows().length;
      await dovecot.deliver(
        SUPPORT,
        mail({
          headers: {
            ...daemon,
            'Return-Path': '<>',
            Subject: 'Undelivered Mail Returned to Sender',
          },
          type: 'multipart/report; report-type=delivery-status; boundary="b"',
          body: multipart(
            'b',
            ['Content-Type: text/plain', 'This is the mail system.'],
            [
              'Content-Type: message/delivery-status',
              `Reporting-MTA: dns; mx.test\r\nOriginal-Envelope-Id: ${mine.sent.envelopeId}\r\n\r\nFinal-Recipient: rfc822; a1@customer.test\r\nAction: failed\r\nStatus: 5.1.1\r\nDiagnostic-Code: smtp; 550 5.1.1 <a1@customer.test>:\r\n    user unknown`,
            ],
          ),
        }),
      );
      expect(await bounced(mine.messageId)).toContain('user unknown');
      expect(desk.rows()).toHaveLength(before);
    });

    test.each([
      [
        'a notice in Chinese with the mail attached',
        'gb18030',
        '系统退信/Systems bounce',
        (id: string) =>
          ({
            type: 'multipart/mixed; boundary="b"',
            body: multipart(
              'b',
              [
                'Content-Type: text/plain; charset=gb18030\r\nContent-Transfer-Encoding: base64',
                iconv
                  .encode(
                    '抱歉，您的邮件被退回来了……\r\n收件人 a2@customer.test 退信原因：收件人邮箱不存在',
                    'gb18030',
                  )
                  .toString('base64'),
              ],
              [
                'Content-Type: message/rfc822',
                `From: ${SUPPORT}\r\nMessage-ID: ${id}\r\nSubject: x\r\n\r\nwords`,
              ],
            ),
          }) satisfies MailParts,
        '邮箱不存在',
      ],
      [
        'a notice that quotes the headers',
        'utf-8',
        '退信通知：无法送达',
        (id: string) =>
          ({
            encoding: 'base64',
            body: Buffer.from(
              `您的邮件无法送达以下收件人：\r\na2@customer.test\r\n550 5.2.2 邮箱空间已满\r\n\r\n原始邮件头：\r\nMessage-ID: ${id}\r\n`,
            ).toString('base64'),
          }) satisfies MailParts,
        '邮箱空间已满',
      ],
    ])('%s', async (_what, _charset, subject, build, reason) => {
      const mine = await written('a2@customer.test');
      const before = desk.rows().length;
      const parts = build(mine.externalId);
      await dovecot.deliver(
        SUPPORT,
        mail({
          ...parts,
          headers: {
            From: '<postmaster@provider.test>',
            'Message-ID': '',
            Subject: `=?utf-8?B?${Buffer.from(subject).toString('base64')}?=`,
          },
        }),
      );
      expect(await bounced(mine.messageId)).toContain(reason);
      expect(desk.rows()).toHaveLength(before);
    });

    test('a notice that only answers our mail', async () => {
      const mine = await written('a3@customer.test');
      await dovecot.deliver(
        SUPPORT,
        mail({
          headers: {
            ...daemon,
            Subject: 'Undeliverable: Re: Question',
            'In-Reply-To': mine.externalId,
          },
          body: 'Your message could not be delivered. 550 5.1.10 RecipientNotFound a3@customer.test\r\n',
        }),
      );
      expect(await bounced(mine.messageId)).toContain('RecipientNotFound');
    });

    test('"delayed" stands in the conversation, fails nothing and wakes nobody', async () => {
      const mine = await written('a4@customer.test');
      const notice = await receive(
        { From: '<MAILER-DAEMON@mx.test>', Subject: 'Delayed Mail (still being retried)' },
        {
          type: 'multipart/report; report-type=delivery-status; boundary="b"',
          body: multipart(
            'b',
            ['Content-Type: text/plain', 'It will be tried for five days.'],
            [
              'Content-Type: message/delivery-status',
              'Reporting-MTA: dns; mx.test\r\n\r\nFinal-Recipient: rfc822; a4@customer.test\r\nAction: delayed\r\nStatus: 4.4.1',
            ],
            ['Content-Type: text/rfc822-headers', `Message-ID: ${mine.externalId}`],
          ),
        },
      );
      expect(notice.conversationId).toBe(mine.conversationId);
      expect(desk.message(mine.messageId).delivery).toMatchObject({ state: 'sent', bounce: null });
      expect(conversation(mine.conversationId).status).toBe('resolved');
    });

    test('a report anybody could have written does not touch the message', async () => {
      const mine = await written('a5@customer.test');
      const forged = mine.externalId.replace(/\.[0-9a-f]{20}@/, `.${'a'.repeat(20)}@`);
      const report = await receive(
        { From: '<MAILER-DAEMON@evil.test>', Subject: 'Undelivered Mail Returned to Sender' },
        {
          type: 'multipart/report; report-type=delivery-status; boundary="b"',
          body: multipart(
            'b',
            [
              'Content-Type: message/delivery-status',
              'Reporting-MTA: dns; evil.test\r\n\r\nFinal-Recipient: rfc822; a5@customer.test\r\nAction: failed\r\nStatus: 5.0.0',
            ],
            ['Content-Type: text/rfc822-headers', `Message-ID: ${forged}`],
          ),
        },
      );
      expect(report.conversationId).not.toBe(mine.conversationId);
      expect(desk.message(mine.messageId).delivery?.bounce).toBeNull();
    });

    test('an absence note joins the conversation and wakes nobody', async () => {
      const mine = await written('a6@customer.test');
      const note = await receive({
        ...from('a6@customer.test'),
        Subject: '自动回复: Re: Question',
        'Auto-Submitted': 'auto-replied',
        'In-Reply-To': mine.externalId,
      });
      expect(note.conversationId).toBe(mine.conversationId);
      expect(conversation(mine.conversationId).status).toBe('resolved');
    });
  });

  test('a mail that cannot be read is in the list with its source', async () => {
    const before = desk.rows().length;
    const padding = Array.from({ length: 11_000 }, (_one, i) => `line ${i}`).join('\r\n ');
    await dovecot.deliver(
      SUPPORT,
      mail({ headers: { ...from('bomb@customer.test'), 'X-Padding': padding } }),
    );
    const row = await eventually('the mail', 10_000, () =>
      desk.rows().length > before ? desk.rows()[0] : null,
    );
    const [message] = row ? desk.messages(row.id) : [];
    expect(message?.unreadable).toContain('too many lines');
    const source = message && (await desk.engine.sourceOf(message.messageId));
    expect(source).toContain('bomb@customer.test');
  });
});
