import { oc } from '@orpc/contract';
import { z } from '#shared/lib/schema.ts';
import { contactId, conversationId } from '#shared/lib/ids.ts';
import { importRow } from '#shared/domain/contact/import.ts';
import { contactField } from '#shared/domain/contact/fields.ts';
import {
  confidence,
  contactKind,
  erasedCounts,
  erasedMark,
  evidence,
  fieldValue,
  identity,
  identityKind,
} from '#shared/domain/contact/parts.ts';
import { instant } from '#shared/domain/event.ts';
import {
  contactListRow,
  contactSuggestion,
  contactView,
  importOutcome,
  personMessage,
} from './contact-rows.ts';
import { rejection } from './errors.ts';
import { command, commandId, limit, nothing, query } from './parts.ts';
import { conversationRow } from './rows.ts';

export const contactSort = z.enum(['recent', 'name', 'new']);
export type ContactSort = z.infer<typeof contactSort>;
const reason = z.string().trim().min(1).max(300);
const which = {
  text: z.string().max(200).default(''),
  kind: contactKind.nullable().default(null),
  after: z.string().nullable().default(null),
};

/** Customers: one person, many addresses. */
export const contacts = {
  contact: {
    get: query(z.object({ contactId }), contactView.nullable()),
    /** The list; linked contacts are shown as the person they are part of. */
    page: query(
      z.object({ ...which, sort: contactSort.default('recent'), limit }),
      z.object({
        rows: z.array(contactListRow),
        next: z.string().nullable(),
        total: z.number().int(),
        isCapped: z.boolean(),
      }),
    ),
    /** Of the whole person. */
    conversations: query(z.object({ contactId, limit }), z.array(conversationRow)),
    /** Everything said with the whole person, newest first. */
    timeline: query(
      z.object({ contactId, before: z.string().max(40).nullable().default(null), limit }),
      z.object({ entries: z.array(personMessage), next: z.string().nullable() }),
    ),
    suggestions: query(z.object({ contactId }), z.array(contactSuggestion)),
    fields: query(nothing, z.array(contactField)),
    suggest: query(
      z.object({ text: z.string().max(200), limit: z.number().int().max(20).default(8) }),
      z.array(z.object({ contactId, name: z.string().nullable(), address: z.string() })),
    ),
    add: oc
      .input(
        z.object({
          commandId,
          name: z.string().trim().min(1).max(400),
          kind: contactKind,
          identity: z
            .object({ kind: identityKind, text: z.string().min(1).max(400) })
            .nullable()
            .default(null),
        }),
      )
      .output(
        z.union([
          z.object({ ok: z.literal(true), seq: z.number().int(), contactId }),
          z.object({ ok: z.literal(false), rejection }),
        ]),
      ),
    rename: command({ contactId, name: z.string().trim().min(1).max(400) }),
    describe: command({
      contactId,
      kind: contactKind,
      language: z.string().max(35).nullable(),
      timeZone: z.string().max(60).nullable(),
      note: z.string().max(4000).nullable(),
    }),
    addIdentity: command({ contactId, identity }),
    removeIdentity: command({ contactId, identity }),
    changeFields: command({ contactId, fields: z.array(fieldValue).max(200) }),
    consent: command({
      contactId,
      consentId: z.string().min(1).max(120).optional(),
      purpose: z.string().trim().min(1).max(200),
      how: z.string().trim().min(1).max(200),
      givenAt: instant,
    }),
    withdrawConsent: command({ contactId, consentId: z.string().max(120) }),
    /** From now on read as one person; nothing is moved. */
    link: command({
      contactId,
      intoId: contactId,
      evidence: z.array(evidence).min(1).max(20),
      confidence,
    }),
    unlink: command({ contactId }),
    /** These two are not one person; not suggested again. */
    dismissSuggestion: command({ contactId, otherId: contactId }),
    /** Says why masked addresses are looked at; goes into the audit. */
    reveal: command({ contactId, conversationId: conversationId.nullable(), reason }),
    defineFields: command({ fields: z.array(contactField).max(100) }),
    /** Some lines of a file; the same line of the same import is taken in once. */
    importRows: oc
      .input(
        z.object({
          importId: z.string().min(8).max(80),
          isDryRun: z.boolean(),
          rows: z.array(importRow).min(1).max(200),
        }),
      )
      .output(z.array(importOutcome)),
    /** Puts an import into the audit: at its beginning and, with counts, at its end. */
    noteImport: oc
      .input(
        z.object({
          importId: z.string().min(8).max(80),
          fileName: z.string().max(255),
          phase: z.enum(['begun', 'ended']),
          counts: z.record(z.string().regex(/^[a-z]{1,20}$/), z.int().nonnegative()),
        }),
      )
      .output(z.object({})),
    /** Whole contacts for a file; the first page goes into the audit with the reason. */
    exportPage: oc
      .input(z.object({ ...which, reason, limit: z.number().int().min(1).max(500).default(200) }))
      .output(z.object({ contacts: z.array(contactView), next: z.string().nullable() })),
    /** What an erasure would take, and what forbids it. */
    erasePreview: query(
      z.object({ contactId }),
      z.object({
        counts: erasedCounts,
        /** What has to be typed. */
        confirmation: z.string(),
        backups: z.number().int(),
        refusal: rejection.nullable(),
      }),
    ),
    /** Takes the whole person out of every file; cannot be taken back. */
    erase: command({
      contactId,
      reason: z.string().trim().min(1).max(1000),
      confirmation: z.string().max(400),
      mark: erasedMark,
    }),
  },
};
