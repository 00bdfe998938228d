import { z } from './schema.ts';

/**
 * Branded identifiers. Made by callers (UUIDv7 text), never by the domain:
 * the same command repeated carries the same ids, so a repeat is harmless.
 */
const id = <B extends string>() => z.string().min(1).max(120).brand<B>();

export const conversationId = id<'ConversationId'>();
export const messageId = id<'MessageId'>();
export const contactId = id<'ContactId'>();
export const accountId = id<'AccountId'>();
export const agentId = id<'AgentId'>();
export const brandId = id<'BrandId'>();
export const incidentId = id<'IncidentId'>();
export const caseId = id<'CaseId'>();
export const departmentId = id<'DepartmentId'>();
export const promiseId = id<'PromiseId'>();
export const sourceId = id<'SourceId'>();
export const commandId = id<'CommandId'>();
export const eventId = id<'EventId'>();
/** SHA-256 in hex of the stored bytes. */
export const blobId = z
  .string()
  .regex(/^[0-9a-f]{64}$/)
  .brand<'BlobId'>();

export type ConversationId = z.infer<typeof conversationId>;
export type MessageId = z.infer<typeof messageId>;
export type ContactId = z.infer<typeof contactId>;
export type AccountId = z.infer<typeof accountId>;
export type AgentId = z.infer<typeof agentId>;
export type BrandId = z.infer<typeof brandId>;
export type IncidentId = z.infer<typeof incidentId>;
export type CaseId = z.infer<typeof caseId>;
export type DepartmentId = z.infer<typeof departmentId>;
export type PromiseId = z.infer<typeof promiseId>;
export type SourceId = z.infer<typeof sourceId>;
export type CommandId = z.infer<typeof commandId>;
export type EventId = z.infer<typeof eventId>;
export type BlobId = z.infer<typeof blobId>;
