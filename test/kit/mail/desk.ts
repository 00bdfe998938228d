import type { AccountId, BrandId, CommandId, ConversationId, MessageId } from '#shared/lib/ids.ts';
import type { MessageEntry } from '#shared/contract/rows.ts';
import type { AccountStatus } from '#main/channels/channel.ts';
import type { EngineOptions } from '#main/engine/options.ts';
import { eventually, startEngine, type TestEngine } from '../engine.ts';

export const SUPPORT = 'support@desk.test';
export const ACCOUNT = 'mailbox' as AccountId;

export interface MailDesk extends TestEngine {
  /** When the mailbox was about to be connected (performance.now). */
  connectedAt: number;
  status(): AccountStatus | null;
  /** Conversations, newest first. */
  rows(): { id: ConversationId; subject: string | null; address: string }[];
  messages(id: ConversationId): MessageEntry[];
  message(id: MessageId): MessageEntry;
  /** Waits until a message of ours stands like this. */
  delivery(id: MessageId, state: string): Promise<MessageEntry>;
}

/** An engine with one mailbox; what is written leaves at once. */
export async function mailDesk(
  config: Record<string, unknown>,
  options: Partial<EngineOptions> = {},
): Promise<MailDesk> {
  const desk = await startEngine(options);
  const { engine } = desk;
  engine.projection.setPreferences({ undoSeconds: { email: 0, chat: 0 } });
  const profile = {
    name: 'Brand',
    language: 'zh-CN' as const,
    signature: '',
    colour: '#1D5FD1',
    greeting: '',
    hours: { timeZone: 'Asia/Shanghai', days: [] },
    topics: [],
    faq: [],
  };
  engine.execute([{ type: 'brand.add', brandId: 'brand' as BrandId, profile, isDemo: false }], {
    id: 'brand-add' as CommandId,
    at: Date.now(),
    by: 'system:test',
  });
  const connectedAt = performance.now();
  if (engine.accounts.views().length === 0) {
    const result = await engine.accounts.connect({
      accountId: ACCOUNT,
      channel: 'email',
      brandId: 'brand' as BrandId,
      name: '客服 Support',
      address: SUPPORT,
      config: { since: 'all', ...config },
      secrets: { password: 'secret' },
    });
    if (!result.ok) throw new Error(result.rejection.code);
  }
  await engine.start();
  const messages = (id: ConversationId) =>
    engine.projection
      .timeline(id, null, 200)
      .entries.flatMap((entry) => (entry.kind === 'message' ? [entry] : []));
  const message = (id: MessageId) => {
    const found = engine.projection.findMessage(id);
    const entry =
      found && messages(found.conversationId).find((candidate) => candidate.messageId === id);
    if (!entry) throw new Error(`no message ${id}`);
    return entry;
  };
  return {
    ...desk,
    connectedAt,
    status: () => (engine.accounts.views()[0]?.status as AccountStatus | null) ?? null,
    rows: () =>
      engine.projection
        .inboxPage(
          { view: 'all', filter: {}, sort: 'newest', after: null, limit: 200 },
          engine.agentId,
        )
        .rows.map(({ id, subject, address }) => ({ id, subject, address })),
    messages,
    message,
    delivery: (id, state) =>
      eventually(`the message is ${state}`, 15_000, () => {
        const entry = message(id);
        return entry.delivery?.state === state ? entry : null;
      }),
  };
}

/** An IMAP server that is not there; sending does not need one. */
export const noImap = { host: '127.0.0.1', port: 9, security: 'plain' };
