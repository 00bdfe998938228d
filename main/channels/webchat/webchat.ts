import { z } from '#shared/lib/schema.ts';
import type { ConversationId } from '#shared/lib/ids.ts';
import type { ClientFrame } from '#shared/contract/webchat.ts';
import { transcriptOf } from '#shared/domain/conversation/transcript.ts';
import type { Random } from '#main/platform/random.ts';
import type { Channel, ChannelAccount, ChannelAccountConfig, ChannelHost } from '../channel.ts';
import type { ChatAccount, ChatAccounts, VisitorPage } from './chat-account.ts';
import { messageOf } from './messages.ts';
import { openUploads } from './uploads.ts';
import { openVisitors, identityOf } from './visitors.ts';

export const webchatConfig = z.object({
  /** Sites that may embed the chat, e.g. `https://shop.example.com`; empty: any. */
  allowedOrigins: z.array(z.url()).default([]),
});
export type WebchatConfig = z.infer<typeof webchatConfig>;

/** Which messages a page has. A set and not a position: an answer held for its undo time leaves after later ones. */
type Tracked = VisitorPage & { sent: Set<number> };

const HISTORY = 500;

/** Web chat: the customer's page talks to us directly, so what is stored is sent. */
export function openWebchatChannel(accounts: ChatAccounts, random: Random): Channel<WebchatConfig> {
  return {
    kind: 'webchat',
    config: webchatConfig,
    secrets: ['identitySecret'],
    open: (account, host) => openAccount(account, host, accounts, random),
    test: async () => [{ hop: 'webchat', isOk: true, code: null, detail: null }],
  };
}

