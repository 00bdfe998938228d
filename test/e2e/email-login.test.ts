import { afterEach, describe, expect, test } from 'vitest';
import type { AccountId, BrandId } from '#shared/lib/ids.ts';
import type { AccountStatus } from '#main/channels/channel.ts';
import { eventually, startEngine } from '../kit/engine.ts';
import { hasOpenssl, selfSigned } from '../kit/mail/certificates.ts';
import { hasDovecot, startDovecot } from '../kit/mail/dovecot.ts';
import { mail } from '../kit/mail/messages.ts';
import { type SmtpOptions, startSmtp } from '../kit/mail/smtp.ts';

const SUPPORT = 'support@desk.test';
const open: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const end of open.splice(0).toReversed()) await end();
});

async function dovecotWith(options: Parameters<typeof startDovecot>[0]) {
  const dovecot = await startDovecot(options);
  open.push(dovecot.stop);
  return dovecot;
}
async function smtpWith(options: SmtpOptions) {
  const smtp = await startSmtp(async () => undefined, options);
  open.push(smtp.stop);
  return smtp;
}
async function engine() {
  const desk = await startEngine();
  open.push(desk.end);
  return desk.engine;
}

type Security = 'tls' | 'starttls' | 'plain';
const configOf = (imapPort: number, smtpPort: number, imap: Security, smtp: Security) => ({
  imap: { host: '127.0.0.1', port: imapPort, security: imap },
  smtp: { host: '127.0.0.1', port: smtpPort, security: smtp },
  user: SUPPORT,
  since: 'all',
});

describe.skipIf(!hasDovecot || !hasOpenssl)('a self-signed certificate', () => {
  test.each([
    ['from the first byte', 'tls'],
    ['after STARTTLS', 'starttls'],
  ] as const)(
    '%s is refused by its fingerprint, accepted when pinned, refused again when it changes',
    async (_how, security) => {
      const certificate = selfSigned();
      const changed = selfSigned();
      const isTlsFromStart = security === 'tls';
      const dovecot = await dovecotWith({ certificate });
      const smtp = await smtpWith({ certificate, isTlsFromStart });
      const desk = await engine();
      const port = isTlsFromStart ? dovecot.imapsPort : dovecot.imapPort;
      const config = configOf(port, smtp.port, security, security);
      const hopsOf = async (given: Record<string, unknown>) => {
        const { hops } = await desk.accounts.test({
          channel: 'email',
          config: given,
          secrets: { password: 'secret' },
        });
        return hops;
      };

      const refused = await hopsOf(config);
      expect(refused.map((hop) => [hop.hop, hop.isOk, hop.code])).toEqual([
        ['imap', false, 'email.bad-certificate'],
        ['smtp', false, 'email.bad-certificate'],
      ]);
      for (const hop of refused) expect(hop.detail).toContain(certificate.fingerprint);

      const pinned = await hopsOf({ ...config, pinnedCertificate: certificate.fingerprint });
      expect(pinned.map((hop) => [hop.hop, hop.isOk])).toEqual([
        ['imap', true],
        ['sent-folder', true],
        ['smtp', true],
      ]);

      const other = await dovecotWith({ certificate: changed });
      const otherSmtp = await smtpWith({ certificate: changed, isTlsFromStart });
      const otherPort = isTlsFromStart ? other.imapsPort : other.imapPort;
      const after = await hopsOf({
        ...configOf(otherPort, otherSmtp.port, security, security),
        pinnedCertificate: certificate.fingerprint,
      });
      expect(after.map((hop) => [hop.hop, hop.isOk, hop.code])).toEqual([
        ['imap', false, 'email.bad-certificate'],
        ['smtp', false, 'email.bad-certificate'],
      ]);
      for (const hop of after) expect(hop.detail).toContain(changed.fingerprint);
      expect([...smtp.logins, ...otherSmtp.logins]).toEqual([SUPPORT]);
    },
    60_000,
  );

  test('of a mailbox that runs waits for a person and takes nothing in', async () => {
    const certificate = selfSigned();
    const dovecot = await dovecotWith({ certificate });
    dovecot.fill(SUPPORT, [mail()]);
    const desk = await engine();
    const accountId = 'mailbox' as AccountId;
    const account = {
      brandId: 'brand' as BrandId,
      name: 'Support',
      address: SUPPORT,
      config: configOf(dovecot.imapsPort, 9, 'tls', 'tls'),
      secrets: { password: 'secret' },
    };
    await desk.accounts.connect({ accountId, channel: 'email', ...account });
    const status = () => desk.accounts.views()[0]?.status as AccountStatus | null;
    await eventually('the refusal', 10_000, () => status()?.phase === 'needs-person');
    expect(status()).toMatchObject({ code: 'email.bad-certificate', freshAt: null });
    await desk.accounts.reconfigure({
      ...account,
      accountId,
      config: { ...account.config, pinnedCertificate: certificate.fingerprint },
    });
    await eventually('live once it is pinned', 10_000, () => status()?.phase === 'live');
    expect(status()?.counts[0]).toMatchObject({ server: 1, here: 1 });
  });
});

describe.skipIf(!hasDovecot)('an access token', () => {
  test('opens IMAP and SMTP, and a wrong one names both hops', async () => {
    const token = 'a.good-token';
    const dovecot = await dovecotWith({ token });
    const smtp = await smtpWith({ token });
    const desk = await engine();
    const config = { ...configOf(dovecot.imapPort, smtp.port, 'plain', 'plain'), login: 'oauth' };
    const hopsOf = async (accessToken: string) => {
      const { hops } = await desk.accounts.test({
        channel: 'email',
        config,
        secrets: { accessToken },
      });
      return hops.map((hop) => [hop.hop, hop.isOk, hop.code]);
    };
    expect(await hopsOf(token)).toEqual([
      ['imap', true, null],
      ['sent-folder', true, null],
      ['smtp', true, null],
    ]);
    expect(await hopsOf('a.bad-token')).toEqual([
      ['imap', false, 'email.auth-refused'],
      ['smtp', false, 'email.auth-refused'],
    ]);
  });
});

describe('a connection without TLS', () => {
  test('is refused to any host but this machine', async () => {
    const desk = await engine();
    const { hops } = await desk.accounts.test({
      channel: 'email',
      config: {
        imap: { host: 'imap.merchant.test', port: 143, security: 'plain' },
        smtp: { host: 'localhost', port: 25, security: 'plain' },
      },
      secrets: { password: 'secret' },
    });
    expect(hops.map((hop) => [hop.hop, hop.code])).toEqual([
      ['imap.security', 'account.bad-config'],
    ]);
  });
});
