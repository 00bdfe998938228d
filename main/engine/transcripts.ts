import { z } from '#shared/lib/schema.ts';
import type { AccountId, CommandId, ConversationId, MessageId } from '#shared/lib/ids.ts';
import type { Account } from '#shared/domain/account/events.ts';
import {
  type MailedTranscript,
  mayMailTranscript,
  stillCounted,
  transcriptOf,
} from '#shared/domain/conversation/transcript.ts';
import type { TranscriptOutcome, TranscriptRequest } from '#main/channels/channel.ts';
import type { Clock } from '#main/platform/clock.ts';
import type { Projection } from '#main/projection/projection.ts';
import type { Accounts } from './accounts.ts';
import type { CardGate } from './card-gate.ts';
import type { Core } from './core.ts';
import type { Lanes } from './lanes.ts';

const MAX_MESSAGES = 5_000;
const LEDGER_KEY = 'mailed-transcripts';
const kept = z.array(z.object({ visitorId: z.string(), at: z.number() }));

const words = {
  'zh-CN': {
    subject: (brand: string) => `聊天记录 · ${brand}`,
    intro: (brand: string) =>
      `以下是您在 ${brand} 网页聊天中的记录。如需继续，直接回复此邮件即可。如果不是您本人索取，请忽略此邮件。`,
  },
  en: {
    subject: (brand: string) => `Chat transcript · ${brand}`,
    intro: (brand: string) =>
      `This is the record of your web chat with ${brand}. To continue, reply to this mail. If you did not ask for it, ignore it.`,
  },
};

/** The record of a chat, mailed to the customer who asks for it. */
export interface Transcripts {
  /** Whether this account's brand has a mailbox that sends, or will as soon as there is a network. */
  canMail(account: Account): boolean;
  mail(account: Account, request: TranscriptRequest): TranscriptOutcome;
}

export function openTranscripts(options: {
  core: Core;
  projection: Projection;
  accounts: Accounts;
  lanes: Lanes;
  gate: CardGate;
  clock: Clock;
  newId: () => string;
}): Transcripts {
  const { core, projection, accounts, lanes, gate, clock, newId } = options;

  const mailboxOf = (account: Account) =>
    accounts
      .views()
      .find(
        (view) =>
          view.channel === 'email' &&
          view.brandId === account.brandId &&
          view.isDemo === account.isDemo &&
          view.state === 'active' &&
          view.status?.phase !== 'needs-person' &&
          accounts.running(view.id) !== null,
      ) ?? null;

  function mailedBy(accountId: AccountId): MailedTranscript[] {
    const stored = projection.ledger(accountId).get(LEDGER_KEY);
    return stored === null ? [] : kept.parse(JSON.parse(stored));
  }

  return {
    canMail: (account) => mailboxOf(account) !== null,
    mail(account, request) {
      const { visitorId, address, language } = request;
      const chat = projection.conversation(request.conversationId);
      if (chat?.accountId !== account.id) return 'nothing-said';
      const history = projection.historyOf(chat.id, 0, MAX_MESSAGES);
      // A stranger's own words alone never leave under the brand's name.
      if (!history.some((row) => row.direction === 'outbound' && row.authorId !== null))
        return 'nobody-answered';
      const mailbox = mailboxOf(account);
      const channel = mailbox && accounts.running(mailbox.id);
      if (!mailbox || !channel) return 'no-mailbox';
      // A mail to ourselves would come back as news.
      const to = address.toLowerCase();
      if (projection.accounts().some((one) => one.address.toLowerCase() === to))
        return 'bad-address';
      const now = clock.now();
      const mailed = mailedBy(account.id);
      if (!mayMailTranscript(mailed, visitorId, now)) return 'too-many';

      const brand = projection.brand(account.brandId);
      const brandName = brand?.name ?? account.name;
      const conversationId = newId() as ConversationId;
      const messageId = newId() as MessageId;
      const subject = gate.line(words[language].subject(brandName));
      const record = transcriptOf(
        history.map((row) => ({
          direction: row.direction,
          authorName: row.authorId ? projection.agentName(row.authorId as never) : null,
          text: row.body.text,
          attachments: row.body.attachments,
          at: row.at,
        })),
        {
          language,
          timeZone: brand?.hours.timeZone ?? 'UTC',
          visitorName: request.visitorName,
        },
      );
      const shown = gate.message(conversationId, {
        messageId,
        sender: 'transcript',
        at: now,
        text: `${words[language].intro(brandName)}\n\n${record}`,
        language,
      });
      const party = { address, name: null };
      const outcome = core.execute(
        [
          {
            type: 'conversation.open',
            conversationId,
            channel: 'email',
            accountId: mailbox.id,
            brandId: account.brandId,
            contactId: chat.contactId,
            party,
            subject,
            preChat: null,
            language,
            isDemo: chat.isDemo,
          },
          {
            type: 'message.write',
            conversationId,
            message: {
              messageId,
              channel: 'email',
              accountId: mailbox.id,
              authorId: null,
              to: [party],
              cc: [],
              bcc: [],
              subject,
              text: shown.text,
              quoteAt: null,
              html: null,
              attachments: [],
              sendAt: now,
              externalId: channel.newExternalId?.(messageId) ?? null,
              inReplyTo: null,
              references: [],
              masked: shown.masked as Record<string, number>,
            },
          },
          { type: 'conversation.resolve', conversationId, cause: null },
        ],
        { id: newId() as CommandId, at: now, by: 'system:transcript' },
        () =>
          projection
            .ledger(account.id)
            .set(
              LEDGER_KEY,
              JSON.stringify([...stillCounted(mailed, now), { visitorId, at: now }]),
            ),
      );
      if (!outcome.ok) return 'no-mailbox';
      lanes.nudge(mailbox.id);
      return 'mailed';
    },
  };
}
