import type {
  AgentId,
  BrandId,
  CaseId,
  ContactId,
  ConversationId,
  DepartmentId,
  MessageId,
  PromiseId,
} from '#shared/lib/ids.ts';
import type { HandoverPackage } from './handover-package.ts';

export const caseStatuses = [
  'open',
  'accepted',
  'needs-info',
  'answered',
  'confirmed',
  'closed',
] as const;
export type CaseStatus = (typeof caseStatuses)[number];

/** What cases of every kind have. */
interface CaseBase {
  id: CaseId;
  number: string;
  status: CaseStatus;
  origin: {
    conversationId: ConversationId;
    contactId: ContactId;
    brandId: BrandId;
    isDemo: boolean;
  };
  openedBy: AgentId;
  ownerId: AgentId | null;
  openedAt: number;
  updatedAt: number;
}

export interface EscalationCase extends CaseBase {
  kind: 'escalation';
  departmentId: DepartmentId;
  package: HandoverPackage;
  targetAt: number;
  /** The time the customer was last told, and by which message. */
  promise: { promiseId: PromiseId; dueAt: number; messageId: MessageId };
  /** How often another time was told since the case was opened or reopened. */
  rePromiseCount: number;
  /** Asked by the department and not yet answered. */
  question: string | null;
  answer: string | null;
  reopenedCount: number;
}

/** Refund, complaint and dispute come here. */
export type Case = EscalationCase;

/** Until the customer has the answer the promise runs. */
export const isPromiseRunning = (one: Case): boolean =>
  one.status !== 'confirmed' && one.status !== 'closed';
