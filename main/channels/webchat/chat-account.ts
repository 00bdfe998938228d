import type { AccountId } from '#shared/lib/ids.ts';
import type { ChatSession, ClientFrame, ServerFrame } from '#shared/contract/webchat.ts';
import type { CodeOutcome, InboundAttachment, TranscriptOutcome } from '../channel.ts';
import type { Visitor } from './visitors.ts';

/** One open page of a visitor. */
export interface VisitorPage {
  visitor: Visitor;
  send(frame: ServerFrame): void;
}

/** What the public site needs of a running account. */
export interface ChatAccount {
  id: AccountId;
  brandId: string;
  allowedOrigins: readonly string[];
  session(token: string | null, identity: string | null): Promise<ChatSession>;
  visitor(token: string): Visitor | null;
  /** Takes part until the returned function is called. */
  join(page: VisitorPage): () => void;
  receive(page: VisitorPage, frame: Exclude<ClientFrame, { kind: 'hello' }>): void;
  /** A single-use id for bytes that the next message may carry. */
  upload(visitor: Visitor, file: InboundAttachment): string;
  file(
    visitor: Visitor,
    blob: string,
  ): Promise<{ bytes: Uint8Array; name: string; mime: string } | null>;
  transcript(visitor: Visitor, language: 'zh-CN' | 'en' | null): string;
  mailTranscript(
    visitor: Visitor,
    to: { address: string; language: 'zh-CN' | 'en' },
  ): TranscriptOutcome;
  confirmCode(codeId: string, entered: string): CodeOutcome;
  /** Of the page where a code is entered. */
  language: 'zh-CN' | 'en';
  offline(form: { name: string; email: string; text: string }, origin: string): void;
}

/** The accounts that run now, by brand; filled by the channel, read by the public site. */
export type ChatAccounts = Map<string, ChatAccount>;
