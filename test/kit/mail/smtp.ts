import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from 'smtp-server';
import type { TestCertificate } from './certificates.ts';

export interface TestSmtp {
  port: number;
  /** Everything accepted, oldest first. */
  accepted: { from: string; to: string[]; raw: Buffer; envelopeId: string | null }[];
  /** Who logged in, one entry a session. */
  logins: string[];
  /** Answers the next messages with this code after DATA. */
  refuseNext(code: number, times?: number): void;
  /** Refuses these recipients with a 550 while the rest of the mail is taken. */
  refuseRecipient(address: string): void;
  /** Takes the next message and cuts the connection instead of answering. */
  vanishNext(): void;
  stop(): Promise<void>;
}

export interface SmtpOptions {
  certificate?: TestCertificate;
  /** TLS from the first byte rather than after STARTTLS. */
  isTlsFromStart?: boolean;
  /** The only access token that opens a session by XOAUTH2; passwords are refused then. */
  token?: string;
}

/** A real SMTP server on loopback; what it accepts is handed to `deliver`. */
export async function startSmtp(
  deliver: (to: string, raw: Buffer) => Promise<void>,
  options: SmtpOptions = {},
): Promise<TestSmtp> {
  const accepted: TestSmtp['accepted'] = [];
  const logins: string[] = [];
  const refusedRecipients = new Set<string>();
  let refusal: { code: number; times: number } = { code: 0, times: 0 };
  let mayVanish = false;
  const answer = (responseCode: number, words: string) =>
    Object.assign(new Error(words), { responseCode });

  async function take(stream: SMTPServerDataStream, session: SMTPServerSession) {
    const chunks: Buffer[] = [];
    for await (const chunk of stream) chunks.push(chunk as Buffer);
    const raw = Buffer.concat(chunks);
    if (refusal.times > 0) {
      refusal.times -= 1;
      return answer(refusal.code, 'refused by the test');
    }
    const { mailFrom, rcptTo } = session.envelope;
    const to = rcptTo.map((recipient) => recipient.address);
    const { dsn } = session.envelope as { dsn?: { envid?: string | null } };
    accepted.push({
      from: mailFrom ? mailFrom.address : '',
      to,
      raw,
      envelopeId: dsn?.envid ?? null,
    });
    if (mayVanish) {
      mayVanish = false;
      return 'vanish';
    }
    await Promise.all(to.map((one) => deliver(one, raw)));
    return null;
  }

  const cutAll = () => {
    const { connections } = server as unknown as {
      connections: Set<{ _socket: { destroy(): void } }>;
    };
    for (const connection of connections) connection._socket.destroy();
  };

  const server = new SMTPServer({
    authOptional: true,
    authMethods: options.token ? ['XOAUTH2'] : ['PLAIN', 'LOGIN'],
    ...(options.certificate
      ? { key: options.certificate.key, cert: options.certificate.cert }
      : { disabledCommands: ['STARTTLS'] }),
    secure: options.isTlsFromStart === true,
    allowInsecureAuth: true,
    hideENHANCEDSTATUSCODES: false,
    hideDSN: false,
    onAuth: (auth, _session, callback) => {
      const isGood = options.token
        ? auth.accessToken === options.token
        : auth.password === 'secret';
      if (isGood) logins.push(auth.username ?? '');
      if (isGood) callback(null, { user: auth.username ?? '' });
      else callback(answer(535, 'bad password'));
    },
    onRcptTo: (address, _session, callback) =>
      callback(refusedRecipients.has(address.address) ? answer(550, 'no such user') : null),
    async onData(stream, session, callback) {
      let result: Awaited<ReturnType<typeof take>>;
      try {
        result = await take(stream, session);
      } catch (error) {
        result = answer(451, String(error));
      }
      if (result === 'vanish') cutAll();
      else callback(result);
    },
  });
  server.on('error', () => undefined);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.server.address();
  return {
    port: typeof address === 'object' && address ? address.port : 0,
    accepted,
    logins,
    refuseNext: (code, times = 1) => {
      refusal = { code, times };
    },
    refuseRecipient: (one) => refusedRecipients.add(one),
    vanishNext: () => {
      mayVanish = true;
    },
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
