import { expect, test } from 'vitest';
import { redactText } from '#shared/domain/redaction/redact.ts';
import {
  addToWindow,
  contextOf,
  emptyWindow,
  sawCard,
} from '#shared/domain/redaction/split-digits.ts';

type Said = [text: string, at?: number, sender?: string];

/** What is on disk at the end when each message is written as it comes and earlier ones are replaced. */
function written(messages: Said[]): string[] {
  let window = emptyWindow;
  const disk: string[] = [];
  messages.forEach(([text, at = 0, sender = 'customer'], i) => {
    const message = { messageId: String(i), sender, at: at * 1000, text };
    const added = addToWindow(window, message);
    const [last, ...before] = added.completes.toReversed();
    const context = { language: 'zh' as const, ...contextOf(window, message.at) };
    disk.push(redactText(text, { ...context, isCardPiece: last !== undefined }).text);
    for (const piece of before)
      disk[Number(piece.messageId)] = redactText(piece.text, {
        language: 'zh',
        isCardPiece: true,
      }).text;
    window = added.window;
  });
  return disk;
}

const GONE = '[卡号已删除]';

test('PD12: four parts within two minutes are all masked and leave no digit', () => {
  expect(written([['4111'], ['1111', 20], ['1111', 40], ['1111', 119]])).toEqual([
    GONE,
    GONE,
    GONE,
    GONE,
  ]);
});

test('parts that come too late, or of two senders, are no card', () => {
  const late: Said[] = [['4111'], ['1111', 50], ['1111', 100], ['1111', 121]];
  expect(written(late)).toEqual(late.map(([text]) => text));
  const two: Said[] = [['4111 1111'], ['1111 1111', 1, 'agent']];
  expect(written(two)).toEqual(two.map(([text]) => text));
});

test('words between the parts, of either side, do not hide them', () => {
  expect(
    written([
      ['我的卡号是4111 1111'],
      ['好的，请继续', 5, 'agent'],
      ['等下', 8],
      ['1111 1111', 10],
    ]),
  ).toEqual([`我的卡号是${GONE}`, '好的，请继续', '等下', GONE]);
  expect(written([['4111'], ['1111 1111'], ['1111 是这个']])).toEqual([
    GONE,
    GONE,
    `${GONE} 是这个`,
  ]);
});

test('full-width and spaced parts count', () => {
  expect(written([['４１１１'], ['1111 1111'], [' 1 1 1 1 ']])).toEqual([GONE, GONE, ` ${GONE} `]);
});

test('the same message twice is one part', () => {
  const message = { messageId: 'a', sender: 'c', at: 0, text: '41111111' };
  const first = addToWindow(emptyWindow, message);
  const again = addToWindow(first.window, message);
  expect(again.window.pieces).toHaveLength(1);
});

test('order numbers and amounts sent alone stay', () => {
  const messages: Said[] = [
    ['210017'],
    ['299.00', 5],
    ['2026112112345678', 9],
    ['13800138000', 12],
  ];
  expect(written(messages)).toEqual(messages.map(([text]) => text));
});

test('a short code after a card, or after the agent named it, is masked', () => {
  expect(written([['4111 1111 1111 1111'], ['123', 30], ['12/27', 40]])).toEqual([
    '[卡号 **** 1111]',
    '[CVV已删除]',
    '[已删除]',
  ]);
  expect(
    written([
      ['请勿发送CVV', 0, 'agent'],
      ['123', 30],
    ]),
  ).toEqual(['请勿发送CVV', '[CVV已删除]']);
  expect(written([['4111 1111 1111 1111'], ['123', 121]])[1]).toBe('123');
  expect(written([['378282246310005'], ['CID: 1234', 5]])[1]).toBe('CID: [CVV已删除]');
  expect(written([['4111'], ['1111'], ['1111'], ['1111'], ['123', 3]])[4]).toBe('[CVV已删除]');
});

test('a UnionPay card of nineteen digits in five parts leaves nothing', () => {
  const disk = written([['6205'], ['5000'], ['0000'], ['0000'], ['004']]);
  expect(disk.join('')).not.toMatch(/\d/);
});

test('a card seen elsewhere opens the window for codes', () => {
  const window = sawCard(emptyWindow, 1000, true);
  expect(contextOf(window, 1000)).toEqual({ hadCard: true, hadAmex: true, askedForCvv: false });
  expect(contextOf(window, 121_001).hadCard).toBe(false);
});

test('a flood of digits stays bounded', () => {
  let window = emptyWindow;
  for (let i = 0; i < 500; i++)
    window = addToWindow(window, {
      messageId: String(i),
      sender: `s${i}`,
      at: 0,
      text: '7',
    }).window;
  expect(window.pieces.length).toBeLessThanOrEqual(76);
});
