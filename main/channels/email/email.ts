import type { OutboundMessage } from '#shared/domain/conversation/message-parts.ts';
import type {
  Channel,
  ChannelAccount,
  ChannelAccountConfig,
  ChannelHost,
  SendContext,
  SendOutcome,
} from '../channel.ts';
import { testHops } from './check.ts';
import { type Login, openLogin } from './login.ts';
import { openMailbox } from './mailbox.ts';
import type { MailReader } from './mail-reader.ts';
import { type MessageIds, openMessageIds } from './message-ids.ts';
import { lookUp, openSentCopies } from './sent-copies.ts';
import { type EmailConfig, emailConfig } from './settings.ts';
import { buildMail, openTransport, outcomeOf } from './smtp.ts';

/**
 * E-mail: IMAP in, SMTP out, one mailbox per account.
 * @param options.silenceMs how long an IMAP server may be silent before it is asked
 */
export function openEmailChannel(
  reader: MailReader,
  options: { silenceMs?: number } = {},
): Channel<EmailConfig> {
  return {
    kind: 'email',
    config: emailConfig,
    secrets: ['password', 'accessToken', 'refreshToken', 'clientSecret'],
    open: (account, host) =>
      account.isDemo ? demoAccount(host) : openAccount(account, host, reader, options),
    test(config, secrets, signal) {
      // Who tries a mailbox is about to connect it.
      reader.expect();
      return testHops(config, secrets, signal);
    },
  };
}

const keyOf = (host: ChannelHost): string => {
  const known = host.ledger.get('id-key');
  if (known) return known;
  const key = `${host.newId()}${host.newId()}`;
  host.ledger.set('id-key', key);
  return key;
};

function openAccount(
  account: ChannelAccountConfig<EmailConfig>,
  host: ChannelHost,
  reader: MailReader,
  options: { silenceMs?: number },
): ChannelAccount {
  const { config, address, name } = account;
  const ids = openMessageIds(keyOf(host), address.split('@')[1] ?? 'kefu-desk.invalid');
  const login = openLogin({ config, address, secret: host.secret, now: host.clock.now });
  const mailbox = openMailbox({ config, login, host, reader, ids, ...options });
  const copies = openSentCopies({ config, from: { name, address }, login, host });
  return {
    start() {
      reader.expect();
      mailbox.start();
      copies.start();
    },
    stop: async () => {
      await Promise.all([mailbox.stop(), copies.stop()]);
    },
    refresh: mailbox.refresh,
    newExternalId: ids.of,
    async send(message, context) {
      let known: Login | null;
      try {
        known = await login();
      } catch (error) {
        return outcomeOf(error as Error, false);
      }
      if (!known)
        return {
          kind: 'failed',
          code: 'email.no-secret',
          reason: 'no password is stored',
          isPermanent: false,
        };
      const outcome = await send({ account, host, ids }, known, message, context);
      if (outcome.kind === 'accepted' && context.isSecret !== true) copies.owe(message);
      return outcome;
    },
    async lookUp(message) {
      const known = await login().catch(() => null);
      return known && message.externalId ? lookUp(config, known, message.externalId) : 'unknown';
    },
  };
}

/** The demo's mailbox has no server: what is written counts as sent, nothing leaves. */
function demoAccount(host: ChannelHost): ChannelAccount {
  const ids = openMessageIds('demo', 'kefu-desk.example');
  return {
    start: () =>
      host.report({
        phase: 'live',
        freshAt: host.clock.now(),
        code: 'account.demo',
        detail: null,
        retryAt: null,
        progress: null,
        counts: [],
      }),
    stop: async () => undefined,
    newExternalId: ids.of,
    send: async () => ({ kind: 'accepted', externalId: null, response: 'demo' }),
  };
}

async function send(
  about: { account: ChannelAccountConfig<EmailConfig>; host: ChannelHost; ids: MessageIds },
  login: Login,
  message: OutboundMessage,
  context: SendContext,
): Promise<SendOutcome> {
  const { account, host, ids } = about;
  const { config, address, name } = account;
  let hadData = false;
  try {
    const built = await buildMail(message, { name, address }, context);
    const transport = await openTransport(config, login, (line) => {
      hadData ||= line.trim().toUpperCase() === 'DATA';
    });
    try {
      const info = await transport.sendMail({
        raw: built.wire,
        envelope: { from: address, to: built.recipients },
        dsn: {
          id: ids.envelopeIdOf(message.messageId),
          return: 'headers',
          notify: ['failure', 'delay'],
        },
      });
      reportRefused(host, message, info.rejected?.map(String) ?? [], info.rejectedErrors?.[0]);
      return { kind: 'accepted', externalId: message.externalId, response: info.response };
    } finally {
      transport.close();
    }
  } catch (error) {
    return outcomeOf(error as Error, hadData);
  }
}

/** The server took the mail but not for all: told like a bounce, it must not be sent to the others again. */
function reportRefused(
  host: ChannelHost,
  message: OutboundMessage,
  refused: string[],
  error: { response?: string | undefined } | undefined,
) {
  if (refused.length === 0) return;
  const reason = error?.response ?? 'refused';
  host.receipt({
    ref: { messageId: message.messageId },
    kind: 'bounced',
    recipient: refused.join(', ').slice(0, 400),
    status: /\b[45]\.\d{1,3}\.\d{1,3}\b/.exec(reason)?.[0] ?? null,
    reason: reason.slice(0, 500),
  });
}
