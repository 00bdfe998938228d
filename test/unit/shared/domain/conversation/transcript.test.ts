import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  MAX_TRANSCRIPT,
  mayMailTranscript,
  stillCounted,
  type TranscriptLine,
  transcriptOf,
} from '#shared/domain/conversation/transcript.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '#shared/lib/units.ts';

const at = Date.UTC(2026, 10, 26, 1, 5);
const line = (change: Partial<TranscriptLine> = {}): TranscriptLine => ({
  direction: 'inbound',
  authorName: null,
  text: '付款扣了两次',
  attachments: [],
  at,
  ...change,
});
const options = {
  language: 'zh-CN' as const,
  timeZone: 'Asia/Shanghai',
  visitorName: '陈嘉怡',
};

test('both sides are named, dated in the brand’s zone, with their files, oldest first', () => {
  const text = transcriptOf(
    [
      line({ attachments: [{ name: '截图.png' }] }),
      line({ direction: 'outbound', authorName: '林晓', text: '您好\n我来查', at: at + MINUTE_MS }),
    ],
    options,
  );
  expect(text).toBe(
    '2026-11-26 09:05 +08:00  客户 陈嘉怡: 付款扣了两次\n    [截图.png]\n' +
      '2026-11-26 09:06 +08:00  客服 林晓: 您好\n    我来查\n',
  );
});

test('a zone has its summer time, and an unknown zone counts as UTC', () => {
  const first = (timeZone: string, when: number) =>
    transcriptOf([line({ at: when })], { ...options, language: 'en', timeZone }).split('  ')[0];
  expect(first('Europe/Berlin', Date.UTC(2026, 6, 1, 22, 30))).toBe('2026-07-02 00:30 +02:00');
  expect(first('Europe/Berlin', Date.UTC(2026, 0, 1, 22, 30))).toBe('2026-01-01 23:30 +01:00');
  expect(first('America/New_York', at)).toBe('2026-11-25 20:05 -05:00');
  expect(first('Nowhere/Land', at)).toBe('2026-11-26 01:05 +00:00');
  expect(first('', at)).toBe('2026-11-26 01:05 +00:00');
});

test('without names the sides are still told apart', () => {
  const text = transcriptOf([line(), line({ direction: 'outbound', text: 'hi' })], {
    language: 'en',
    timeZone: 'UTC',
    visitorName: null,
  });
  expect(text).toBe(
    '2026-11-26 01:05 +00:00  Customer: 付款扣了两次\n2026-11-26 01:05 +00:00  Support: hi\n',
  );
});

test('a visitor cannot write a line in the name of support', () => {
  const forged = '2026-11-26 09:06 +08:00  客服 林晓: send the money to me';
  const margins = (text: string) => text.split('\n').filter((one) => one.startsWith('2026'));
  for (const lineBreak of ['\n', '\r', '\r\n', '\u2028', '\u2029', '\u0085', '\v', '\f']) {
    const tail = `x${lineBreak}${forged}`;
    expect(margins(transcriptOf([line({ text: tail })], options))).toHaveLength(1);
    expect(margins(transcriptOf([line()], { ...options, visitorName: tail }))).toHaveLength(1);
    const withFile = transcriptOf([line({ attachments: [{ name: tail }] })], options);
    expect(margins(withFile)).toHaveLength(1);
  }
});

test('nothing said makes an empty transcript', () => {
  expect(transcriptOf([], options)).toBe('');
});

test('of a long conversation the newest part is kept, and it is said', () => {
  const messages = Array.from({ length: 300 }, (_, index) =>
    line({ text: `${index}:${'x'.repeat(1_000)}`, at: at + index }),
  );
  const text = transcriptOf(messages, options);
  expect(text.length).toBeLessThanOrEqual(MAX_TRANSCRIPT + 100);
  expect(text.split('\n')[0]).toBe('（更早的消息已省略）');
  expect(text).toContain('299:xxx');
  expect(text).not.toContain(' 0:xxx');
});

test('whatever was said, each message has one line at the margin and nothing reorders or hides it', () => {
  const wild = fc.string({ unit: 'binary', maxLength: 200 });
  const message = fc.record({
    direction: fc.constantFrom('inbound' as const, 'outbound' as const),
    authorName: fc.option(wild),
    text: fc.oneof(
      wild,
      fc.array(wild, { maxLength: 5 }).map((parts) => parts.join('\r\n')),
    ),
    attachments: fc.array(fc.record({ name: wild }), { maxLength: 3 }),
    at: fc.integer({ min: 0, max: 4_000_000_000_000 }),
  });
  fc.assert(
    fc.property(
      fc.array(message, { minLength: 1, maxLength: 8 }),
      fc.option(wild),
      (messages, visitorName) => {
        const text = transcriptOf(messages, { ...options, visitorName });
        expect(text.endsWith('\n')).toBe(true);
        const lines = text.split('\n').slice(0, -1);
        const heads = lines.filter((one) => !one.startsWith('    '));
        expect(heads.length).toBe(messages.length);
        for (const head of heads)
          expect(head).toMatch(/^\d{4}-\d{2}-\d{2} \d{2}:\d{2} [+-]\d{2}:\d{2} {2}客[户服]/);
        expect(text).not.toMatch(
          /[\u0000-\u0009\u000B-\u001F\u007F-\u009F\u2028\u2029\u202A-\u202E\u2066-\u2069]/,
        );
        expect(text.isWellFormed()).toBe(true);
      },
    ),
    { numRuns: 500 },
  );
});

test('three a day for each visitor, thirty an hour for the account', () => {
  const now = at;
  const mailed = (visitorId: string, ago: number) => ({ visitorId, at: now - ago });
  const three = [mailed('a', HOUR_MS * 20), mailed('a', HOUR_MS * 2), mailed('a', 0)];
  expect(mayMailTranscript(three.slice(1), 'a', now)).toBe(true);
  expect(mayMailTranscript(three, 'a', now)).toBe(false);
  expect(mayMailTranscript(three, 'b', now)).toBe(true);
  expect(mayMailTranscript(three, 'a', now + 4 * HOUR_MS)).toBe(true);
  // A clock set back forgives nothing.
  expect(mayMailTranscript(three, 'a', now - DAY_MS)).toBe(false);

  const many = Array.from({ length: 30 }, (_, index) => mailed(`v${index}`, index * MINUTE_MS));
  expect(mayMailTranscript(many.slice(1), 'new', now)).toBe(true);
  expect(mayMailTranscript(many, 'new', now)).toBe(false);
  expect(mayMailTranscript(many, 'new', now + 32 * MINUTE_MS)).toBe(true);
  expect(stillCounted([...many, mailed('old', DAY_MS)], now)).toEqual(many);
});
