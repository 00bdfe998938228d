import { ImapFlow } from 'imapflow';
import { MINUTE_MS, SECOND_MS } from '#shared/lib/units.ts';
import { isCertificateError, tlsFor } from './certificates.ts';
import type { Login } from './login.ts';
import type { EmailConfig } from './settings.ts';

/** Truthful; NetEase refuses clients that do not say who they are (RFC 2971). */
const CLIENT = { name: 'Kefu Desk', vendor: 'Kefu Desk' };

/** A silent peer is asked after this and given up after twice this: within two minutes. */
export const SILENCE_MS = 45 * SECOND_MS;

/**
 * One connection for its whole life; a lost one is never reused.
 * @throws Failure `email.bad-certificate`
 */
export async function newImap(
  config: EmailConfig,
  login: Login,
  options: { isIdle: boolean; silenceMs?: number },
): Promise<ImapFlow> {
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
    tls: await tlsFor(config.imap, 'imap', config.pinnedCertificate),
    logger: false,
    clientInfo: CLIENT,
    qresync: true,
    disableAutoIdle: !options.isIdle,
    maxIdleTime: 4 * MINUTE_MS,
    autoIdleDelay: 100,
    socketTimeout: options.silenceMs ?? SILENCE_MS,
    connectionTimeout: 20 * SECOND_MS,
    greetingTimeout: 20 * SECOND_MS,
  });
}

interface ImapError extends Error {
  authenticationFailed?: boolean;
  serverResponseCode?: string;
  responseText?: string;
  code?: string;
  throttleReset?: number;
}

/** RFC 5530: the login was not judged, the server was busy. */
const PASSING = ['UNAVAILABLE', 'INUSE', 'LIMIT', 'SERVERBUG'];

/** A person must act (password, certificate), or trying again can help, not before `waitMs`. */
export function readImapError(error: unknown): {
  needsPerson: boolean;
  code: string;
  detail: string;
  waitMs: number;
} {
  const known = error as ImapError;
  const detail = (known.responseText ?? known.message ?? String(error)).slice(0, 300);
  const waitMs = known.throttleReset ?? 0;
  const about = { detail, waitMs };
  if (isCertificateError(error))
    return { ...about, needsPerson: true, code: 'email.bad-certificate' };
  if (known.code === 'email.auth-refused')
    return { ...about, needsPerson: true, code: 'email.auth-refused' };
  if (known.authenticationFailed && !PASSING.includes(known.serverResponseCode ?? ''))
    return { ...about, needsPerson: true, code: 'email.auth-refused' };
  return { ...about, needsPerson: false, code: 'email.unreachable' };
}
