import { describe, expect, test } from 'vitest';
import { parseMail } from '#main/channels/email/mime.ts';
import type { ParsedMail } from '#main/channels/email/parsed-mail.ts';
import { mail, multipart, type MailParts } from '../../../../kit/mail/messages.ts';

async function read(parts: MailParts): Promise<ParsedMail> {
  const parsed = await parseMail(mail(parts));
  if (parsed.kind !== 'parsed') throw new Error(parsed.reason);
  return parsed;
}

const mixed = (...parts: [head: string, content: string | Uint8Array][]): MailParts => ({
  type: 'multipart/mixed; boundary="b"',
  body: multipart('b', ...parts),
});

/** An attribute of a winmail.dat stream (MS-OXTNEF §2.1.3.1). */
function attribute(id: number, data: Uint8Array): Buffer {
  const head = Buffer.alloc(9);
  head.writeUInt8(2, 0);
  head.writeUInt32LE(id, 1);
  head.writeUInt32LE(data.byteLength, 5);
  return Buffer.concat([head, data, Buffer.alloc(2)]);
}

function winmail(name: string, content: string): Buffer {
  const wide = Buffer.from(`${name}\0`, 'utf16le');
  const padded = Buffer.concat([wide, Buffer.alloc((4 - (wide.byteLength % 4)) % 4)]);
  const properties = Buffer.alloc(16);
  properties.writeUInt32LE(1, 0);
  properties.writeUInt16LE(0x001f, 4);
  properties.writeUInt16LE(0x3707, 6);
  properties.writeUInt32LE(1, 8);
  properties.writeUInt32LE(wide.byteLength, 12);
  const begin = Buffer.alloc(6);
  begin.writeUInt32LE(0x223e9f78, 0);
  return Buffer.concat([
    begin,
    attribute(0x00069002, Buffer.alloc(14)),
    attribute(0x00018010, Buffer.from('SHORT~1.XLS\0')),
    attribute(0x0006800f, Buffer.from(content)),
    attribute(0x00069005, Buffer.concat([properties, padded])),
  ]);
}

describe('attachments', () => {
  test('a winmail.dat gives way to the files it holds, under their long names', async () => {
    const parsed = await read(
      mixed(
        ['Content-Type: text/plain', 'see file'],
        [
          'Content-Type: application/ms-tnef; name=winmail.dat\r\nContent-Transfer-Encoding: base64',
          winmail('对账单 十一月.xlsx', 'rows').toString('base64'),
        ],
      ),
    );
    expect(parsed.attachments.map((part) => part.name)).toEqual(['对账单 十一月.xlsx']);
    expect(Buffer.from(parsed.attachments[0]!.bytes).toString()).toBe('rows');
  });

  test('a winmail.dat that breaks off stays a file of its own', async () => {
    const parsed = await read(
      mixed([
        'Content-Type: application/ms-tnef; name=winmail.dat\r\nContent-Transfer-Encoding: base64',
        winmail('a.txt', 'b').subarray(0, 12).toString('base64'),
      ]),
    );
    expect(parsed.attachments.map((part) => part.name)).toEqual(['winmail.dat']);
  });

  test('a mail inside a mail is a file, and its words are not the sender’s', async () => {
    const inner = 'From: other@x.test\r\nSubject: inner\r\n\r\nwords of someone else';
    const parsed = await read(
      mixed(['Content-Type: text/plain', 'mine'], ['Content-Type: message/rfc822', inner]),
    );
    expect(parsed.text).toBe('mine');
    expect(parsed.from?.address).toBe('chen@customer.test');
    expect(parsed.attachments.map((part) => [part.name, part.mime])).toEqual([
      ['message.eml', 'message/rfc822'],
    ]);
    expect(Buffer.from(parsed.attachments[0]!.bytes).toString()).toContain('someone else');
  });

  test.each([
    ['../../etc/passwd', '_.._etc_passwd'],
    ['C:\\Windows\\system32\\cmd.exe', 'C__Windows_system32_cmd.exe'],
    ['CON.txt', '_CON.txt'],
    ['invoice\u202Efdp.exe', 'invoicefdp.exe'],
    ['.htaccess', 'htaccess'],
  ])('the name %j becomes %j', async (name, safe) => {
    const encoded = `=?utf-8?B?${Buffer.from(name).toString('base64')}?=`;
    const parsed = await read(
      mixed([
        `Content-Type: text/x-any\r\nContent-Disposition: attachment; filename="${encoded}"`,
        'x',
      ]),
    );
    expect(parsed.attachments[0]?.name).toBe(safe);
  });

  test('an inline picture keeps the id by which the page names it', async () => {
    const parsed = await read({
      type: 'multipart/related; boundary="b"',
      body: multipart(
        'b',
        ['Content-Type: text/html', '<img src="cid:logo@x">'],
        [
          'Content-Type: image/png\r\nContent-ID: <logo@x>\r\nContent-Disposition: inline; filename=a.png\r\nContent-Transfer-Encoding: base64',
          'iVBORw==',
        ],
      ),
    });
    expect(parsed.html).toContain('cid:logo@x');
    expect(parsed.attachments[0]).toMatchObject({ cid: 'logo@x', isInline: true });
  });
});

