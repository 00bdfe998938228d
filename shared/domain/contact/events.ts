import { z } from '#shared/lib/schema.ts';
import { contactId } from '#shared/lib/ids.ts';

export const identityKind = z.enum(['email', 'visitor', 'account', 'phone', 'social']);
export type IdentityKind = z.infer<typeof identityKind>;

/**
 * An address of a contact. `address` is normalised: lower case mail, E.164 phone,
 * `<accountId>/<visitorId>` for a visitor, `<provider>/<id>` for social.
 */
export const identity = z.object({
  kind: identityKind,
  address: z.string().min(1).max(400),
  /** Proven by the channel itself or a signed token; a claim in a form is not. */
  isVerified: z.boolean(),
});
export type Identity = z.infer<typeof identity>;

const event = <T extends string, S extends z.ZodRawShape>(type: T, shape: S) =>
  z.object({ type: z.literal(type), ...shape });

export const contactEvent = z.discriminatedUnion('type', [
  event('contact.created', {
    contactId,
    name: z.string().max(400).nullable(),
    kind: z.enum(['user', 'merchant']),
    identities: z.array(identity),
    language: z.string().nullable(),
    isDemo: z.boolean(),
  }),
  event('contact.renamed', { name: z.string().max(400) }),
  event('contact.described', {
    kind: z.enum(['user', 'merchant']),
    language: z.string().nullable(),
    timeZone: z.string().nullable(),
    note: z.string().max(4000).nullable(),
  }),
  event('contact.identity-added', { identity }),
  event('contact.identity-removed', { identity }),
]);
export type ContactEvent = z.infer<typeof contactEvent>;

const command = <T extends string, S extends z.ZodRawShape>(type: T, shape: S) =>
  z.object({ type: z.literal(type), contactId, ...shape });
export const contactCommand = z.discriminatedUnion('type', [
  command('contact.create', {
    name: z.string().max(400).nullable(),
    kind: z.enum(['user', 'merchant']),
    identities: z.array(identity),
    language: z.string().nullable(),
    isDemo: z.boolean(),
  }),
  command('contact.rename', { name: z.string().trim().min(1).max(400) }),
  command('contact.describe', {
    kind: z.enum(['user', 'merchant']),
    language: z.string().nullable(),
    timeZone: z.string().nullable(),
    note: z.string().max(4000).nullable(),
  }),
  command('contact.add-identity', { identity }),
  command('contact.remove-identity', { identity }),
]);
export type ContactCommand = z.infer<typeof contactCommand>;

export interface Contact {
  id: z.infer<typeof contactId>;
  name: string | null;
  kind: 'user' | 'merchant';
  identities: Identity[];
  language: string | null;
  timeZone: string | null;
  note: string | null;
  isDemo: boolean;
  createdAt: number;
}
