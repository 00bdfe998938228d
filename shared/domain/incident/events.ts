import { z } from '#shared/lib/schema.ts';
import { agentId, conversationId, incidentId } from '#shared/lib/ids.ts';
import { rootCause } from '../diagnosis/root-causes.ts';

const words = z.string().trim().min(1).max(4_000);

const event = <T extends string, S extends z.ZodRawShape>(type: T, shape: S) =>
  z.object({ type: z.literal(type), ...shape });

const opened = {
  name: z.string().trim().min(1).max(200),
  rootCause,
  /** Whose trouble it is, when it is one provider's. */
  provider: z.string().min(1).max(60).nullable(),
  authorId: agentId,
};

export const incidentEvent = z.discriminatedUnion('type', [
  event('incident.opened', { incidentId, ...opened }),
  event('incident.linked', { conversationId, authorId: agentId }),
  event('incident.unlinked', { conversationId, authorId: agentId }),
  event('incident.updated', {
    note: words,
    /** Who is to hear of it: what was linked at that moment. */
    conversationIds: z.array(conversationId),
    authorId: agentId,
  }),
  event('incident.closed', { note: words.nullable(), authorId: agentId }),
]);
export type IncidentEvent = z.infer<typeof incidentEvent>;

const command = <T extends string, S extends z.ZodRawShape>(type: T, shape: S) =>
  z.object({ type: z.literal(type), incidentId, ...shape });

export const incidentCommand = z.discriminatedUnion('type', [
  command('incident.open', opened),
  command('incident.link', { conversationId, authorId: agentId }),
  command('incident.unlink', { conversationId, authorId: agentId }),
  command('incident.update', { note: words, authorId: agentId }),
  command('incident.close', { note: words.nullable(), authorId: agentId }),
]);
export type IncidentCommand = z.infer<typeof incidentCommand>;

/** One trouble that many conversations are about. */
export interface Incident {
  id: z.infer<typeof incidentId>;
  name: string;
  rootCause: z.infer<typeof rootCause>;
  provider: string | null;
  authorId: z.infer<typeof agentId>;
  /** In the order they were linked. */
  conversationIds: z.infer<typeof conversationId>[];
  updates: {
    note: string;
    at: number;
    conversationIds: z.infer<typeof conversationId>[];
    authorId: z.infer<typeof agentId>;
  }[];
  openedAt: number;
  closed: { note: string | null; at: number; authorId: z.infer<typeof agentId> } | null;
}
