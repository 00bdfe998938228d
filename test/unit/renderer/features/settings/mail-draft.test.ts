import { expect, test } from 'vitest';
import { emailConfig } from '#main/channels/email/settings.ts';
import { presetFor } from '#main/channels/email/presets.ts';
import {
  configOf,
  fieldTroubles,
  isUsable,
  isWholeAddress,
  missingIn,
  newMailDraft,
  secretsOf,
  untrustedCertificate,
  withPreset,
  type Hop,
} from '#renderer/features/settings/mail-draft.ts';

const draftFor = (address: string) => {
  const preset = presetFor(address);
  const draft = { ...newMailDraft('brand'), address, name: 'Support', secret: 'x' };
  return preset ? withPreset(draft, preset.config) : draft;
};
const hop = (name: string, code: string | null, detail: string | null = null): Hop => ({
  hop: name,
  isOk: code === null,
  code,
  detail,
});

test('every preset becomes a configuration the channel takes', () => {
  for (const address of [
    'a@qq.com',
    'a@163.com',
    'a@gmail.com',
    'a@outlook.com',
    'a@own.example',
  ]) {
    const draft = draftFor(address);
    expect(missingIn(draft, false)).toEqual([]);
    expect(emailConfig.safeParse(configOf(draft)).success).toBe(true);
  }
});

test('a token goes where tokens are kept', () => {
  expect(secretsOf(draftFor('a@outlook.com'))).toEqual({ accessToken: 'x' });
  expect(secretsOf(draftFor('a@qq.com'))).toEqual({ password: 'x' });
});

test('a kept password need not be typed again', () => {
  const draft = { ...draftFor('a@qq.com'), secret: '' };
  expect(missingIn(draft, false)).toEqual(['secret']);
  expect(missingIn(draft, true)).toEqual([]);
  expect(secretsOf(draft)).toEqual({});
});

test('what is missing is named field by field', () => {
  const draft = {
    ...newMailDraft('brand'),
    imap: { host: '', port: '0', security: 'tls' as const },
  };
  expect(missingIn(draft, false)).toEqual([
    'address',
    'name',
    'secret',
    'imap.host',
    'imap.port',
    'smtp.host',
  ]);
});

test('an address is whole with a name and a dotted host', () => {
  expect(['a@b.cn', 'a.b+c@mail.example.com'].every(isWholeAddress)).toBe(true);
  expect(['a', 'a@', 'a@b', 'a b@c.cn', 'a@b..cn'].some(isWholeAddress)).toBe(false);
});

test('a failed hop marks the field it is about', () => {
  expect(fieldTroubles([hop('imap', 'email.auth-refused')])).toEqual({
    secret: 'email.auth-refused',
  });
  expect(fieldTroubles([hop('smtp', 'email.unreachable')])).toEqual({
    'smtp.host': 'email.unreachable',
  });
  expect(fieldTroubles([hop('imap', null)])).toEqual({});
});

test('a missing Sent folder does not stop a mailbox, a refused login does', () => {
  expect(isUsable([hop('imap', null), hop('sent-folder', 'email.no-sent-folder')])).toBe(true);
  expect(isUsable([hop('imap', 'email.auth-refused'), hop('smtp', null)])).toBe(false);
  expect(isUsable([])).toBe(false);
});

test('the fingerprint of a refused certificate is read from the server’s answer', () => {
  const print = Array.from({ length: 32 }, (_, index) => (index + 16).toString(16)).join(':');
  expect(
    untrustedCertificate([hop('imap', 'email.bad-certificate', `self-signed ${print}`)]),
  ).toEqual({ fingerprint: print.toUpperCase() });
  expect(untrustedCertificate([hop('imap', 'email.bad-certificate', 'expired')])).toEqual({
    fingerprint: null,
  });
  expect(untrustedCertificate([hop('imap', 'email.unreachable')])).toBeNull();
});
