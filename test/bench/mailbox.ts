import { createHash } from 'node:crypto';
import { mail, multipart } from '../kit/mail/messages.ts';

/*
 * A support mailbox made from a seed: half in Chinese, conversations of about three mails that
 * quote one another, text with an HTML alternative, one in eight with a file of 10–300 kB.
 */
const zh =
  '退款 到账 订单 付款 失败 账户 冻结 商户 结算 验证码 请问 什么时候 谢谢 客服 银行卡 处理'.split(
    ' ',
  );
const en =
  'refund order payment failed account frozen merchant settlement code when please thanks support card pending'.split(
    ' ',
  );

/** Numbers in 0..1, the same for the same seed (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const base64 = (content: Uint8Array): string =>
  Buffer.from(content)
    .toString('base64')
    .replace(/(.{76})/g, '$1\r\n');
/** Bytes as a compressed file has them. */
function noise(size: number, random: () => number): Uint8Array {
  const words = new Uint32Array(Math.ceil(size / 4));
  for (let index = 0; index < words.length; index++) words[index] = random() * 4_294_967_296;
  return new Uint8Array(words.buffer, 0, size);
}
const word = (text: string) => `=?utf-8?B?${Buffer.from(text).toString('base64')}?=`;

export interface BenchMailbox {
  sources: Uint8Array[];
  bytes: number;
}

export function benchMailbox(count: number): BenchMailbox {
  const sources: Uint8Array[] = [];
  let bytes = 0;
  let thread = { left: 0, subject: '', customer: '', refs: [] as string[], quoted: '', isZh: true };
  for (let index = 0; index < count; index++) {
    const random = seeded(index * 7 + 1);
    const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)]!;
    if (thread.left === 0) {
      const isZh = random() < 0.55;
      thread = {
        left: 1 + Math.floor(random() * 5),
        subject: `${pick(isZh ? zh : en)} GP-${100_000 + index}`,
        customer: `customer${Math.floor(random() * 6_000)}@mail.test`,
        refs: [],
        quoted: '',
        isZh,
      };
    }
    thread.left -= 1;
    const own = Array.from({ length: 4 + Math.floor(random() * 8) }, () =>
      Array.from({ length: 8 + Math.floor(random() * 12) }, () => pick(thread.isZh ? zh : en)).join(
        thread.isZh ? '' : ' ',
      ),
    ).join('\r\n');
    const text = thread.quoted ? `${own}\r\n\r\nOn Monday they wrote:\r\n${thread.quoted}` : own;
    thread.quoted = `> ${text.replaceAll('\r\n', '\r\n> ')}`.slice(0, 2_500);
    const encoded = (content: string) =>
      `Content-Transfer-Encoding: base64\r\n\r\n${base64(Buffer.from(content))}`;
    const html = `<html><head><style>p{margin:0 0 8px}</style></head><body>${text
      .split('\r\n')
      .map((line) => `<p style="font-size:14px">${line.replaceAll('>', '&gt;')}</p>`)
      .join('\r\n')}</body></html>`;
    const alternative = multipart(
      'alt',
      ['Content-Type: text/plain; charset=utf-8', ''],
      ['Content-Type: text/html; charset=utf-8', ''],
    );
    const body = Buffer.from(alternative)
      .toString('latin1')
      .replace('utf-8\r\n\r\n', `utf-8\r\n${encoded(text)}`)
      .replace('html; charset=utf-8\r\n\r\n', `html; charset=utf-8\r\n${encoded(html)}`);
    const size = random() < 0.125 ? Math.floor(10_000 * Math.exp(random() * 3.4)) : 0;
    const file = noise(size, random);
    const id = `<${createHash('sha256').update(`m${index}`).digest('hex').slice(0, 20)}@mail.test>`;
    const source = mail({
      headers: {
        'Message-ID': id,
        From: `${word(thread.isZh ? '陈嘉怡' : 'Chen Jiayi')} <${thread.customer}>`,
        Subject: `${thread.refs.length > 0 ? 'Re: ' : ''}${word(thread.subject)}`,
        Date: new Date(Date.UTC(2026, 0, 1) + index * 60_000).toUTCString(),
        'In-Reply-To': thread.refs.at(-1) ?? '',
        References: thread.refs.slice(-8).join('\r\n '),
      },
      type: size > 0 ? 'multipart/mixed; boundary=mix' : 'multipart/alternative; boundary=alt',
      body:
        size > 0
          ? multipart(
              'mix',
              ['Content-Type: multipart/alternative; boundary=alt', body],
              [
                `Content-Type: application/pdf; name="file${index}.pdf"\r\nContent-Transfer-Encoding: base64`,
                base64(file),
              ],
            )
          : body,
    });
    thread.refs.push(id);
    bytes += source.byteLength;
    sources.push(source);
  }
  return { sources, bytes };
}
