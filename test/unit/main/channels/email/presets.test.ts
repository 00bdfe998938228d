import { expect, test } from 'vitest';
import { presetFor } from '#main/channels/email/presets.ts';
import { emailConfig } from '#main/channels/email/settings.ts';

test.each([
  ['a@qq.com', 'imap.qq.com', 'smtp.qq.com', 465, false],
  ['a@foxmail.com', 'imap.qq.com', 'smtp.qq.com', 465, false],
  ['a@exmail.qq.com', 'imap.exmail.qq.com', 'smtp.exmail.qq.com', 465, false],
  ['a@163.com', 'imap.163.com', 'smtp.163.com', 465, false],
  ['a@126.com', 'imap.126.com', 'smtp.126.com', 465, false],
  ['a@gmail.com', 'imap.gmail.com', 'smtp.gmail.com', 465, true],
  ['a@outlook.com', 'outlook.office365.com', 'smtp.office365.com', 587, true],
  ['a@merchant.test', 'imap.merchant.test', 'smtp.merchant.test', 465, false],
])('%s is proposed %s and %s, by TLS', (address, imap, smtp, smtpPort, keepsSent) => {
  const config = emailConfig.parse(presetFor(address)?.config);
  expect(config).toMatchObject({
    imap: { host: imap, port: 993, security: 'tls' },
    smtp: { host: smtp, port: smtpPort, security: smtpPort === 587 ? 'starttls' : 'tls' },
    keepsSent,
  });
});

test('an unfinished address is proposed nothing', () => {
  expect(presetFor('support')).toBeNull();
});
