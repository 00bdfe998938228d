import type { OutboundMessage } from '#shared/domain/conversation/message-parts.ts';
import type {
  Channel,
  ChannelAccount,
  ChannelAccountConfig,
  ChannelHost,
  CheckedHop,
  SendContext,
  SendOutcome,
} from '../channel.ts';
import { newImap, readImapError } from './imap.ts';
import { type Login, loginOf } from './login.ts';
import { openMailbox } from './mailbox.ts';
import type { MailReader } from './mail-reader.ts';
import { openMessageIds } from './message-ids.ts';
import { type EmailConfig, emailConfig } from './settings.ts';
import { buildMail, openTransport, outcomeOf } from './smtp.ts';

/** E-mail: IMAP in, SMTP out, one mailbox per account. */
export function openEmailChannel(reader: MailReader): Channel<EmailConfig> {
  return {
    kind: 'email',
    config: emailConfig,
    secrets: ['password', 'accessToken'],
    open: (account, host) =>
      account.isDemo ? demoAccount(host) : openAccount(account, host, reader),
    test: (config, secrets, signal) => testHops(config, secrets, signal),
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
): ChannelAccount {
  const { config } = account;
  const ids = openMessageIds(keyOf(host), account.address.split('@')[1] ?? 'kefu-desk.invalid');
  const login = () => loginOf(config, account.address, host.secret);
  const mailbox = openMailbox({ config, login, host, reader, ids });
  return {
    start: mailbox.start,
    stop: mailbox.stop,
    refresh: mailbox.refresh,
    newExternalId: ids.of,
    send: async (message, context) => {
      const known = await login();
      if (!known)
        return {
          kind: 'failed',
          code: 'email.no-secret',
          reason: 'no password is stored',
          isPermanent: false,
        };
      const outcome = await send(account, known, message, context);
      if (outcome.kind === 'accepted' && !config.keepsSent)
        await appendSent(account, known, message, context, host);
      return outcome;
    },
    lookUp: async (message) => {
      const known = await login();
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
  account: ChannelAccountConfig<EmailConfig>,
  login: Login,
  message: OutboundMessage,
  context: SendContext,
): Promise<SendOutcome> {
  let hadData = false;
  const transport = openTransport(account.config, login, (line) => {
    hadData ||= line.trim().toUpperCase() === 'DATA';
  });
  try {
    const built = await buildMail(
      message,
      { name: account.name, address: account.address },
      context,
    );
    const info = await transport.sendMail({
      raw: built.wire,
      envelope: { from: account.address, to: built.recipients },
    });
    const refused = (info.rejected ?? []).map(String);
    if (refused.length === 0)
      return { kind: 'accepted', externalId: message.externalId, response: info.response };
    return {
      kind: 'accepted',
      externalId: message.externalId,
      response: `${info.response} · refused: ${refused.join(', ')}`,
    };
  } catch (error) {
    return outcomeOf(error as Error, hadData);
  } finally {
    transport.close();
  }
}

/** Runs `work` on a connection of its own; the followed one stays with its folder. */
async function withImap<T>(
  config: EmailConfig,
  login: Login,
  work: (client: ReturnType<typeof newImap>) => Promise<T>,
): Promise<T> {
  const client = newImap(config, login, { isIdle: false });
  client.on('error', () => undefined);
  try {
    await client.connect();
    return await work(client);
  } finally {
    client.close();
  }
}

async function sentFolder(client: ReturnType<typeof newImap>): Promise<string | null> {
  const folders = await client.list();
  return folders.find((folder) => folder.specialUse === '\\Sent')?.path ?? null;
}

/** Once: a copy that is already there (same Message-ID) is not added again. */
async function appendSent(
  account: ChannelAccountConfig<EmailConfig>,
  login: Login,
  message: OutboundMessage,
  context: SendContext,
  host: ChannelHost,
) {
  try {
    const { sent } = await buildMail(
      message,
      { name: account.name, address: account.address },
      context,
    );
    await withImap(account.config, login, async (client) => {
      const folder = await sentFolder(client);
      if (!folder) return;
      await client.mailboxOpen(folder);
      const present = message.externalId
        ? await client.search({ header: { 'message-id': message.externalId } }, { uid: true })
        : [];
      if (Array.isArray(present) && present.length > 0) return;
      await client.append(folder, sent, ['\\Seen']);
    });
  } catch (error) {
    // The mail has left; only its copy is missing.
    host.log.warn({ error: String(error) }, 'the copy in Sent could not be written');
  }
}

async function lookUp(
  config: EmailConfig,
  login: Login,
  externalId: string,
): Promise<'accepted' | 'absent' | 'unknown'> {
  return withImap(config, login, async (client) => {
    const folder = await sentFolder(client);
    if (!folder) return 'unknown' as const;
    await client.mailboxOpen(folder, { readOnly: true });
    const found = await client.search({ header: { 'message-id': externalId } }, { uid: true });
    // Absence proves nothing: many servers keep no copy of what was sent by SMTP.
    return Array.isArray(found) && found.length > 0 ? ('accepted' as const) : ('unknown' as const);
  }).catch(() => 'unknown' as const);
}

async function testHops(
  config: EmailConfig,
  secrets: Record<string, string>,
  signal: AbortSignal,
): Promise<CheckedHop[]> {
  const hops: CheckedHop[] = [];
  const login = await loginOf(config, config.user ?? '', async (name) => secrets[name] ?? null);
  if (!login) return [{ hop: 'password', isOk: false, code: 'email.no-secret', detail: null }];
  try {
    const sent = await withImap(config, login, async (client) => {
      signal.throwIfAborted();
      await client.mailboxOpen(config.folder, { readOnly: true });
      return sentFolder(client);
    });
    hops.push({
      hop: 'imap',
      isOk: true,
      code: null,
      detail: `${config.imap.host}:${config.imap.port}`,
    });
    hops.push({
      hop: 'sent-folder',
      isOk: sent !== null || config.keepsSent,
      code: sent === null ? 'email.no-sent-folder' : null,
      detail: sent,
    });
  } catch (error) {
    const known = readImapError(error);
    hops.push({
      hop: 'imap',
      isOk: false,
      code: known.code,
      detail: `${config.imap.host}:${config.imap.port} · ${known.detail}`,
    });
  }
  const transport = openTransport(config, login);
  try {
    await transport.verify();
    hops.push({
      hop: 'smtp',
      isOk: true,
      code: null,
      detail: `${config.smtp.host}:${config.smtp.port}`,
    });
  } catch (error) {
    const outcome = outcomeOf(error as Error, false);
    hops.push({
      hop: 'smtp',
      isOk: false,
      code: outcome.kind === 'failed' ? outcome.code : 'email.unreachable',
      detail: `${config.smtp.host}:${config.smtp.port} · ${'reason' in outcome ? outcome.reason : ''}`,
    });
  } finally {
    transport.close();
  }
  return hops;
}
