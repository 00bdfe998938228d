import { oc } from '@orpc/contract';
import { z } from '#shared/lib/schema.ts';
import { brandId, conversationId, incidentId } from '#shared/lib/ids.ts';
import { instant } from '#shared/domain/event.ts';
import { channelKind } from '#shared/domain/conversation/message-parts.ts';
import { rootCause } from '#shared/domain/diagnosis/root-causes.ts';
import { presetName, scriptName, stepOutcome } from '#shared/domain/diagnosis/scripts.ts';
import { command, commandId, query } from './parts.ts';
import { rejection } from './errors.ts';
import { recordHandle } from './verification.ts';

const about = { conversationId, handle: recordHandle.nullable() };

const step = z.object({
  stepId: z.string(),
  outcome: stepOutcome,
  note: z.string().nullable(),
  attemptCount: z.int().nullable(),
  followUpAt: instant.nullable(),
  at: instant,
});

const incidentRow = z.object({
  id: incidentId,
  name: z.string(),
  rootCause,
  provider: z.string().nullable(),
  openedAt: instant,
  closedAt: instant.nullable(),
  count: z.int(),
  updates: z.array(z.object({ note: z.string(), at: instant, count: z.int() })),
});
export type IncidentRow = z.infer<typeof incidentRow>;

export const diagnosisView = z.object({
  topic: z.string(),
  /** Asked for at the end of a conversation. */
  wantsCause: z.boolean(),
  preset: presetName,
  run: z
    .object({
      script: scriptName,
      preset: presetName,
      stepIds: z.array(z.string()),
      steps: z.array(step),
    })
    .nullable(),
  conclusion: z
    .object({
      rootCause: z.union([rootCause, z.literal('withheld')]),
      reason: z.string().nullable(),
      at: instant,
    })
    .nullable(),
  suggestion: z.object({
    finding: z.enum(['paid', 'confirming', 'cause', 'in-progress', 'nothing-found']),
    rootCause: z.union([rootCause, z.literal('withheld')]).nullable(),
    reasons: z.array(
      z.object({ code: z.string(), cause: rootCause.nullable(), detail: z.string().nullable() }),
    ),
    script: scriptName.nullable(),
  }),
  advice: z
    .object({
      actions: z.array(z.string()),
      retry: z.string(),
      department: z.string().nullable(),
    })
    .nullable(),
  incidents: z.array(incidentRow),
});
export type DiagnosisView = z.infer<typeof diagnosisView>;

const words = z.string().trim().min(1).max(4_000);
const texts = z.object({ zh: words, en: words });
const refusal = z.object({ ok: z.literal(false), rejection });

const updateRow = z.object({
  conversationId,
  number: z.int(),
  name: z.string().nullable(),
  channel: channelKind,
  language: z.enum(['zh', 'en']),
});

const incidentDetail = z.object({
  incident: incidentRow,
  linked: z.array(updateRow),
  /** Same cause in the last hour, not linked yet. */
  suggested: z.array(updateRow),
});
export type IncidentDetail = z.infer<typeof incidentDetail>;

/** What went wrong: scripts, causes, and troubles over many conversations. */
export const diagnosis = {
  diagnosis: {
    get: query(z.object(about), diagnosisView),
    start: command({ conversationId, script: scriptName }),
    step: command({
      conversationId,
      stepId: z.string().max(60),
      outcome: stepOutcome,
      note: z.string().trim().max(2_000).nullable().default(null),
      attemptCount: z.int().nonnegative().max(1_000).nullable().default(null),
      followUpAt: instant.nullable().default(null),
    }),
    /** `suggested`: what the desk suggests, even where the agent may not see it. */
    conclude: command({
      ...about,
      rootCause: z.union([rootCause, z.literal('suggested')]),
      reason: z.string().trim().max(2_000).nullable(),
    }),
    /** What may be said to this customer now, in their language. */
    text: oc
      .input(
        z.object({
          ...about,
          /** A step of a script, else the cause found or suggested. */
          stepId: z.string().max(60).nullable().default(null),
          /** The promised time, where the sentence names one. */
          eta: instant.nullable().default(null),
        }),
      )
      .output(
        z.union([
          z.object({ ok: z.literal(true), text: z.string().nullable(), form: z.string() }),
          z.object({ ok: z.literal(false), code: z.literal('advice.eta-missing') }),
          refusal,
        ]),
      ),
    /** Causes recorded in a time, by brand and channel; `to` is exclusive. */
    report: query(
      z.object({ from: instant, to: instant }),
      z.object({
        rows: z.array(
          z.object({
            rootCause,
            brandId,
            brandName: z.string(),
            channel: channelKind,
            count: z.int(),
          }),
        ),
        total: z.int(),
      }),
    ),
    export: oc
      .input(z.object({ from: instant, to: instant }))
      .output(z.object({ csv: z.string(), count: z.int() })),
  },
  incident: {
    list: query(z.object({}).optional(), z.array(incidentRow)),
    get: query(z.object({ incidentId }), incidentDetail.nullable()),
    open: oc
      .input(
        z.object({
          commandId,
          name: z.string().trim().min(1).max(200),
          rootCause,
          provider: z.string().min(1).max(60).nullable(),
          conversationIds: z.array(conversationId).max(500),
        }),
      )
      .output(z.union([z.object({ ok: z.literal(true), incidentId }), refusal])),
    link: command({ incidentId, conversationIds: z.array(conversationId).min(1).max(500) }),
    unlink: command({ incidentId, conversationId }),
    /** One text to every linked conversation, each in its language and on its channel. */
    update: oc.input(z.object({ commandId, incidentId, texts })).output(
      z.union([
        z.object({
          ok: z.literal(true),
          sent: z.int(),
          refused: z.array(z.object({ conversationId, code: z.string() })),
        }),
        refusal,
      ]),
    ),
    close: command({ incidentId, note: words.nullable() }),
  },
};
