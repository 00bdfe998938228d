import iconv from 'iconv-lite';
import { simpleParser } from 'mailparser';
import { describe, expect, test } from 'vitest';
import { maskedSource } from '#main/channels/email/masked-source.ts';
import { bytes, mail, multipart } from '../../../../kit/mail/messages.ts';

const CARD = '4111 1111 1111 1111';
const isHidden = (text: string) =>
  !text.replace(/[\s\-<>/b]/g, '').includes('4111111111111111') && text.includes('1111');

describe('the source of a mail that is kept', () => {
  test('is the very same bytes when it holds no secret', () => {
    const source = mail({
      type: 'multipart/mixed; boundary=b',
      body: multipart(
        'b',
        [
          'Content-Type: text/plain; charset=gbk\r\nContent-Transfer-Encoding: base64',
          iconv.encode('退款单号 20261124', 'gbk').toString('base64'),
        ],
        [
          'Content-Type: application/pdf\r\nContent-Transfer-Encoding: base64',
          Buffer.from(CARD).toString('base64'),
        ],
      ),
    });
    expect(maskedSource(source)).toBe(source);
  });

  test.each([
    ['plain text', 'text/plain; charset=utf-8', '', `my card ${CARD} thanks`],
    [
      'base64',
      'text/plain; charset=utf-8',
      'base64',
      Buffer.from(`我的卡号 ${CARD} 谢谢`).toString('base64'),
    ],
    [
      'base64 GBK',
      'text/plain; charset=gbk',
      'base64',
      iconv.encode(`我的卡号 ${CARD} 谢谢`, 'gbk').toString('base64'),
    ],
    [
      'quoted-printable',
      'text/plain; charset=utf-8',
      'quoted-printable',
      'my card 4111=\r\n 1111=20=31111 1111 thanks',
    ],
    [
      'HTML with tags between the digits',
      'text/html; charset=utf-8',
      '',
      'card <b>4111</b> <b>1111</b> <i>1111</i> 1111 thanks',
    ],
    [
      'base64 HTML',
      'text/html; charset=utf-8',
      'base64',
      Buffer.from('卡号 <b>4111</b> <b>1111</b> <i>1111</i> 1111').toString('base64'),
    ],
    [
      'quoted-printable HTML',
      'text/html; charset=utf-8',
      'quoted-printable',
      '=E5=8D=A1 <b>4111</b> <b>1111</b> <i>1111</=\r\ni> 1111 thanks',
    ],
  ])('has no card number in %s', async (_what, type, encoding, body) => {
    const masked = maskedSource(mail({ type, body, ...(encoding ? { encoding } : {}) }));
    const parsed = await simpleParser(Buffer.from(masked), { skipHtmlToText: true });
    const shown = parsed.text || (parsed.html || '').replace(/<[^>]+>/g, '');
    expect(isHidden(shown)).toBe(true);
    expect(shown).toMatch(/卡|card/);
  });

  test('has none in the subject, however it is encoded', async () => {
    const word = (text: string) => `=?utf-8?B?${Buffer.from(text).toString('base64')}?=`;
    const masked = maskedSource(
      mail({ headers: { Subject: `${word('卡号 4111 1111')}\r\n ${word(' 1111 1111')}` } }),
    );
    const { subject } = await simpleParser(Buffer.from(masked));
    expect(subject).toContain('卡号');
    expect(isHidden(subject ?? '')).toBe(true);
  });

  test('has none in a mail inside a mail, and the other parts keep their bytes', async () => {
    const inner = mail({
      encoding: 'base64',
      body: Buffer.from(`card ${CARD}`).toString('base64'),
    });
    const picture = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 255, 13, 10]).toString('base64');
    const masked = maskedSource(
      mail({
        type: 'multipart/mixed; boundary=b',
        body: multipart(
          'b',
          ['Content-Type: message/rfc822', bytes(inner)],
          [
            'Content-Type: message/rfc822\r\nContent-Transfer-Encoding: base64',
            Buffer.from(inner).toString('base64'),
          ],
          ['Content-Type: image/png\r\nContent-Transfer-Encoding: base64', picture],
        ),
      }),
    );
    const parsed = await simpleParser(Buffer.from(masked));
    for (const part of parsed.attachments.slice(0, 2))
      expect(isHidden((await simpleParser(part.content)).text ?? '')).toBe(true);
    expect(parsed.attachments[2]?.content.toString('base64')).toBe(picture);
  });
});
