import { z } from '#shared/lib/schema.ts';

const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3}|::1)$/;

const server = z
  .object({
    host: z.string().trim().min(1).max(253),
    port: z.number().int().min(1).max(65_535),
    /** `tls` from the first byte, `starttls` required after a plain greeting, `plain` for loopback only. */
    security: z.enum(['tls', 'starttls', 'plain']),
  })
  .refine(({ host, security }) => security !== 'plain' || LOOPBACK.test(host), {
    error: 'a connection without TLS is for this machine only',
    path: ['security'],
  });

/** How one mailbox is reached. Passwords and tokens are secrets and not here. */
export const emailConfig = z.object({
  imap: server,
  smtp: server,
  /** Login name; the address when absent. */
  user: z.string().max(400).optional(),
  login: z.enum(['password', 'oauth']).default('password'),
  /** Where access tokens come from (RFC 6749 §6); without it the access token is given by hand. */
  oauth: z
    .object({
      tokenUrl: z.url().refine((url) => {
        const { protocol, hostname } = new URL(url);
        return protocol === 'https:' || LOOPBACK.test(hostname);
      }),
      clientId: z.string().min(1).max(500),
      scope: z.string().max(1_000).optional(),
    })
    .optional(),
  /** How far back the first sync goes. */
  since: z.enum(['all', '30-days', 'new']).default('30-days'),
  folder: z.string().max(200).default('INBOX'),
  /** The provider keeps a Sent copy by itself: then we append none. */
  keepsSent: z.boolean().default(false),
  /** SHA-256 of a self-signed certificate, `AA:BB:…`, accepted for this account alone. */
  pinnedCertificate: z
    .string()
    .regex(/^([0-9A-F]{2}:){31}[0-9A-F]{2}$/i)
    .optional(),
});
export type EmailConfig = z.infer<typeof emailConfig>;
export type ServerConfig = EmailConfig['imap'];
