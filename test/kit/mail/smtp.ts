import { SMTPServer } from 'smtp-server';

export interface TestSmtp {
  port: number;
  /** Everything accepted, oldest first. */
  accepted: { from: string; to: string[]; raw: Buffer }[];
  /** Answers the next messages with this code after DATA. */
  refuseNext(code: number, times?: number): void;
  /** Takes the next message and cuts the connection instead of answering. */
  vanishNext(): void;
  stop(): Promise<void>;
}

/** A real SMTP server on loopback; what it accepts is handed to `deliver`. */
export async function startSmtp(
  deliver: (to: string, raw: Buffer) => Promise<void>,
): Promise<TestSmtp> {
  const accepted: TestSmtp['accepted'] = [];
  let refusal: { code: number; times: number } = { code: 0, times: 0 };
  let mayVanish = false;
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    allowInsecureAuth: true,
    onAuth: (auth, _session, callback) =>
      auth.password === 'secret'
        ? callback(null, { user: auth.username ?? '' })
        : callback(Object.assign(new Error('bad password'), { responseCode: 535 })),
    onData: (stream, session, callback) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const raw = Buffer.concat(chunks);
        if (refusal.times > 0) {
          refusal.times -= 1;
          callback(Object.assign(new Error('refused by the test'), { responseCode: refusal.code }));
          return;
        }
        const to = session.envelope.rcptTo.map((recipient) => recipient.address);
        accepted.push({
          from: session.envelope.mailFrom ? session.envelope.mailFrom.address : '',
          to,
          raw,
        });
        if (mayVanish) {
          mayVanish = false;
          for (const connection of (
            server as unknown as { connections: Set<{ _socket: { destroy(): void } }> }
          ).connections)
            connection._socket.destroy();
          return;
        }
        Promise.all(to.map((one) => deliver(one, raw))).then(
          () => callback(null),
          (error: Error) => callback(error),
        );
      });
    },
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.server.address();
  return {
    port: typeof address === 'object' && address ? address.port : 0,
    accepted,
    refuseNext: (code, times = 1) => {
      refusal = { code, times };
    },
    vanishNext: () => {
      mayVanish = true;
    },
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
