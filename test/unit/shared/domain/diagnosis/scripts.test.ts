import { describe, expect, test } from 'vitest';
import {
  findScript,
  isStep,
  type PresetName,
  presetName,
  rowsOf,
  type ScriptName,
  scriptName,
  scripts,
  stepOf,
  stepText,
} from '#shared/domain/diagnosis/scripts.ts';

const stepsOf = (preset: PresetName, name: ScriptName) => findScript(preset, name)?.stepIds;

describe('each brand’s own script for a failed payment', () => {
  test('the standard: network, balance, details, other method, contact', () => {
    expect(stepsOf('standard', 'payment-failed')).toEqual([
      'network',
      'balance',
      'payment-data',
      'other-method',
      'contact-support',
    ]);
  });

  test('A10 A19 A20 A21: CGPay checks network and payment data, waits, changes the method, then a person', () => {
    expect(stepsOf('cgpay', 'payment-failed')?.slice(3)).toEqual([
      'network',
      'payment-data',
      'wait-and-retry',
      'other-method',
      'attempts',
      'contact-support',
    ]);
  });

  test('B17 B18 B19: CGPay asks for the data, confirms safety and finds the record before', () => {
    expect(stepsOf('cgpay', 'payment-failed')?.slice(0, 3)).toEqual([
      'record-confirmed',
      'account-safety',
      'error-and-steps',
    ]);
  });

  test('C11: Gopay goes from network to balance to payee and amount, then contact', () => {
    expect(stepsOf('gopay', 'payment-failed')).toEqual([
      'network',
      'balance',
      'payee-and-amount',
      'contact-support',
    ]);
  });

  test('D12: 顶Pay refreshes or restarts, tops up, checks the card, changes the method, then contact', () => {
    expect(stepsOf('dingpay', 'payment-failed')).toEqual([
      'network-restart',
      'balance',
      'card-details',
      'other-method',
      'contact-support',
    ]);
  });
});

test('D09 D11: registration goes from the site to the first sign-in and two-factor', () => {
  expect(stepsOf('dingpay', 'registration')).toEqual([
    'official-site',
    'registration-form',
    'choose-password',
    'verification-mail',
    'sign-in',
    'suggest-two-factor',
  ]);
});

test('D17 D18 D24: password recovery never lets an agent see or set one', () => {
  expect(stepsOf('dingpay', 'password-recovery')).toEqual([
    'forgot-link',
    'registered-email',
    'lost-email',
    'reset-mail',
    'new-password',
    'sign-in',
    'reset-reminder',
  ]);
  expect(stepOf('new-password').agent.en).toMatch(/neither sees nor sets/);
});

test('A16 A18 C14 C22 C24: the other scripts', () => {
  expect(stepsOf('cgpay', 'new-device')?.[0]).toBe('two-factor-state');
  expect(stepsOf('cgpay', 'account-frozen')?.at(-1)).toBe('request-review');
  expect(stepsOf('gopay', 'account-security')).toContain('public-networks');
  expect(stepsOf('gopay', 'cross-border')).toEqual([
    'supported-abroad',
    'exchange-rate',
    'enable-abroad',
    'abroad-safety',
  ]);
  expect(stepsOf('dingpay', 'cross-border')).toEqual([
    'exchange-rate',
    'enable-abroad',
    'abroad-safety',
  ]);
});

test('every preset has every script once, and each of its steps once', () => {
  expect(scripts).toHaveLength(presetName.options.length * scriptName.options.length);
  for (const { stepIds } of scripts) {
    expect(stepIds.length).toBeGreaterThan(2);
    expect(new Set(stepIds).size).toBe(stepIds.length);
  }
});

test.each<[PresetName, string]>([
  ['cgpay', 'A10 A11 A16 A17 A18 A19 A20 A21 A22 B02 B08 B09 B17 B18 B19 B20'],
  ['gopay', 'C11 C12 C13 C14 C15 C16 C22 C23 C24 C25'],
  ['dingpay', 'D09 D10 D11 D12 D13 D14 D15 D16 D17 D18 D21 D24'],
])('%s keeps the promises %s', (preset, rows) => {
  const kept = new Set(scripts.filter((one) => one.preset === preset).flatMap(rowsOf));
  expect([...kept].sort()).toEqual(rows.split(' '));
});

const ids = [...new Set(scripts.flatMap((script) => script.stepIds))];

describe('what is said', () => {
  test.each(ids)('%s speaks both languages', (id) => {
    const { agent, customer } = stepOf(id);
    for (const text of customer ? [agent, customer] : [agent]) {
      expect(text.zh).toMatch(/\p{Script=Han}/u);
      expect(text.en).not.toMatch(/\p{Script=Han}/u);
      expect(text.zh.includes('{eta}')).toBe(text.en.includes('{eta}'));
    }
  });

  test('whoever takes over is promised with a time, or nothing is promised', () => {
    for (const id of ids.filter((one) => stepOf(one).kind === 'hand-over')) {
      expect(stepText(id, { language: 'zh', eta: null })).toEqual({
        ok: false,
        code: 'advice.eta-missing',
      });
      expect(stepText(id, { language: 'en', eta: '18:00' })).toMatchObject({
        ok: true,
        text: expect.stringContaining('18:00') as string,
      });
    }
  });

  test('no sentence names hours or days of its own', () => {
    for (const id of ids)
      expect(stepOf(id).customer?.zh ?? '').not.toMatch(/\d+\s*(?:个)?(?:小时|分钟|工作日|天)/);
  });

  test('D13: who is told to check a card is told not to send it', () => {
    for (const id of ['payment-data', 'card-details', 'error-and-steps'] as const) {
      expect(stepOf(id).customer?.zh).toMatch(/请勿/);
      expect(stepOf(id).customer?.en).toMatch(/Do not send/);
    }
  });

  test('why an account is frozen has no sentence for the customer', () => {
    expect(stepText('freeze-state', { language: 'zh', eta: null })).toEqual({
      ok: true,
      text: null,
    });
  });
});

test('a step’s name is known by the list alone', () => {
  expect(isStep('balance')).toBe(true);
  for (const word of ['constructor', 'toString', '__proto__', '']) expect(isStep(word)).toBe(false);
});
