import { z } from '#shared/lib/schema.ts';
import type { AccountView } from '#shared/contract/rows.ts';

const security = z.enum(['tls', 'starttls', 'plain']);
const server = z.object({ host: z.string(), port: z.number(), security });
/** What of a kept configuration the form shows; the channel has its own, stricter reading. */
const kept = z.object({
  imap: server,
  smtp: server,
  user: z.string().optional(),
  login: z.enum(['password', 'oauth']).default('password'),
  since: z.enum(['all', '30-days', 'new']).default('30-days'),
  folder: z.string().default('INBOX'),
  keepsSent: z.boolean().default(false),
  pinnedCertificate: z.string().optional(),
});

export interface ServerDraft {
  host: string;
  port: string;
  security: z.infer<typeof security>;
}
/** A mailbox as it is being written. */
export interface MailDraft {
  address: string;
  name: string;
  brandId: string;
  login: 'password' | 'oauth';
  /** Password or token; empty: the kept one. */
  secret: string;
  user: string;
  imap: ServerDraft;
  smtp: ServerDraft;
  since: 'all' | '30-days' | 'new';
  folder: string;
  keepsSent: boolean;
  pinnedCertificate: string | null;
}
export type MailField =
  'address' | 'name' | 'secret' | 'imap.host' | 'imap.port' | 'smtp.host' | 'smtp.port';

export const newMailDraft = (brandId: string): MailDraft => ({
  address: '',
  name: '',
  brandId,
  login: 'password',
  secret: '',
  user: '',
  imap: { host: '', port: '993', security: 'tls' },
  smtp: { host: '', port: '465', security: 'tls' },
  since: '30-days',
  folder: 'INBOX',
  keepsSent: false,
  pinnedCertificate: null,
});

const serverDraft = ({ host, port, security: how }: z.infer<typeof server>): ServerDraft => ({
  host,
  port: String(port),
  security: how,
});

/** A kept account as a draft; what cannot be read is left empty. */
export function mailDraftOf(account: AccountView): MailDraft {
  const empty = newMailDraft(account.brandId);
  const read = kept.safeParse(account.config);
  if (!read.success) return { ...empty, address: account.address, name: account.name };
  const { imap, smtp, user, pinnedCertificate, ...rest } = read.data;
  return {
    ...empty,
    ...rest,
    address: account.address,
    name: account.name,
    // The usual login name is not shown as one of its own.
    user: user === undefined || user === account.address ? '' : user,
    imap: serverDraft(imap),
    smtp: serverDraft(smtp),
    pinnedCertificate: pinnedCertificate ?? null,
  };
}

const proposed = kept.partial();
/** The draft with a provider's servers; what a person typed elsewhere stays. */
export function withPreset(draft: MailDraft, config: Record<string, unknown>): MailDraft {
  const read = proposed.safeParse(config);
  if (!read.success) return draft;
  const { imap, smtp, login, keepsSent } = read.data;
  return {
    ...draft,
    ...(imap ? { imap: serverDraft(imap) } : {}),
    ...(smtp ? { smtp: serverDraft(smtp) } : {}),
    login: login ?? draft.login,
    keepsSent: keepsSent ?? draft.keepsSent,
  };
}

const portOf = (text: string): number | null => {
  const port = /^\d{1,5}$/.test(text.trim()) ? Number(text) : 0;
  return port >= 1 && port <= 65_535 ? port : null;
};

export const isWholeAddress = (text: string): boolean =>
  /^[^\s@<>]+@[^\s@<>.]+(\.[^\s@<>.]+)+$/.test(text.trim());

/** Fields that keep the form from being sent. */
export function missingIn(draft: MailDraft, hasSecret: boolean): MailField[] {
  const missing: MailField[] = [];
  if (!isWholeAddress(draft.address)) missing.push('address');
  if (draft.name.trim() === '') missing.push('name');
  if (draft.secret === '' && !hasSecret) missing.push('secret');
  for (const side of ['imap', 'smtp'] as const) {
    if (draft[side].host.trim() === '') missing.push(`${side}.host`);
    if (portOf(draft[side].port) === null) missing.push(`${side}.port`);
  }
  return missing;
}

const serverOf = ({ host, port, security: how }: ServerDraft) => ({
  host: host.trim(),
  port: portOf(port) ?? 0,
  security: how,
});

/** The configuration the channel reads. */
export function configOf(draft: MailDraft): Record<string, unknown> {
  return {
    imap: serverOf(draft.imap),
    smtp: serverOf(draft.smtp),
    login: draft.login,
    user: draft.user.trim() === '' ? draft.address.trim() : draft.user.trim(),
    since: draft.since,
    folder: draft.folder.trim() === '' ? 'INBOX' : draft.folder.trim(),
    keepsSent: draft.keepsSent,
    ...(draft.pinnedCertificate === null ? {} : { pinnedCertificate: draft.pinnedCertificate }),
  };
}

export const secretName = (login: MailDraft['login']): string =>
  login === 'oauth' ? 'accessToken' : 'password';
export const secretsOf = ({ login, secret }: MailDraft): Record<string, string> =>
  secret === '' ? {} : { [secretName(login)]: secret };

export interface Hop {
  hop: string;
  isOk: boolean;
  code: string | null;
  detail: string | null;
}

/** A mailbox works without a Sent folder; everything else has to answer. */
export const isUsable = (hops: readonly Hop[]): boolean =>
  hops.length > 0 && hops.every((hop) => hop.isOk || hop.hop === 'sent-folder');

/** Which field each failed hop is about, with the code that explains it. */
export function fieldTroubles(hops: readonly Hop[]): Partial<Record<MailField, string>> {
  const troubles: Partial<Record<MailField, string>> = {};
  for (const { hop, isOk, code } of hops) {
    if (isOk || code === null) continue;
    if (code === 'email.auth-refused' || code === 'email.no-secret') troubles.secret = code;
    else if (code === 'account.bad-config') {
      const field = (['imap.host', 'imap.port', 'smtp.host', 'smtp.port'] as const).find(
        (one) => one === hop,
      );
      if (field) troubles[field] = code;
    } else if (code === 'email.unreachable' && (hop === 'imap' || hop === 'smtp'))
      troubles[`${hop}.host`] = code;
  }
  return troubles;
}

const FINGERPRINT = /(?:[0-9A-F]{2}:){31}[0-9A-F]{2}/i;
/** The certificate a server showed and nobody vouches for: its SHA-256, or null inside when it is not known. */
export function untrustedCertificate(hops: readonly Hop[]): { fingerprint: string | null } | null {
  const bad = hops.filter((hop) => !hop.isOk && hop.code === 'email.bad-certificate');
  if (bad.length === 0) return null;
  const found = bad.map((hop) => FINGERPRINT.exec(hop.detail ?? '')?.[0]).find(Boolean);
  return { fingerprint: found?.toUpperCase() ?? null };
}
