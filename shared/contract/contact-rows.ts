import { z } from '#shared/lib/schema.ts';
import { contactId, conversationId, messageId } from '#shared/lib/ids.ts';
import { instant } from '#shared/domain/event.ts';
import {
  confidence,
  consent,
  contactKind,
  erasedMark,
  evidence,
  identity,
  identityKind,
  link,
} from '#shared/domain/contact/parts.ts';
import { importProblem } from '#shared/domain/contact/import.ts';
import { channelKind } from '#shared/domain/conversation/message-parts.ts';

export const contactView = z.object({
  id: contactId,
  name: z.string().nullable(),
  kind: contactKind,
  identities: z.array(identity),
  language: z.string().nullable(),
  timeZone: z.string().nullable(),
  note: z.string().nullable(),
  fields: z.record(z.string(), z.string()),
  consents: z.array(consent),
  link: link.nullable(),
  erased: z.object({ at: instant, mark: erasedMark }).nullable(),
  isDemo: z.boolean(),
  createdAt: instant,
  /** The contact that stands for the whole person. */
  rootId: contactId,
  /** Newest message of the person. */
  lastAt: instant,
  /** Of the whole person. */
  conversationCount: z.number().int(),
  openCount: z.number().int(),
  /** The other contacts of the person. */
  members: z.array(
    z.object({
      id: contactId,
      name: z.string().nullable(),
      identities: z.array(identity),
      link: link.nullable(),
    }),
  ),
});
export type ContactView = z.infer<typeof contactView>;

/** One line of the list of customers; addresses are masked. */
export const contactListRow = z.object({
  id: contactId,
  name: z.string().nullable(),
  kind: contactKind,
  addresses: z.array(z.object({ kind: identityKind, text: z.string(), isVerified: z.boolean() })),
  language: z.string().nullable(),
  company: z.string().nullable(),
  isErased: z.boolean(),
  isDemo: z.boolean(),
  createdAt: instant,
  lastAt: instant,
});
export type ContactListRow = z.infer<typeof contactListRow>;

/** One message of a person, whatever conversation and channel it is of. */
export const personMessage = z.object({
  seq: z.number().int(),
  at: instant,
  messageId,
  conversationId,
  conversationNumber: z.number().int(),
  channel: channelKind,
  direction: z.enum(['inbound', 'outbound', 'note']),
  authorName: z.string().nullable(),
  subject: z.string().nullable(),
  /** Its beginning, on one line. */
  text: z.string(),
  attachmentCount: z.number().int(),
});
export type PersonMessage = z.infer<typeof personMessage>;

/** Another contact that may be the same person. */
export const contactSuggestion = z.object({
  contactId,
  name: z.string().nullable(),
  /** Masked. */
  addresses: z.array(z.string()),
  confidence,
  evidence: z.array(evidence),
  /** Both are proven accounts of one brand with different ids. */
  isAgainst: z.boolean(),
});
export type ContactSuggestion = z.infer<typeof contactSuggestion>;

export const importOutcome = z.object({
  line: z.int(),
  outcome: z.enum(['new', 'filled', 'same', 'refused']),
  problems: z.array(importProblem),
});
export type ImportOutcome = z.infer<typeof importOutcome>;
