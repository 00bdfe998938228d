import { expect, test } from 'vitest';
import {
  type ContactField,
  fieldsFor,
  fieldValueFrom,
  problemOf,
} from '#shared/domain/contact/fields.ts';
import { addressFrom, maskIdentity } from '#shared/domain/contact/identities.ts';
import { readImportRow } from '#shared/domain/contact/import.ts';
import { erasedContactEvent, namesPerson } from '#shared/domain/contact/erase.ts';
import { contactEvent } from '#shared/domain/contact/events.ts';

const field = (more: Partial<ContactField>): ContactField => ({
  key: 'own.x',
  name: { zh: '字段', en: 'Field' },
  type: 'text',
  choices: [],
  kind: null,
  isRequired: false,
  ...more,
});

test('each kind has its own fields, and the workspace its own for one or both', () => {
  const own = [field({ key: 'own.all' }), field({ key: 'own.shop', kind: 'merchant' })];
  const keys = (kind: 'user' | 'merchant') => fieldsFor(kind, own).map(({ key }) => key);
  expect(keys('user')).toEqual(['user.login', 'user.level', 'own.all']);
  expect(keys('merchant')).toEqual([
    'merchant.id',
    'merchant.company',
    'merchant.settlement',
    'own.all',
    'own.shop',
  ]);
});

test.each([
  ['number', '1,234.50', { value: '1234.50' }],
  ['number', '１２', { value: '12' }],
  ['number', '1.2.3', { problem: 'number' }],
  ['date', '2026-02-28', { value: '2026-02-28' }],
  ['date', '2026-02-30', { problem: 'date' }],
  ['date', '28/02/2026', { problem: 'date' }],
  ['choice', '高', { value: '高' }],
  ['choice', '很高', { problem: 'choice' }],
  ['text', '  x ', { value: 'x' }],
  ['number', '', { value: '' }],
] as const)('a %s of %j', (type, text, expected) =>
  expect(fieldValueFrom(field({ type, choices: ['低', '高'] }), text)).toEqual(expected),
);

test('a required field cannot be emptied; one that is not on the form is not asked', () => {
  const fields = [field({ key: 'own.must', isRequired: true })];
  expect(problemOf(fields, [{ key: 'own.must', value: ' ' }])?.problem).toBe('missing');
  expect(problemOf(fields, [{ key: 'own.other', value: '' }])).toBeNull();
});

test('addresses are kept in one form, and masked as they are shown', () => {
  expect(addressFrom('email', ' Ａlice.Wong＠Example.com ')).toEqual({
    address: 'alice.wong@example.com',
  });
  expect(addressFrom('phone', '138 0013 8000')).toEqual({ address: '+8613800138000' });
  for (const [kind, text] of [
    ['email', 'nobody'],
    ['email', 'a@b@c'],
    ['phone', '12'],
    ['account', ' '],
  ] as const)
    expect(addressFrom(kind, text)).toEqual({ problem: 'contact.identity-bad' });
  expect(addressFrom('account', '4539 1488 0343 6467')).toEqual({
    problem: 'contact.identity-is-card',
  });
  const masks = [
    ['phone', '+8613800138000', '138****8000'],
    ['phone', '+14155552671', '+1 415***2671'],
    ['email', 'alice.wong@example.com', 'a***g@example.com'],
    ['account', 'brand/wangxm88', 'brand/wa*****8'],
    ['visitor', 'chat/abc123', 'abc123'],
  ] as const;
  for (const [kind, address, shown] of masks) expect(maskIdentity({ kind, address })).toBe(shown);
});

const row = (more: object) => ({
  line: 7,
  name: '',
  kind: '',
  language: '',
  timeZone: '',
  note: '',
  identities: [],
  fields: [],
  ...more,
});

test('a line of a file becomes a draft, its texts through the card gate', () => {
  const read = readImportRow(
    row({
      name: ' 张三 ',
      kind: '商户',
      language: 'zh-cn',
      timeZone: 'asia/shanghai',
      note: '卡号 4539148803436467',
      identities: [
        { kind: 'phone', text: "'+8613811112222；138 0013 8000" },
        { kind: 'email', text: 'Z3@x.test; z3@x.test' },
      ],
      fields: [{ key: 'merchant.id', value: "'=M1" }],
    }),
    [],
  );
  expect(read).toEqual({
    draft: {
      name: '张三',
      kind: 'merchant',
      language: 'zh-CN',
      timeZone: 'Asia/Shanghai',
      note: expect.not.stringContaining('880343'),
      identities: [
        { kind: 'phone', address: '+8613811112222' },
        { kind: 'phone', address: '+8613800138000' },
        { kind: 'email', address: 'z3@x.test' },
      ],
      fields: [{ key: 'merchant.id', value: '=M1' }],
    },
  });
});

test('every problem of a line is named with its column', () => {
  const read = readImportRow(
    row({
      kind: 'shop',
      language: '?!',
      timeZone: 'Mars/Base',
      note: 'x'.repeat(4001),
      identities: [
        { kind: 'email', text: 'bad' },
        { kind: 'account', text: '4539148803436467' },
      ],
      fields: [{ key: 'own.must', value: '' }],
    }),
    [field({ key: 'own.must', isRequired: true })],
  );
  expect('problems' in read && read.problems.map((one) => `${one.field} ${one.code}`)).toEqual([
    'kind bad-kind',
    'language bad-language',
    'timeZone bad-zone',
    'note long',
    'email bad-address',
    'account card',
    'own.must missing',
  ]);
  expect(readImportRow(row({ note: 'only a note' }), [])).toEqual({
    problems: [{ field: 'name', code: 'empty' }],
  });
});

test('an erased event is still an event, and says nothing of the person', () => {
  const secret = 'Secret Person';
  const identity = { kind: 'email', address: 'secret@x.test', isVerified: true };
  const events = [
    {
      type: 'contact.created',
      contactId: 'c',
      name: secret,
      kind: 'user',
      identities: [identity],
      language: 'zh-CN',
      isDemo: false,
    },
    { type: 'contact.renamed', name: secret },
    {
      type: 'contact.described',
      kind: 'user',
      language: 'zh',
      timeZone: 'Asia/Shanghai',
      note: secret,
    },
    { type: 'contact.identity-added', identity },
    { type: 'contact.identity-removed', identity },
    { type: 'contact.fields-changed', fields: [{ key: 'user.login', value: secret }] },
    {
      type: 'contact.consented',
      consent: { consentId: 'x', purpose: secret, how: secret, givenAt: 1 },
    },
    {
      type: 'contact.linked',
      intoId: 'd',
      evidence: [{ kind: 'agent-word', isVerified: false, note: secret }],
      confidence: 50,
    },
  ].map((event) => contactEvent.parse(event));
  for (const event of events) {
    const erased = contactEvent.parse(erasedContactEvent(event, '[erased]'));
    expect(erased.type).toBe(event.type);
    expect(JSON.stringify(erased)).not.toMatch(/secret/i);
  }
});

test('a reason that names the person is recognised however it is written', () => {
  expect(namesPerson('来自 张 三 的要求', ['张三'])).toBe(true);
  expect(namesPerson('FROM Ａ@x.test', ['a@x.test'])).toBe(true);
  expect(namesPerson('written request 17', ['张三', '', 'x'])).toBe(false);
});
