import { expect, test } from 'vitest';
import { isAutomatic } from '#shared/domain/mail/loops.ts';

const of = (headers: Record<string, string>, from = 'chen@customer.test') =>
  isAutomatic((name) => headers[name] ?? null, from);

test.each([
  [{ 'auto-submitted': 'auto-replied' }],
  [{ 'auto-submitted': 'auto-generated (vacation)' }],
  [{ 'return-path': '<>' }],
  [{ 'return-path': '< >' }],
  [{ precedence: 'Bulk' }],
  [{ precedence: 'auto_reply' }],
  [{ 'x-autoreply': 'yes' }],
  [{ 'x-autorespond': '' }],
  [{ 'x-loop': 'support@desk.test' }],
  [{ 'content-type': 'multipart/report; report-type=delivery-status' }],
])('a mail with %j comes from a machine', (headers) => {
  expect(of(headers)).toBe(true);
});

test.each([
  'mailer-daemon@mx.test',
  'MAILER-DAEMON@mx.test',
  'postmaster@mx.test',
  'no-reply@shop.test',
  'noreply@shop.test',
  'do-not-reply@shop.test',
])('%s is a machine', (from) => {
  expect(of({}, from)).toBe(true);
});

test.each([
  [{}],
  [{ 'auto-submitted': 'no' }],
  [{ 'return-path': '<chen@customer.test>' }],
  [{ precedence: 'first-class' }],
  [{ 'content-type': 'multipart/mixed' }],
  // A support address that is a group puts these on every customer's mail.
  [{ precedence: 'list', 'list-id': '<support.desk.test>' }],
  // Shops put it on invoices that people answer.
  [{ 'list-unsubscribe': '<mailto:out@shop.test>' }],
])('a mail with %j comes from a person', (headers) => {
  expect(of(headers)).toBe(false);
});

test('a person whose name begins like a machine’s is a person', () => {
  expect(of({}, 'noreplyson@customer.test')).toBe(false);
});