describe('words', () => {
  test('an invitation alone says what, when and where', async () => {
    const calendar = [
      'BEGIN:VCALENDAR',
      'METHOD:REQUEST',
      'BEGIN:VEVENT',
      'SUMMARY:对账会议',
      'DTSTART:20261124T013000Z',
      'DTEND:20261124T023000Z',
      'LOCATION:三楼\\, 会议室',
      'ORGANIZER:mailto:wang@merchant.test',
      'END:VEVENT',
      'END:VCALENDAR',
    ].join('\r\n');
    const parsed = await read({
      type: 'text/calendar; charset=utf-8; method=REQUEST',
      encoding: 'base64',
      body: Buffer.from(calendar).toString('base64'),
    });
    expect(parsed.text).toBe(
      '对账会议\n2026-11-24 01:30 UTC – 2026-11-24 02:30 UTC\n三楼, 会议室\nwang@merchant.test',
    );
    expect(parsed.attachments.map((part) => part.name)).toEqual(['invite.ics']);
  });

  test('an HTML mail reads as its words, without styles, scripts and comments', async () => {
    const parsed = await read({
      type: 'text/html; charset=utf-8',
      body: Buffer.from(
        '<style>p{color:red}</style><!-- x > y --><p>退款&nbsp;&#36864;&amp;</p><script>alert(1)</script><p>1 < 2</p>',
      ),
    });
    expect(parsed.text).toBe('退款 退&\n\n1 < 2');
  });

  test('an HTML alternative does not displace the plain words', async () => {
    const parsed = await read({
      type: 'multipart/alternative; boundary="b"',
      body: multipart(
        'b',
        ['Content-Type: text/plain; charset=utf-8', 'plain words'],
        ['Content-Type: text/html; charset=utf-8', '<p>page</p>'],
      ),
    });
    expect(parsed.text.trim()).toBe('plain words');
    expect(parsed.html).toContain('page');
  });

  test('a subject is one line without direction-turning characters', async () => {
    const subject = Buffer.from('refund\u202E\r\nBcc: x@y').toString('base64');
    const parsed = await read({ headers: { Subject: `=?utf-8?B?${subject}?=` } });
    expect(parsed.subject).toBe('refund Bcc: x@y');
  });

  test('a mail without any headers or body is still a mail', async () => {
    const parsed = await parseMail(Buffer.from('just words\r\n'));
    expect(parsed.kind).toBe('parsed');
    expect(parsed.storable).toEqual(Buffer.from('just words\r\n'));
  });
});

describe('the sender', () => {
  const senderOf = async (from: string) => {
    const parsed = await read({ headers: { From: from } });
    return { from: parsed.from, isFromDoubtful: parsed.isFromDoubtful };
  };

  test.each([
    'Chen Jiayi <chen@customer.test>',
    '"Chen, Jiayi" <chen@customer.test>',
    'chen@customer.test',
    '<chen@customer.test>',
    '=?utf-8?B?6ZmI5ZiJ5oCh?= <chen@customer.test>',
    'Chen\r\n Jiayi <chen@customer.test>',
    'chen@customer.test (Chen Jiayi)',
  ])('%j is known by the address', async (line) => {
    expect(await senderOf(line)).toMatchObject({
      from: { address: 'chen@customer.test' },
      isFromDoubtful: false,
    });
  });

  test.each([
    'a@good.test (x (y) evil@bad.test)',
    'a@evil.test (c) .good.test',
    'a@good.test (b@bad.test)',
    'a@good.test, b@bad.test',
    'Group: a@good.test, b@bad.test;',
    '"a@good.test" <b@bad.test> <a@good.test>',
    'a@good.test <b@bad.test>',
    '=?utf-8?B?YUBnb29kLnRlc3Q=?=',
    '"very odd"@good.test',
    '',
  ])('%j is shown but is nobody known', async (line) => {
    expect((await senderOf(line)).isFromDoubtful).toBe(true);
  });

  test('two From headers make the sender doubtful', async () => {
    const source = Buffer.concat([Buffer.from('From: boss@desk.test\r\n'), mail()]);
    expect(await parseMail(source)).toMatchObject({ kind: 'parsed', isFromDoubtful: true });
  });

  test.each([
    ['an address', '"boss@desk.test" <b@bad.test>'],
    ['an encoded address', '=?utf-8?Q?boss=40desk.test?= <b@bad.test>'],
    ['an address with a full-width sign', '=?utf-8?B?Ym9zc++8oGRlc2sudGVzdA==?= <b@bad.test>'],
    ['an address with an invisible character', '=?utf-8?B?Ym9zc0DigItkZXNrLnRlc3Q=?= <b@bad.test>'],
  ])('a display name that is %s is not shown', async (_what, line) => {
    expect((await senderOf(line)).from).toEqual({ name: null, address: 'b@bad.test' });
  });

  test('invisible and direction-turning characters leave the display name', async () => {
    const name = Buffer.from('Chen\u202E\u200B Ji\u2066ayi').toString('base64');
    const { from } = await senderOf(`=?utf-8?B?${name}?= <chen@customer.test>`);
    expect(from?.name).toBe('Chen Jiayi');
  });
});
