import { expect, test } from 'vitest';
import fc from 'fast-check';
import { redactHtml } from '#shared/domain/redaction/redact-html.ts';

const html = (source: string) => redactHtml(source, { language: 'en' }).html;

test.each([
  ['<p>4111 1111 1111 1111</p>', '<p>[card **** 1111]</p>'],
  ['<p>4111<b>1111</b>1111<i>1111</i></p>', '<p>[card **** 1111]<b></b><i></i></p>'],
  [
    '<td>4111</td>\n  <td>1111</td><td>1111</td><td>1111</td>',
    '<td>[card **** 1111]</td>\n  <td></td><td></td><td></td>',
  ],
  ['4111&nbsp;1111&#32;1111&#x20;1111', '[card **** 1111]'],
  ['&#52;&#x31;1111111111111&#49', '[card **** 1111]'],
  ['4111&zwnj;1111&shy;11111111', '[card **** 1111]&zwnj;&shy;'],
  ['4111<br>1111<br/>1111<br />1111', '[card **** 1111]<br><br/><br />'],
  ['<a title="4111111111111111">x</a>', '<a title="[card **** 1111]">x</a>'],
  ["<img alt='my card 4111-1111-1111-1111'>", "<img alt='my card [card **** 1111]'>"],
  ['<a href="tel:4111%201111%201111%201111">x</a>', '<a href="tel:[card **** 1111]">x</a>'],
  ['<input value=4111111111111111 disabled>', '<input value="[card **** 1111]" disabled>'],
  ['<input value="&#52;111111111111111">', '<input value="[card **** 1111]">'],
  ['<!-- 4111111111111111 > -->x', '<!-- [card **** 1111] > -->x'],
  ['<script>var a="4111111111111111"</script>y', '<script>var a="[card **** 1111]"</script>y'],
  ['<b>CVV</b>: <i>1</i>23', '<b>CVV</b>: <i>[CVV removed]</i>'],
  ['<b>password:</b> <code>hunter22</code>', '<b>password:</b> <code>[password removed]</code>'],
  ['<a href="https://shop.example/o/4111111111111111">x</a>', undefined],
  ['<p>1 &lt; 2 &amp; 3</p><a href="?a=1&b=2">x</a>', undefined],
  ['<div class="x" data-a=\'1\' hidden>no</div', undefined],
])('%s', (source, masked) => {
  expect(html(source)).toBe(masked ?? source);
});

test('masks stand where they say', () => {
  const done = redactHtml('<p title="4111111111111111">CVV 123</p>', { language: 'en' });
  expect(done.masks.map((mark) => done.html.slice(mark.at, mark.at + mark.length))).toEqual([
    '[card **** 1111]',
    '[CVV removed]',
  ]);
  expect(done.masked).toEqual({ card: 1, cvv: 1 });
});

const tag = fc.constantFrom('<b>', '</b>', '<span class="a">', '</span>', '<br>', '<p>', '</p>');
const tagsOf = (source: string) => source.match(/<[^>]*>/g) ?? [];

test('whatever tags and entities part a card, no seven of its digits survive and the tags stay', () => {
  const glue = fc.oneof(
    tag,
    fc.constantFrom('', ' ', '&nbsp;', '&#8203;', '\u00A0', '-', '&ndash;'),
  );
  fc.assert(
    fc.property(
      fc.constantFrom('4111111111111111', '378282246310005', '6205500000000000004'),
      fc.array(glue, { minLength: 18, maxLength: 18 }),
      fc.array(fc.boolean(), { minLength: 19, maxLength: 19 }),
      (card, glues, asEntity) => {
        const digits = Array.from(card).map((digit, i) => {
          const shown = asEntity[i] ? `&#${digit.charCodeAt(0)};` : digit;
          return i + 1 < card.length ? shown + (glues[i] ?? '') : shown;
        });
        const source = `<div>${digits.join('')}</div>`;
        const done = redactHtml(source, { language: 'en' });
        expect(done.masked.card).toBe(1);
        expect(tagsOf(done.html)).toEqual(tagsOf(source));
        const left = done.html
          .replace(/<[^>]*>/g, '')
          .replace(/&#(\d+);/g, (_all, code: string) => String.fromCharCode(Number(code)));
        expect(left.replace(/\D/g, '')).toBe(card.slice(-4));
      },
    ),
    { numRuns: 300 },
  );
});

test('a page without digits stays as it is', () => {
  const part = fc.oneof(
    tag,
    fc.string(),
    fc.constantFrom('<', '&amp;', '"', '<!--', '-->', '<a href='),
  );
  fc.assert(
    fc.property(fc.array(part, { maxLength: 12 }), (parts) => {
      const source = parts.join('');
      fc.pre(!/\p{Nd}|passw|pwd|密码/iu.test(source));
      expect(html(source)).toBe(source);
    }),
  );
});

test('twice is the same as once', () => {
  const part = fc.oneof(
    tag,
    fc.string(),
    fc.constantFrom('<', '&', '"', '<!--', '-->', '<a href=', '4111111111111111', ' 123 '),
  );
  fc.assert(
    fc.property(fc.array(part, { maxLength: 12 }), (parts) => {
      const source = parts.join('');
      const once = html(source);
      expect(html(once)).toBe(once);
    }),
    { numRuns: 500 },
  );
});
