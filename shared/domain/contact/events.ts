import { z } from '#shared/lib/schema.ts';
import { contactId } from '#shared/lib/ids.ts';
import { instant } from '../event.ts';
import {
  confidence,
  type Consent,
  consent,
  contactKind,
  type ContactKind,
  erasedCounts,
  erasedMark,
  type ErasedMark,
  evidence,
  fieldValue,
  identity,
  type Identity,
  type Link,
} from './parts.ts';

const event = <T extends string, S extends z.ZodRawShape>(type: T, shape: S) =>
  z.object({ type: z.literal(type), ...shape });

const created = {
  name: z.string().max(400).nullable(),
  kind: contactKind,
  identities: z.array(identity),
  language: z.string().nullable(),
  isDemo: z.boolean(),
};
const described = {
  kind: contactKind,
  language: z.string().nullable(),
  timeZone: z.string().nullable(),
  note: z.string().max(4000).nullable(),
};
const linked = { intoId: contactId, evidence: z.array(evidence).min(1).max(20), confidence };

export const contactEvent = z.discriminatedUnion('type', [
  event('contact.created', { contactId, ...created }),
  event('contact.renamed', { name: z.string().max(400) }),
  event('contact.described', described),
  event('contact.identity-added', { identity }),
  event('contact.identity-removed', { identity }),
  /** Only the fields that changed; an empty value takes the field away. */
  event('contact.fields-changed', { fields: z.array(fieldValue) }),
  event('contact.consented', { consent: consent.omit({ withdrawnAt: true }) }),
  event('contact.consent-withdrawn', { consentId: z.string(), withdrawnAt: instant }),
  /** From now on read as one person with the other; both keep their own streams and addresses. */
  event('contact.linked', linked),
  event('contact.unlinked', { intoId: contactId }),
  event('contact.suggestion-dismissed', { otherId: contactId }),
  event('contact.erased', {
    mark: erasedMark,
    reason: z.string().max(1000),
    counts: erasedCounts,
  }),
]);
export type ContactEvent = z.infer<typeof contactEvent>;

const command = <T extends string, S extends z.ZodRawShape>(type: T, shape: S) =>
  z.object({ type: z.literal(type), contactId, ...shape });
export const contactCommand = z.discriminatedUnion('type', [
  command('contact.create', created),
  command('contact.rename', { name: z.string().trim().min(1).max(400) }),
  command('contact.describe', described),
  command('contact.add-identity', { identity }),
  command('contact.remove-identity', { identity }),
  command('contact.change-fields', { fields: z.array(fieldValue).max(200) }),
  command('contact.consent', { consent: consent.omit({ withdrawnAt: true }) }),
  command('contact.withdraw-consent', { consentId: z.string(), withdrawnAt: instant }),
  command('contact.link', linked),
  command('contact.unlink', {}),
  command('contact.dismiss-suggestion', { otherId: contactId }),
  command('contact.erase', {
    mark: erasedMark,
    reason: z.string().trim().min(1).max(1000),
    counts: erasedCounts,
  }),
]);
export type ContactCommand = z.infer<typeof contactCommand>;

export interface Contact {
  id: z.infer<typeof contactId>;
  name: string | null;
  kind: ContactKind;
  identities: Identity[];
  language: string | null;
  timeZone: string | null;
  note: string | null;
  /** Field key → value; absent where nothing is filled in. */
  fields: Record<string, string>;
  consents: Consent[];
  /** Set while this contact is read as part of another. */
  link: Link | null;
  /** Contacts a person said are somebody else. */
  notSameAs: Contact['id'][];
  /** Nothing of the person is left; null for everybody else. */
  erased: { at: number; mark: ErasedMark } | null;
  isDemo: boolean;
  createdAt: number;
}
