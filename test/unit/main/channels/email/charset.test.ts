import iconv from 'iconv-lite';
import { describe, expect, test } from 'vitest';
import { decodeText } from '#main/channels/email/charset.ts';
import { parseMail } from '#main/channels/email/mime.ts';
import type { ParsedMail } from '#main/channels/email/parsed-mail.ts';
import { bytes, mail, multipart } from '../../../../kit/mail/messages.ts';

const simplified = '您好，我的退款还没有到账，麻烦帮忙查一下，谢谢！朱镕基大道８号';
const traditional = '您好，我的退款還沒有入帳，麻煩幫忙查一下，謝謝！';
const hongKong = '我嘅退款仲未到，可唔可以幫我睇下咗冇';

async function read(source: Uint8Array): Promise<ParsedMail> {
  const parsed = await parseMail(source);
  if (parsed.kind !== 'parsed') throw new Error(parsed.reason);
  return parsed;
}

describe('a declared charset', () => {
  test.each([
    ['gb2312', 'gb18030', simplified],
    ['GBK', 'gb18030', simplified],
    ['gb18030', 'gb18030', `${simplified}𠮷`],
    ['x-gbk', 'gb18030', simplified],
    ['cp936', 'gb18030', simplified],
    ['EUC-CN', 'gb18030', simplified],
    ['big5', 'big5', traditional],
    ['big5-hkscs', 'big5-hkscs', hongKong],
    ['utf-8', 'utf8', simplified],
  ])('%s is read as its writers mean it', async (label, encoding, text) => {
    const { text: shown } = await read(
      mail({
        type: `text/plain; charset="${label}"`,
        encoding: 'base64',
        body: iconv.encode(text, encoding).toString('base64'),
      }),
    );
    expect(shown.trim()).toBe(text);
  });
});

describe('a charset that is wrong or missing', () => {
  test.each([
    ['utf-8', 'gb18030', simplified],
    ['us-ascii', 'gb18030', simplified],
    ['iso-8859-1', 'gb18030', simplified],
    ['gb2312', 'utf8', simplified],
    ['big5', 'utf8', traditional],
    [null, 'gb18030', simplified],
    [null, 'utf8', simplified],
    ['unknown-8bit', 'gb18030', simplified],
  ])('labelled %s and written in %s is read right', async (label, encoding, text) => {
    const { text: shown } = await read(
      mail({
        type: label ? `text/plain; charset=${label}` : 'text/plain',
        encoding: '8bit',
        body: bytes(iconv.encode(text, encoding), '\r\n'),
      }),
    );
    expect(shown.trim()).toBe(text);
  });

  test('Big5 without a label is recognised by a sender in Taiwan', async () => {
    const { text } = await read(
      mail({
        type: 'text/plain',
        encoding: '8bit',
        headers: { From: '<lin@shop.com.tw>' },
        body: bytes(iconv.encode(traditional, 'big5'), '\r\n'),
      }),
    );
    expect(text.trim()).toBe(traditional);
  });

  test('a page that names its charset only in its own head is read by that', async () => {
    const page = `<html><head><meta charset="gb2312"></head><body><p>${simplified}</p></body></html>`;
    const { html, text } = await read(
      mail({ type: 'text/html', encoding: '8bit', body: iconv.encode(page, 'gb18030') }),
    );
    expect(html).toContain(simplified);
    expect(text).toContain(simplified);
  });

  test('accented letters without a label are not turned into Chinese', () => {
    const words = 'Voilà, le paiement a été refusé à Besançon';
    expect(decodeText(Buffer.from(words, 'latin1'), null)).toBe(words);
  });
});

describe('headers', () => {
  test('raw GBK bytes in the subject and the sender’s name are read', async () => {
    const parsed = await read(
      mail({
        headers: {
          Subject: iconv.encode('退款还没到账', 'gb18030'),
          From: bytes('"', iconv.encode('陈嘉怡', 'gb18030'), '" <chen@customer.test>'),
        },
      }),
    );
    expect(parsed.subject).toBe('退款还没到账');
    expect(parsed.from).toEqual({ name: '陈嘉怡', address: 'chen@customer.test' });
  });

  test('an encoded word cut inside a character is put together again', async () => {
    const encoded = iconv.encode('退款还没到账怎么办', 'gb18030');
    const words = [encoded.subarray(0, 5), encoded.subarray(5, 11), encoded.subarray(11)]
      .map((part) => `=?gb2312?B?${part.toString('base64')}?=`)
      .join('\r\n ');
    expect((await read(mail({ headers: { Subject: words } }))).subject).toBe('退款还没到账怎么办');
  });

  test.each([
    ['an RFC 2231 name', "filename*=gb2312''%B6%D4%D5%CB%B5%A5.csv"],
    ['continued pieces', "filename*0*=gb2312''%B6%D4;\r\n filename*1*=%D5%CB%B5%A5.csv"],
    ['an encoded word in quotes', 'filename="=?GB2312?B?ttTVy7WlLmNzdg==?="'],
    ['raw bytes', 'filename="\xB6\xD4\xD5\xCB\xB5\xA5.csv"'],
  ])('a file name in %s is read', async (_how, parameter) => {
    const parsed = await read(
      mail({
        type: 'multipart/mixed; boundary=b',
        body: multipart(
          'b',
          ['Content-Type: text/plain', 'hello'],
          [`Content-Type: text/csv\r\nContent-Disposition: attachment; ${parameter}`, 'a,b'],
        ),
      }),
    );
    expect(parsed.attachments[0]?.name).toBe('对账单.csv');
  });

  test('a properly encoded Latin name keeps its accents', async () => {
    const parsed = await read(
      mail({
        type: 'multipart/mixed; boundary=b',
        body: multipart(
          'b',
          ['Content-Type: text/plain', 'hello'],
          [
            "Content-Type: text/csv\r\nContent-Disposition: attachment; filename*=UTF-8''r%C3%A9sum%C3%A9%C3%A4%C3%B6%C3%BC.csv",
            'a,b',
          ],
        ),
      }),
    );
    expect(parsed.attachments[0]?.name).toBe('résuméäöü.csv');
  });
});
