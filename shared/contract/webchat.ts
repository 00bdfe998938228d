import { z } from '#shared/lib/schema.ts';
import { blobId } from '#shared/lib/ids.ts';
import { preChat } from '#shared/domain/conversation/events.ts';

/** What a customer's page and the desk say to each other over the chat socket. Anything else is refused by code. */
export const MAX_TEXT = 5_000;
export const MAX_UPLOADS = 10;

const clientId = z.uuid();
export const clientFrame = z.discriminatedUnion('kind', [
  /** First of all: who this is. */
  z.object({ kind: z.literal('hello'), token: z.string().max(300) }),
  /** `id` is made by the page: sent again after a lost connection it is the same message. */
  z.object({
    kind: z.literal('say'),
    id: clientId,
    text: z.string().max(MAX_TEXT),
    uploads: z.array(z.string().max(100)).max(MAX_UPLOADS),
    /** With the first message of a conversation. */
    preChat: preChat.nullable(),
    language: z.enum(['zh-CN', 'en']),
  }),
  z.object({ kind: z.literal('typing') }),
  /** Everything up to here has been seen by the customer. */
  z.object({ kind: z.literal('read'), seq: z.number().int().nonnegative() }),
]);
export type ClientFrame = z.infer<typeof clientFrame>;

export const chatMessage = z.object({
  seq: z.number().int(),
  id: z.string(),
  from: z.enum(['customer', 'agent']),
  name: z.string().nullable(),
  text: z.string(),
  files: z.array(z.object({ blob: blobId, name: z.string(), mime: z.string(), bytes: z.number() })),
  at: z.number(),
});
export type ChatMessage = z.infer<typeof chatMessage>;

export const serverFrame = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('welcome'), messages: z.array(chatMessage), isResolved: z.boolean() }),
  z.object({ kind: z.literal('message'), message: chatMessage }),
  z.object({ kind: z.literal('ack'), id: z.string(), seq: z.number().int() }),
  z.object({ kind: z.literal('typing') }),
  /** The agent has seen the customer's messages up to here. */
  z.object({ kind: z.literal('seen'), seq: z.number().int() }),
  /** Conversations before this one that nobody has taken. */
  z.object({ kind: z.literal('queue'), ahead: z.number().int() }),
  z.object({ kind: z.literal('resolved') }),
  z.object({ kind: z.literal('error'), code: z.string(), id: z.string().nullable() }),
]);
export type ServerFrame = z.infer<typeof serverFrame>;

/** What the page is told before the socket opens. */
export const chatSession = z.object({
  token: z.string(),
  brand: z.object({
    name: z.string(),
    language: z.enum(['zh-CN', 'en']),
    colour: z.string(),
    greeting: z.string(),
    topics: z.array(z.string()),
    faq: z.array(z.object({ question: z.string(), answer: z.string() })),
    isOpen: z.boolean(),
    closedUntilAt: z.number().nullable(),
    isDemo: z.boolean(),
    /** A transcript can be mailed. */
    canMail: z.boolean(),
  }),
  /** There is an earlier conversation of this visitor. */
  hasHistory: z.boolean(),
  isIdentified: z.boolean(),
});
export type ChatSession = z.infer<typeof chatSession>;

export const sessionRequest = z.object({
  brandId: z.string().max(120),
  token: z.string().max(300).nullable(),
  /** Signed by the host page's server: `userId.hmac` or an HS256 JWT with `sub` and `name`. */
  identity: z.string().max(4_000).nullable(),
});
/** The longest address SMTP carries (RFC 5321 §4.5.3.1.3, without the brackets). */
export const MAX_ADDRESS = 254;
export const transcriptRequest = z.object({
  address: z.email().max(MAX_ADDRESS),
  language: z.enum(['zh-CN', 'en']),
});
export const offlineRequest = z.object({
  brandId: z.string().max(120),
  name: z.string().trim().min(1).max(200),
  email: z.email().max(400),
  text: z.string().trim().min(1).max(MAX_TEXT),
});
