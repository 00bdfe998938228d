import { z } from '#shared/lib/schema.ts';
import { contactId } from '#shared/lib/ids.ts';
import { instant } from '../event.ts';

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

export const contactKind = z.enum(['user', 'merchant']);
export type ContactKind = z.infer<typeof contactKind>;

/** Why two contacts may be one person. The values themselves stay with their contacts. */
export const evidenceKind = z.enum([
  'same-account',
  'same-mail',
  'same-phone',
  'same-social',
  'same-merchant',
  'same-name-and-order',
  'agent-word',
]);
export type EvidenceKind = z.infer<typeof evidenceKind>;
export const evidence = z.object({
  kind: evidenceKind,
  /** Proven on both sides. */
  isVerified: z.boolean(),
  /** The agent's words; null for what the desk found. */
  note: z.string().max(1000).nullable(),
});
export type Evidence = z.infer<typeof evidence>;

/** 0 to 100. */
export const confidence = z.int().min(0).max(100);

/** This contact's link to the one it was put with. */
export const link = z.object({
  intoId: contactId,
  evidence: z.array(evidence).min(1).max(20),
  confidence,
});
export type Link = z.infer<typeof link>;

export const consent = z.object({
  consentId: z.string().min(1).max(120),
  /** What for, e.g. marketing by mail. */
  purpose: z.string().trim().min(1).max(200),
  /** How it was given, e.g. by phone, in a form. */
  how: z.string().trim().min(1).max(200),
  givenAt: instant,
  withdrawnAt: instant.nullable(),
});
export type Consent = z.infer<typeof consent>;

/** One field's value as text: a day as `YYYY-MM-DD`, a number as a decimal, a choice by its id. */
export const fieldValue = z.object({ key: z.string().min(1).max(80), value: z.string().max(2000) });
export type FieldValue = z.infer<typeof fieldValue>;

/** What stands where something of an erased person was. */
export const erasedMark = z.enum(['[已删除]', '[erased]']);
export type ErasedMark = z.infer<typeof erasedMark>;

/** How much an erasure took. */
export const erasedCounts = z.object({
  contacts: z.int().nonnegative(),
  identities: z.int().nonnegative(),
  conversations: z.int().nonnegative(),
  messages: z.int().nonnegative(),
  files: z.int().nonnegative(),
});
export type ErasedCounts = z.infer<typeof erasedCounts>;
