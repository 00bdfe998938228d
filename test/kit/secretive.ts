import fc from 'fast-check';

const CARDS = ['4111111111111111', '5555555555554444', '378282246310005', '6221558812340000'];
const GAPS = ['', '', '', ' ', '-', '.', '/', ',', '、', '_', '|', '*', '\n', '\r\n', '\n> ', '\t'];
const ODD_GAPS = [
  '\u00A0',
  '\u200B',
  '\u00AD',
  '·',
  '—',
  '\u3000',
  '，',
  '。',
  'x',
  '=\r\n',
  '=\n',
];
const ZEROS = ['0', '0', '0', '０', '٠', '𝟎', '🯰'];

const written = (digits: string, zeros: string[], gaps: string[]) =>
  Array.from(digits)
    .map((digit, i) => {
      const zero = zeros[i % zeros.length]?.codePointAt(0) ?? 48;
      return String.fromCodePoint(zero + Number(digit)) + (gaps[i % gaps.length] ?? '');
    })
    .join('');

const number = fc
  .tuple(
    fc.oneof(fc.constantFrom(...CARDS), fc.stringMatching(/^[0-9]{1,20}$/)),
    fc.array(fc.constantFrom(...ZEROS), { minLength: 1, maxLength: 3 }),
    fc.array(fc.constantFrom(...GAPS, ...GAPS, ...ODD_GAPS), { minLength: 1, maxLength: 8 }),
  )
  .map(([digits, zeros, gaps]) => written(digits, zeros, gaps));

const keyword = fc.constantFrom(
  'CVV',
  'cvc2',
  'cvn ',
  '安全码',
  '后三位',
  '卡背面的三位',
  '卡背面3位',
  'security code',
  'Security  Code',
  'cid',
  '验证码',
  '动态码是',
  '校验码：',
  'OTP ',
  'one-time code',
  'one time password',
  'verification code',
  '密码',
  '密码是',
  'Password',
  'password is ',
  'pwd:',
  'PIN = ',
  'exp ',
  '有效期',
  '12/27',
  '440524188001010014',
  '11010519491231002X',
);

/** Short texts full of what the card gate looks for, and of what comes close to it. */
export const secretive = fc
  .array(
    fc.oneof(
      number,
      keyword,
      fc.constantFrom(...GAPS, ...ODD_GAPS, 'hunter22', '退款', ' order ', 'ab', ': ', '\u0000'),
      fc.string({ unit: 'binary', maxLength: 6 }),
      fc.stringMatching(/^[0-9]{1,4}$/),
    ),
    { maxLength: 10 },
  )
  .map((parts) => parts.join(''));

/** What pages are made of between their words. */
export const markup = fc.constantFrom(
  '<b>',
  '</b>',
  '<p>',
  '<br>',
  '<td>',
  '<!--',
  '-->',
  '<script>',
  '</script>',
  '<a href="',
  '<img alt=',
  "<i title='",
  '">',
  "'>",
  '>',
  '%20',
  '%31',
  '&nbsp;',
  '&#49;',
  '&#x32;',
  '&#3',
  '&zwnj;',
  '&shy',
  '&middot;',
  '&amp;',
  '\u000b',
  '  \n ',
);
