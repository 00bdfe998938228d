import { z } from '#shared/lib/schema.ts';
import { accountEvent } from './account/events.ts';
import { agentEvent } from './agent/events.ts';
import { caseEvent } from './case/events.ts';
import { contactEvent } from './contact/events.ts';
import { conversationEvent } from './conversation/events.ts';
import { recordGuardEvent } from './record-guard/events.ts';
import { verificationEvent } from './verification/events.ts';
import { diagnosisEvent } from './diagnosis/events.ts';
import { incidentEvent } from './incident/events.ts';
import { sourceEvent } from './source/events.ts';
import { workspaceEvent } from './workspace/events.ts';

/** Every event of every aggregate; the journal holds nothing else. */
export const domainEvent = z.discriminatedUnion('type', [
  ...conversationEvent.options,
  ...contactEvent.options,
  ...accountEvent.options,
  ...agentEvent.options,
  ...caseEvent.options,
  ...sourceEvent.options,
  ...workspaceEvent.options,
  ...verificationEvent.options,
  ...recordGuardEvent.options,
  ...diagnosisEvent.options,
  ...incidentEvent.options,
]);
export type DomainEvent = z.infer<typeof domainEvent>;
