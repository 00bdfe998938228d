import nodemailer from 'nodemailer';
import { SECOND_MS } from '#shared/lib/units.ts';
import type { OutboundMessage, Party } from '#shared/domain/conversation/message-parts.ts';
import type { SendContext, SendOutcome } from '../channel.ts';
import { isCertificateError, tlsFor } from './certificates.ts';
import type { EmailConfig } from './settings.ts';
import type { Login } from './login.ts';

/**
 * Connections are made per message: a support mailbox sends few and idles long.
 * @param onCommand called with each line we send, `DATA` among them
 */
export async function openTransport(
  config: EmailConfig,
  login: Login,
  onCommand?: (line: string) => void,
) {
  const { host, port, security } = config.smtp;
  return nodemailer.createTransport({
    host,
    port,
    secure: security === 'tls',
    requireTLS: security === 'starttls',
    ignoreTLS: security === 'plain',
    auth:
      login.kind === 'oauth'
        ? { type: 'OAuth2', user: login.user, accessToken: login.token }
        : { user: login.user, pass: login.password },
    tls: await tlsFor(config.smtp, 'smtp', config.pinnedCertificate),
    connectionTimeout: 20 * SECOND_MS,
    greetingTimeout: 20 * SECOND_MS,
    socketTimeout: 60 * SECOND_MS,
    dnsTimeout: 10 * SECOND_MS,
    disableFileAccess: true,
    disableUrlAccess: true,
    ...(onCommand ? { debug: true, logger: wireTap(onCommand) } : {}),
  });
}

/** The library tells what it writes only through its logger; nothing is kept or printed. */
function wireTap(onCommand: (line: string) => void) {
  const quiet = () => undefined;
  const tap = (about: { tnx?: string }, line: unknown) => {
    if (about.tnx === 'client' && typeof line === 'string') onCommand(line);
  };
  return {
    level: quiet,
    trace: tap,
    debug: tap,
    info: tap,
    warn: quiet,
    error: quiet,
    fatal: quiet,
  };
}

const addressOf = (party: Party) => ({
  name: clean(party.name ?? ''),
  address: clean(party.address),
});
/** No line break or NUL reaches a header or a command (RFC 5321 §2.3.8). */
const clean = (text: string) => text.replace(/[\r\n\0]+/g, ' ').trim();

export interface Sender {
  name: string;
  address: string;
}

/** The message as it goes out and as it lies in Sent; only the Sent copy names the blind recipients. */
export async function buildMail(
  message: OutboundMessage,
  from: Sender,
  context: Pick<SendContext, 'read'>,
): Promise<{ wire: Buffer; sent: Buffer; recipients: string[] }> {
  const html = message.html ? Buffer.from(await context.read(message.html)).toString('utf8') : null;
  const attachments = await Promise.all(
    message.attachments.map(async (part) => ({
      filename: part.name,
      contentType: part.mime,
      content: Buffer.from(await context.read(part.blob)),
      ...(part.cid ? { cid: part.cid } : {}),
      contentDisposition: part.isInline ? ('inline' as const) : ('attachment' as const),
    })),
  );
  const common = {
    from,
    to: message.to.map(addressOf),
    cc: message.cc.map(addressOf),
    subject: clean(message.subject ?? ''),
    text: message.text,
    ...(html ? { html } : {}),
    ...(message.externalId ? { messageId: message.externalId } : {}),
    ...(message.inReplyTo ? { inReplyTo: message.inReplyTo } : {}),
    ...(message.references.length > 0 ? { references: message.references } : {}),
    date: new Date(message.sendAt),
    attachments,
    disableFileAccess: true,
    disableUrlAccess: true,
  };
  const compose = nodemailer.createTransport({
    streamTransport: true,
    buffer: true,
    newline: 'windows',
  });
  const [wire, sent] = await Promise.all([
    compose.sendMail(common),
    compose.sendMail({ ...common, bcc: message.bcc.map(addressOf) }),
  ]);
  return {
    wire: wire.message as Buffer,
    sent: sent.message as Buffer,
    recipients: [
      ...new Set(
        [...message.to, ...message.cc, ...message.bcc].map((party) => clean(party.address)),
      ),
    ],
  };
}

interface SmtpError extends Error {
  code?: string;
  response?: string;
  responseCode?: number;
}

/**
 * What an SMTP failure means, by its reply code (RFC 5321 §4.2.1). Silence after the message was on
 * its way is a doubt (RFC 1047). What a person must put right first (login, certificate) is tried
 * again later rather than given up: the message itself is in order.
 * @param hadData whether `DATA` had been sent
 */
export function outcomeOf(error: SmtpError, hadData: boolean): SendOutcome {
  const reason = (error.response ?? error.message).slice(0, 500);
  if (isCertificateError(error))
    return { kind: 'failed', code: 'email.bad-certificate', reason, isPermanent: false };
  if (error.code === 'email.auth-refused')
    return { kind: 'failed', code: error.code, reason, isPermanent: false };
  const { responseCode } = error;
  if (responseCode !== undefined) {
    const isAuth = error.code === 'EAUTH' || [530, 534, 535].includes(responseCode);
    return {
      kind: 'failed',
      code: isAuth ? 'email.auth-refused' : 'email.refused',
      reason,
      isPermanent: !isAuth && isFinal(responseCode),
    };
  }
  if (hadData) return { kind: 'in_doubt', reason };
  if (error.code === 'EENVELOPE')
    return { kind: 'failed', code: 'email.bad-recipient', reason, isPermanent: true };
  return { kind: 'failed', code: 'email.unreachable', reason, isPermanent: false };
}

/** 5xx is final; 503 speaks of the order of commands, not of the mail. */
const isFinal = (code: number): boolean => code >= 500 && code !== 503;
