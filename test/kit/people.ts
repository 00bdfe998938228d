import path from 'node:path';
import Database from 'better-sqlite3';
import { expect } from 'vitest';
import type {
  AccountId,
  BrandId,
  CommandId,
  ContactId,
  ConversationId,
  MessageId,
} from '#shared/lib/ids.ts';
import type { DomainCommand } from '#shared/domain/command.ts';
import type { Identity } from '#shared/domain/contact/parts.ts';
import type { InboundMessage, OutboundMessage } from '#shared/domain/conversation/message-parts.ts';
import type { Engine } from '#main/engine/engine.ts';

/** Contacts and what they write, as commands to a real engine. */
export type People = ReturnType<typeof peopleIn>;

export const mail = (address: string, isVerified = false): Identity => ({
  kind: 'email',
  address,
  isVerified,
});

export function peopleIn(engine: () => Engine) {
  let now = Date.UTC(2026, 10, 1);
  const execute = (...commands: DomainCommand[]) => {
    now += 1000;
    const outcome = engine().execute(commands, {
      id: engine().newId() as CommandId,
      at: now,
      by: 'agent:agent-1',
    });
    expect(outcome).toMatchObject({ ok: true });
  };
  return {
    execute,
    now: () => now,
    contact(id: string, identities: Identity[], name: string | null = id): ContactId {
      const contactId = id as ContactId;
      execute({
        type: 'contact.create',
        contactId,
        name,
        kind: 'user',
        identities,
        language: null,
        isDemo: false,
      });
      return contactId;
    },
    writes(
      contactId: ContactId,
      conversation: string,
      text: string,
      isFirst = true,
      more: Partial<InboundMessage> = {},
    ) {
      const conversationId = conversation as ConversationId;
      const accountId = 'mail' as AccountId;
      const messageId = engine().newId() as MessageId;
      const party = { address: `${contactId}@x.test`, name: `${contactId}` };
      const open: DomainCommand = {
        type: 'conversation.open',
        conversationId,
        channel: 'email',
        accountId,
        brandId: 'brand' as BrandId,
        contactId,
        party,
        subject: `about ${conversation}`,
        preChat: null,
        language: null,
        isDemo: false,
      };
      const receive: DomainCommand = {
        type: 'message.receive',
        conversationId,
        message: {
          messageId,
          channel: 'email',
          accountId,
          dedupeKey: `mail:${messageId}`,
          from: party,
          to: [],
          cc: [],
          subject: null,
          text,
          quoteAt: null,
          html: null,
          raw: null,
          attachments: [],
          sentAt: now,
          receivedAt: now,
          externalId: null,
          inReplyTo: null,
          references: [],
          language: null,
          isAutomatic: false,
          masked: {},
          unreadable: null,
          ...more,
        },
      };
      execute(...(isFirst ? [open, receive] : [receive]));
    },
    answers(conversation: string, text: string): MessageId {
      const messageId = engine().newId() as MessageId;
      const message: OutboundMessage = {
        messageId,
        channel: 'email',
        accountId: 'mail' as AccountId,
        authorId: 'agent-1',
        to: [{ address: 'somebody@x.test', name: null }],
        cc: [],
        bcc: [],
        subject: null,
        text,
        html: null,
        attachments: [],
        sendAt: now,
        externalId: null,
        inReplyTo: null,
        references: [],
        masked: {},
      };
      const conversationId = conversation as ConversationId;
      execute({ type: 'message.write', conversationId, message });
      return messageId;
    },
  };
}

/** Tables made from the journal, row by row, as one text. */
export function rowsIn(folder: string): string {
  const db = new Database(path.join(folder, 'desk.db'), { readonly: true });
  const tables = [
    'conversations',
    'participants',
    'messages',
    'timeline_events',
    'contacts',
    'identities',
    'contact_signals',
    'contact_strangers',
    'contact_texts',
    'blob_uses',
    'counters',
  ];
  const dump = tables.map((table) => {
    const rows = db.prepare(`SELECT * FROM ${table}`).all();
    return `${table}\n${rows
      .map((row) => JSON.stringify(row))
      .toSorted()
      .join('\n')}`;
  });
  db.close();
  return dump.join('\n');
}
