const repeated = (count: number, piece: (i: number) => string, separator = '') =>
  Array.from({ length: count }, (_one, i) => piece(i)).join(separator);
const nested = (depth: number) =>
  `From: a@b.test\r\n${repeated(depth, (i) => `Content-Type: multipart/mixed; boundary=b${i}\r\n\r\n--b${i}\r\n`)}Content-Type: text/plain\r\n\r\nhi`;
const headed = (header: string) => `From: a@b.test\r\n${header}\r\n\r\nhi`;

/** Mails made to cost: each takes some parser minutes or gigabytes. */
export const bombs: Record<string, string> = {
  'parts 10,000 deep': nested(10_000),
  'parts 60 deep': nested(60),
  'messages in messages': `From: a@b.test\r\n${repeated(1_000, () => 'Content-Type: message/rfc822\r\n\r\n')}hi`,
  '20,000 parts': `${headed('Content-Type: multipart/mixed; boundary=b')}\r\n${repeated(20_000, () => '--b\r\nContent-Type: text/plain\r\n\r\nx\r\n')}--b--`,
  '100,000 header fields': headed(repeated(100_000, (i) => `X-${i}: v`, '\r\n')),
  'a subject of 5 MB': headed(`Subject: ${'A'.repeat(5_000_000)}`),
  'a folded subject of 5 MB': headed(`Subject: ${repeated(60_000, () => 'x'.repeat(80), '\r\n ')}`),
  '50,000 encoded words': headed(
    `Subject: ${repeated(50_000, () => '=?utf-8?B?5L2g5aW9?=', '\r\n ')}`,
  ),
  '50,000 recipients': headed(
    `To: ${repeated(50_000, (i) => `"U ${i}" <u${i}@e.test>`, ',\r\n ')}`,
  ),
  '50,000 parentheses': `From: ${'('.repeat(50_000)}\r\n\r\nhi`,
  '100,000 quotes': `From: ${'"'.repeat(100_001)}\r\n\r\nhi`,
  '100,000 angle brackets': `From: ${'<'.repeat(100_000)}\r\n\r\nhi`,
  '200,000 commas': headed(`To: ${','.repeat(200_000)}`),
  'groups in groups': headed(`To: ${'g:'.repeat(20_000)}`),
  '5,000 continued parameters': headed(
    `Content-Type: text/plain; ${repeated(5_000, (i) => `name*${i}="aaaaaaaaaa"`, ';\r\n ')}`,
  ),
  'a page of 100,000 nested elements': `${headed('Content-Type: text/html')}${'<div>'.repeat(100_000)}`,
  'a page of open comments': `${headed('Content-Type: text/html')}${'<!--'.repeat(100_000)}`,
  'a page of open styles': `${headed('Content-Type: text/html')}${'<style>'.repeat(50_000)}`,
  '3 MB of addresses': `${headed('Content-Type: text/plain')}${'http://a.b/'.repeat(270_000)}`,
  '2 MB of digits': `${headed('Content-Type: text/plain')}${'4'.repeat(2_000_000)}`,
  '1 MB of quote marks': `${headed('Content-Type: text/plain')}${'>'.repeat(1_000_000)}`,
  '200,000 header-like lines': `${headed('Content-Type: text/plain')}${'\r\nFrom: a'.repeat(200_000)}`,
};
