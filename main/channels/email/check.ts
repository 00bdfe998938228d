import type { CheckedHop } from '../channel.ts';
import { fingerprintOf } from './certificates.ts';
import { readImapError } from './imap.ts';
import { type Login, openLogin } from './login.ts';
import { sentFolder, withImap } from './sent-copies.ts';
import type { EmailConfig, ServerConfig } from './settings.ts';
import { openTransport, outcomeOf } from './smtp.ts';

/** Tries a mailbox hop by hop; keeps nothing, sends nothing. */
export async function testHops(
  config: EmailConfig,
  secrets: Record<string, string>,
  signal: AbortSignal,
): Promise<CheckedHop[]> {
  const open = openLogin({
    config,
    address: config.user ?? '',
    secret: async (name) => secrets[name] ?? null,
    now: () => 0,
  });
  let login: Login | null;
  try {
    login = await open();
  } catch (error) {
    const { code, detail } = readImapError(error);
    return [{ hop: 'token', isOk: false, code, detail }];
  }
  if (!login) return [{ hop: 'password', isOk: false, code: 'email.no-secret', detail: null }];
  const [incoming, outgoing] = await Promise.all([
    testImap(config, login, signal),
    testSmtp(config, login),
  ]);
  return [...incoming, outgoing];
}

const nameOf = ({ host, port }: ServerConfig) => `${host}:${port}`;

async function testImap(
  config: EmailConfig,
  login: Login,
  signal: AbortSignal,
): Promise<CheckedHop[]> {
  try {
    const sent = await withImap(config, login, async (client) => {
      signal.throwIfAborted();
      await client.mailboxOpen(config.folder, { readOnly: true });
      return sentFolder(client);
    });
    const hasSent = sent !== null || config.keepsSent;
    return [
      { hop: 'imap', isOk: true, code: null, detail: nameOf(config.imap) },
      {
        hop: 'sent-folder',
        isOk: hasSent,
        code: hasSent ? null : 'email.no-sent-folder',
        detail: sent,
      },
    ];
  } catch (error) {
    const { code, detail } = readImapError(error);
    return [await refused('imap', config.imap, code, detail)];
  }
}

async function testSmtp(config: EmailConfig, login: Login): Promise<CheckedHop> {
  try {
    const transport = await openTransport(config, login);
    try {
      await transport.verify();
    } finally {
      transport.close();
    }
    return { hop: 'smtp', isOk: true, code: null, detail: nameOf(config.smtp) };
  } catch (error) {
    const outcome = outcomeOf(error as Error, false);
    const code = outcome.kind === 'failed' ? outcome.code : 'email.unreachable';
    return refused('smtp', config.smtp, code, 'reason' in outcome ? outcome.reason : '');
  }
}

/** A refused certificate is named by its SHA-256, so that a person can compare and pin it. */
async function refused(
  hop: 'imap' | 'smtp',
  server: ServerConfig,
  code: string,
  words: string,
): Promise<CheckedHop> {
  const fingerprint = code === 'email.bad-certificate' ? await fingerprintOf(server, hop) : null;
  const detail = [nameOf(server), words, fingerprint && `SHA-256 ${fingerprint}`];
  return { hop, isOk: false, code, detail: detail.filter(Boolean).join(' · ') };
}
