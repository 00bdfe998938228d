import type { AgentId } from '#shared/lib/ids.ts';
import type { DomainCommand } from '#shared/domain/command.ts';
import type { CommandEnvelope } from '#shared/domain/event.ts';
import type { Inbound } from '#main/channels/channel.ts';
import type { Projection } from '#main/projection/projection.ts';
import { Failure } from '#main/platform/failure.ts';
import type { Intake, IntakeAccount } from '../intake.ts';
import { seedDemo } from './seed.ts';

/** Reads a mail source as the e-mail channel does. */
export type ParseMail = (source: Uint8Array, receivedAt: number) => Promise<Inbound>;

/** Fills the workspace with the demo; every message passes the real parser and the real intake. */
export async function seedWorkspace(options: {
  execute: (commands: DomainCommand[], envelope: CommandEnvelope) => { ok: boolean };
  intake: Intake;
  projection: Projection;
  parseMail: ParseMail;
  agentId: AgentId;
  now: number;
}): Promise<void> {
  const { intake, projection } = options;
  const accountOf = (id: string): IntakeAccount => {
    const account = projection.account(id as never);
    if (!account)
      throw new Failure({
        code: 'demo.no-account',
        message: `the demo account ${id} is missing`,
        isRetryable: false,
      });
    return account;
  };
  await seedDemo(
    {
      execute(commands, id, at, by) {
        options.execute(commands, { id, at, by });
      },
      async mail(accountId, source, at) {
        const inbound = await options.parseMail(source, at);
        return intake.accept(accountOf(accountId), { ...inbound, isDemo: true }, undefined, at);
      },
      chat: (accountId, message, at) =>
        intake.accept(
          accountOf(accountId),
          {
            dedupeKey: `${message.visitor}-${at}-${message.text.length}`,
            from: { address: message.visitor, name: message.name },
            identity: {
              kind: 'visitor',
              address: `${accountId}/${message.visitor}`,
              isVerified: false,
            },
            to: [],
            cc: [],
            subject: null,
            text: message.text,
            quoteAt: null,
            html: null,
            raw: null,
            attachments: [],
            sentAt: at,
            externalId: null,
            inReplyTo: null,
            references: [],
            language: message.language,
            isAutomatic: false,
            unreadable: null,
            isDemo: true,
            preChat: {
              accountName: message.name,
              orderNumber: message.orderNumber,
              topic: message.topic,
              pageUrl: null,
            },
            ...(message.conversationId
              ? { conversationId: message.conversationId }
              : { forceNew: true }),
          },
          undefined,
          at,
        ),
    },
    options.agentId,
    options.now,
    () => undefined,
  );
}
