import { expect, test } from 'vitest';
import { brandProfile } from '#shared/domain/workspace/events.ts';
import {
  brandDraftOf,
  contrastWithWhite,
  minutesOf,
  newBrandDraft,
  profileOf,
  wrongIn,
} from '#renderer/features/settings/brand-draft.ts';

const draft = { ...newBrandDraft('zh-CN', 'Asia/Shanghai'), name: ' 云栈支付 ' };

test('a new brand is a profile the domain takes', () => {
  expect(wrongIn(draft)).toEqual([]);
  expect(brandProfile.parse(profileOf(draft)).name).toBe('云栈支付');
});

test('a profile comes back from its draft unchanged', () => {
  const profile = profileOf({
    ...draft,
    isAlwaysOpen: false,
    topics: '支付失败\n\n 退款 ',
    days: [
      { from: '09:00', to: '24:00' },
      { from: '08:30', to: '12:00' },
      null,
      null,
      null,
      null,
      null,
    ],
    faq: [{ question: '多久到账', answer: '3 天' }],
  });
  expect(profile.topics).toEqual(['支付失败', '退款']);
  expect(profile.hours.days).toEqual([
    { weekday: 1, from: 540, to: 1440 },
    { weekday: 2, from: 510, to: 720 },
  ]);
  expect(profileOf(brandDraftOf(profile))).toEqual(profile);
});

test('hours that end before they begin, unknown zones and colours are named', () => {
  const wrong = {
    ...draft,
    name: ' ',
    colour: 'blue',
    isAlwaysOpen: false,
    timeZone: 'Mars/Olympus',
    days: [{ from: '18:00', to: '09:00' }, null, { from: '9', to: '10:00' }],
  };
  expect(wrongIn(wrong)).toEqual(['name', 'colour', 'timeZone', 'day.1', 'day.3']);
});

test('half-written questions are not kept', () => {
  expect(profileOf({ ...draft, faq: [{ question: 'a', answer: ' ' }] }).faq).toEqual([]);
});

test('times of a day run to 24:00', () => {
  expect([minutesOf('00:00'), minutesOf('24:00'), minutesOf('24:01'), minutesOf('9:70')]).toEqual([
    0,
    1440,
    null,
    null,
  ]);
});

test('contrast of white letters runs from 1 on white to 21 on black', () => {
  expect(contrastWithWhite('#ffffff')).toBeCloseTo(1);
  expect(contrastWithWhite('#000000')).toBeCloseTo(21);
  expect(contrastWithWhite('#1d5fd1')).toBeGreaterThan(4.5);
});
