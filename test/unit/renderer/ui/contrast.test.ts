import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';

const file = path.resolve(import.meta.dirname, '../../../../renderer/ui/tokens.css');
const css = readFileSync(file, 'utf8');

/** Colour roles of one theme, as the style sheet names them. */
function rolesOf(selector: string): Map<string, string> {
  const at = css.indexOf(selector);
  const block = css.slice(css.indexOf('{', at) + 1, css.indexOf('}', at));
  return new Map(
    [...block.matchAll(/--([\w-]+):\s*(#[0-9a-f]{6});/gi)].map(([, name, colour]) => [
      name ?? '',
      colour ?? '',
    ]),
  );
}

function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const share = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
const contrast = (one: string, other: string): number => {
  const [light = 0, dark = 0] = [luminance(one), luminance(other)].toSorted((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
};

const grounds = ['bg-app', 'bg-surface', 'bg-subtle', 'bg-hover', 'bg-selected', 'bg-raised'];
/** Text of 14 px and less: 4.5 (WCAG 2.2, 1.4.3). */
const readable: [text: string, grounds: string[]][] = [
  ['text-primary', grounds],
  ['text-secondary', grounds],
  ['text-tertiary', grounds],
  ['accent-text', grounds],
  ['accent-text', ['accent-tint']],
  ['success-text', ['bg-surface', 'success-tint']],
  ['warning-text', ['bg-surface', 'bg-app', 'warning-tint']],
  ['danger-text', ['bg-surface', 'bg-subtle', 'danger-tint']],
  ['purple-text', ['bg-surface', 'purple-tint']],
  ['note-text', ['note-bg']],
  ['text-primary', ['msg-agent', 'msg-customer', 'mark-bg']],
  ['accent-on', ['accent-solid', 'accent-solid-hover']],
  ['on-solid', ['success-solid', 'warning-solid', 'danger-solid', 'purple-solid']],
];
/** Edges of controls and the focus ring: 3 (WCAG 2.2, 1.4.11). */
const visible: [edge: string, grounds: string[]][] = [
  ['border-control', ['bg-surface', 'bg-app', 'bg-subtle', 'bg-raised']],
  ['focus-ring', grounds],
];

describe.each([
  ['light', ':root,'],
  ['dark', "[data-theme='dark']"],
])('the %s theme', (_name, selector) => {
  const roles = rolesOf(selector);
  const ratio = (one: string, other: string) => {
    const [a, b] = [roles.get(one), roles.get(other)];
    if (a === undefined || b === undefined) throw new Error(`${one} or ${other} is no colour role`);
    return contrast(a, b);
  };
  const below = (pairs: [string, string[]][], least: number) =>
    pairs.flatMap(([one, others]) =>
      others
        .map((other) => ({ pair: `${one} on ${other}`, ratio: ratio(one, other) }))
        .filter((found) => found.ratio < least)
        .map((found) => `${found.pair}: ${found.ratio.toFixed(2)}`),
    );

  test('keeps every text readable on every ground it stands on', () => {
    expect(below(readable, 4.5)).toEqual([]);
  });
  test('keeps edges and the focus ring visible', () => {
    expect(below(visible, 3)).toEqual([]);
  });
});

test('the measure itself knows black on white', () => {
  expect(contrast('#000000', '#ffffff')).toBeCloseTo(21);
  expect(contrast('#777777', '#ffffff')).toBeLessThan(4.5);
});