function openAccount(
  account: ChannelAccountConfig<WebchatConfig>,
  host: ChannelHost,
  accounts: ChatAccounts,
  random: Random,
): ChannelAccount {
  const visitors = openVisitors(host.ledger, random);
  const pages = new Map<ConversationId, Set<Tracked>>();
  const uploads = openUploads(host.clock, random);
  let stops: (() => void)[] = [];

  const report = () =>
    host.report({
      phase: 'live',
      freshAt: host.clock.now(),
      code: account.isDemo ? 'account.demo' : null,
      detail: null,
      retryAt: null,
      progress: null,
      counts: [],
    });

  /** Brings a page up to date, and says so to the agent. */
  function push(page: Tracked, conversationId: ConversationId) {
    for (const entry of host.history(conversationId, 0, HISTORY)) {
      if (page.sent.has(entry.seq)) continue;
      page.sent.add(entry.seq);
      page.send({ kind: 'message', message: messageOf(entry) });
      if (entry.direction === 'outbound')
        host.receipt({ ref: { messageId: entry.messageId }, kind: 'delivered' });
    }
    const standing = host.standing(conversationId);
    if (standing?.isResolved) page.send({ kind: 'resolved' });
    else if (standing && !standing.isTaken)
      page.send({ kind: 'queue', ahead: Math.max(0, host.brand().waitingCount - 1) });
  }

  function say(page: VisitorPage, frame: Extract<ClientFrame, { kind: 'say' }>) {
    const files = uploads.of(page.visitor.id, frame.uploads);
    if (frame.text.trim() === '' && files.length === 0) {
      page.send({ kind: 'error', code: 'chat.empty', id: frame.id });
      return;
    }
    const { visitor } = page;
    if (!visitors.isKnown(visitor.id)) {
      page.send({ kind: 'error', code: 'chat.closed', id: frame.id });
      return;
    }
    const conversationId = visitor.conversationId ?? (host.newId() as ConversationId);
    const name = frame.preChat?.accountName ?? visitor.name;
    const accepted = host.accept(
      {
        dedupeKey: `${visitor.id}:${frame.id}`,
        from: { address: visitor.id, name },
        identity: { kind: 'visitor', address: `${account.id}/${visitor.id}`, isVerified: false },
        ...(visitor.userId
          ? {
              moreIdentities: [
                {
                  kind: 'account' as const,
                  address: `${account.brandId}/${visitor.userId}`,
                  isVerified: true,
                },
              ],
            }
          : {}),
        to: [],
        cc: [],
        subject: null,
        text: frame.text,
        quoteAt: null,
        html: null,
        raw: null,
        attachments: files,
        sentAt: host.clock.now(),
        externalId: null,
        inReplyTo: null,
        references: [],
        language: frame.language,
        isAutomatic: false,
        unreadable: null,
        conversationId,
        ...(frame.preChat ? { preChat: frame.preChat } : {}),
      },
      [visitors.bound(visitor.id, conversationId, name)],
    );
    visitor.conversationId = accepted.conversationId;
    visitor.name = name;
    uploads.forget(visitor.id, frame.uploads);
    page.send({ kind: 'ack', id: frame.id, seq: accepted.seq });
    attach(page as Tracked);
    push(page as Tracked, accepted.conversationId);
    report();
  }

  function attach(page: Tracked) {
    const id = page.visitor.conversationId;
    if (!id) return;
    const set = pages.get(id) ?? new Set();
    set.add(page);
    pages.set(id, set);
  }

  /** The customer was erased: their pages end, and begin as strangers when they are loaded anew. */
  function leave(conversationId: ConversationId) {
    for (const page of pages.get(conversationId) ?? []) {
      page.visitor.conversationId = null;
      page.send({ kind: 'error', code: 'chat.closed', id: null });
    }
    pages.delete(conversationId);
  }

  function read(page: VisitorPage, seq: number) {
    const { visitor } = page;
    if (!visitor.conversationId || seq <= visitor.readSeq) return;
    for (const entry of host.history(visitor.conversationId, visitor.readSeq, HISTORY)) {
      if (entry.seq <= seq && entry.direction === 'outbound')
        host.receipt({ ref: { messageId: entry.messageId }, kind: 'read' });
    }
    visitor.readSeq = seq;
    visitors.sawUpTo(visitor.id, seq);
  }

  const chat: ChatAccount = {
    id: account.id,
    brandId: account.brandId,
    allowedOrigins: account.config.allowedOrigins,
    confirmCode: (codeId, entered) => host.confirmCode(codeId, entered),
    get language() {
      return host.brand().language;
    },
    async session(token, identity) {
      const secret = identity ? await host.secret('identitySecret') : null;
      const vouched = identity && secret ? await identityOf(identity, secret) : null;
      const known = token ? visitors.find(token) : null;
      // Another person on the same browser never continues the first one's conversation.
      const isOther = vouched !== null && known !== null && known.userId !== vouched.userId;
      const kept = known && !isOther ? token : null;
      const brand = host.brand();
      return {
        token: kept ?? visitors.create(vouched),
        hasHistory: kept !== null && known?.conversationId !== null,
        isIdentified: (kept ? known?.userId : vouched?.userId) != null,
        brand: {
          name: brand.name,
          language: brand.language,
          colour: brand.colour,
          greeting: brand.greeting,
          topics: brand.topics,
          faq: brand.faq,
          isOpen: brand.isOpen,
          closedUntilAt: brand.closedUntilAt,
          isDemo: brand.isDemo,
          canMail: brand.canMail,
        },
      };
    },
    visitor: (token) => visitors.find(token),
    join(page) {
      const { conversationId } = page.visitor;
      const past = conversationId ? host.history(conversationId, 0, HISTORY) : [];
      const tracked = Object.assign(page, { sent: new Set(past.map((entry) => entry.seq)) });
      page.send({
        kind: 'welcome',
        messages: past.map(messageOf),
        isResolved: conversationId ? (host.standing(conversationId)?.isResolved ?? false) : false,
      });
      for (const entry of past)
        if (entry.direction === 'outbound')
          host.receipt({ ref: { messageId: entry.messageId }, kind: 'delivered' });
      attach(tracked);
      if (conversationId) host.signal({ kind: 'customer-present', conversationId });
      return () => {
        const id = page.visitor.conversationId;
        const set = id ? pages.get(id) : undefined;
        set?.delete(tracked);
        if (!id || set?.size !== 0) return;
        pages.delete(id);
        host.signal({ kind: 'customer-gone', conversationId: id });
      };
    },
    receive(page, frame) {
      if (frame.kind === 'say') say(page, frame);
      else if (frame.kind === 'read') read(page, frame.seq);
      else if (page.visitor.conversationId)
        host.signal({ kind: 'typing', conversationId: page.visitor.conversationId });
    },
    upload: (visitor, file) => uploads.hold(visitor.id, file),
    async file(visitor, blob) {
      if (!visitor.conversationId) return null;
      const part = host
        .history(visitor.conversationId, 0, HISTORY * 10)
        .flatMap((entry) => entry.attachments)
        .find((one) => one.blob === blob);
      return part ? { bytes: await host.read(part.blob), name: part.name, mime: part.mime } : null;
    },
    transcript(visitor, language) {
      const { conversationId: id, name } = visitor;
      const brand = host.brand();
      return transcriptOf(id ? host.history(id, 0, HISTORY * 10) : [], {
        language: language ?? brand.language,
        timeZone: brand.timeZone,
        visitorName: name,
      });
    },
    mailTranscript({ id, name, conversationId }, to) {
      if (!conversationId) return 'nothing-said';
      return host.mailTranscript({ visitorId: id, visitorName: name, conversationId, ...to });
    },
    offline(form, origin) {
      host.accept({
        dedupeKey: `offline:${host.newId()}`,
        from: { address: form.email, name: form.name },
        identity: { kind: 'email', address: form.email.toLowerCase(), isVerified: false },
        isClaim: true,
        to: [],
        cc: [],
        subject: null,
        text: form.text,
        quoteAt: null,
        html: null,
        raw: null,
        attachments: [],
        sentAt: host.clock.now(),
        externalId: null,
        inReplyTo: null,
        references: [],
        language: null,
        isAutomatic: false,
        unreadable: null,
        forceNew: true,
        preChat: {
          accountName: form.name,
          orderNumber: null,
          topic: null,
          pageUrl: origin || null,
        },
      });
    },
  };

  return {
    start() {
      accounts.set(account.brandId, chat);
      stops = [
        host.onConversation(({ conversationId }) => {
          if (host.standing(conversationId)?.isErased) leave(conversationId);
          else for (const page of pages.get(conversationId) ?? []) push(page, conversationId);
        }),
        host.onSignal((signal) => {
          if (signal.kind === 'agent-typing')
            for (const page of pages.get(signal.conversationId) ?? [])
              page.send({ kind: 'typing' });
        }),
      ];
      report();
    },
    async stop() {
      if (accounts.get(account.brandId) === chat) accounts.delete(account.brandId);
      for (const stop of stops) stop();
      for (const set of pages.values())
        for (const page of set) page.send({ kind: 'error', code: 'chat.closed', id: null });
      pages.clear();
    },
    // The customer's page fetches what is stored; leaving the outbox is all that sending means here.
    send: async () => ({ kind: 'accepted', externalId: null, response: null }),
    seen(conversationId) {
      const last = host
        .history(conversationId, 0, HISTORY * 10)
        .findLast((entry) => entry.direction === 'inbound');
      if (last)
        for (const page of pages.get(conversationId) ?? [])
          page.send({ kind: 'seen', seq: last.seq });
    },
  };
}
