import { ImapFlow } from 'imapflow';
import { MINUTE_MS, SECOND_MS } from '#shared/lib/units.ts';
import { type EmailConfig, tlsOptions } from './settings.ts';
import type { Login } from './login.ts';

/** Truthful; NetEase refuses clients that do not say who they are (RFC 2971). */
const CLIENT = { name: 'Kefu Desk', vendor: 'Kefu Desk' };

/** One connection for its whole life; a lost one is never reused. Dead peers are noticed within 2 × 45 s. */
export function newImap(config: EmailConfig, login: Login, options: { isIdle: boolean }): ImapFlow {
  const { host, port, security } = config.imap;
  return new ImapFlow({
    host,
    port,
    secure: security === 'tls',
    doSTARTTLS: security === 'starttls',
    auth:
      login.kind === 'oauth'
        ? { user: login.user, accessToken: login.token }
        : { user: login.user, pass: login.password },
    tls: tlsOptions(config),
    logger: false,
    clientInfo: CLIENT,
    disableAutoIdle: !options.isIdle,
    maxIdleTime: 4 * MINUTE_MS,
    autoIdleDelay: 100,
    socketTimeout: 45 * SECOND_MS,
    connectionTimeout: 20 * SECOND_MS,
    greetingTimeout: 20 * SECOND_MS,
  });
}

interface ImapError extends Error {
  authenticationFailed?: boolean;
  responseText?: string;
  code?: string;
}

/** A person must act (password, certificate), or trying again can help. */
export function readImapError(error: unknown): {
  needsPerson: boolean;
  code: string;
  detail: string;
} {
  const known = error as ImapError;
  const detail = (known.responseText ?? known.message ?? String(error)).slice(0, 300);
  if (known.authenticationFailed) return { needsPerson: true, code: 'email.auth-refused', detail };
  if (/certificate|self.signed|altname|SSL|TLS/i.test(`${known.code ?? ''} ${detail}`))
    return { needsPerson: true, code: 'email.bad-certificate', detail };
  return { needsPerson: false, code: 'email.unreachable', detail };
}
