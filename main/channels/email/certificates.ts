import type { X509Certificate } from 'node:crypto';
import { connect as connectTcp, isIP, type Socket } from 'node:net';
import { checkServerIdentity, connect as connectTls, type ConnectionOptions } from 'node:tls';
import { SECOND_MS } from '#shared/lib/units.ts';
import { Failure } from '#main/platform/failure.ts';
import type { ServerConfig } from './settings.ts';

type Protocol = 'imap' | 'smtp';

const ASK_MS = 20 * SECOND_MS;

/**
 * TLS for one connection. Certificates are verified; one that a person pinned by its SHA-256 is
 * accepted alone, in place of the chain of trust.
 */
export async function tlsFor(
  server: ServerConfig,
  protocol: Protocol,
  pin: string | undefined,
): Promise<ConnectionOptions> {
  if (!pin || server.security === 'plain') return { rejectUnauthorized: true };
  const shown = await certificateOf(server, protocol);
  // Another certificate may still be one the world trusts (a pin made for the other server).
  if (shown.fingerprint256.toUpperCase() !== pin.toUpperCase()) return { rejectUnauthorized: true };
  return {
    rejectUnauthorized: true,
    // Node asks for the server's identity only after the chain holds: the pinned one is the chain.
    ca: [shown.toString()],
    allowPartialTrustChain: true,
    checkServerIdentity: (_host, certificate) =>
      certificate.fingerprint256.toUpperCase() === pin.toUpperCase()
        ? undefined
        : new Failure({
            code: 'email.bad-certificate',
            message: `the certificate changed to ${certificate.fingerprint256}`,
            isRetryable: false,
          }),
  };
}

/** Codes of OpenSSL and Node for a certificate that does not hold. */
const REFUSED =
  /^(?:DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT|UNABLE_TO_|CERT_|ERR_TLS_CERT|INVALID_CA|HOSTNAME_MISMATCH|email\.bad-certificate)/;

export function isCertificateError(error: unknown): boolean {
  const known = error as { code?: unknown; originalCode?: unknown; cause?: { code?: unknown } };
  return [known.code, known.originalCode, known.cause?.code].some(
    (code) => typeof code === 'string' && REFUSED.test(code),
  );
}

/** What a person needs to pin a refused certificate: its SHA-256, `AA:BB:…`; null when none is shown. */
export const fingerprintOf = (server: ServerConfig, protocol: Protocol): Promise<string | null> =>
  server.security === 'plain'
    ? Promise.resolve(null)
    : certificateOf(server, protocol).then(
        (certificate) => certificate.fingerprint256,
        () => null,
      );

/** The certificate a server shows, unverified; nothing but the greeting and STARTTLS is said to it. */
async function certificateOf(server: ServerConfig, protocol: Protocol): Promise<X509Certificate> {
  const socket = connectTcp(server.port, server.host);
  socket.setTimeout(ASK_MS, () => socket.destroy(new Error('the server did not answer')));
  try {
    await new Promise<void>((resolve, reject) => {
      socket.once('connect', resolve);
      socket.once('error', reject);
    });
    if (server.security === 'starttls') await startTls(socket, protocol);
    return await shownOn(socket, server.host);
  } finally {
    socket.destroy();
  }
}

function shownOn(socket: Socket, host: string): Promise<X509Certificate> {
  return new Promise((resolve, reject) => {
    const tls = connectTls({
      socket,
      rejectUnauthorized: false,
      checkServerIdentity,
      ...(isIP(host) ? {} : { servername: host }),
    });
    tls.on('error', reject);
    tls.once('close', () => reject(new Error('the connection was closed')));
    tls.once('secureConnect', () => {
      const certificate = tls.getPeerX509Certificate();
      if (certificate) resolve(certificate);
      else reject(new Error('the server shows no certificate'));
      tls.destroy();
    });
  });
}

/** RFC 3501 §6.2.1, RFC 3207 §4. */
async function startTls(socket: Socket, protocol: Protocol): Promise<void> {
  const lines = linesOf(socket);
  const until = async (last: RegExp) => {
    for (;;) {
      const line = await lines();
      if (last.test(line)) return line;
    }
  };
  if (protocol === 'imap') {
    await until(/^\* (?:OK|PREAUTH)/i);
    socket.write('a STARTTLS\r\n');
    if (!/^a OK/i.test(await until(/^a /i))) throw new Error('STARTTLS was refused');
    return;
  }
  await until(/^\d{3} /);
  socket.write('EHLO kefu-desk.invalid\r\n');
  await until(/^\d{3} /);
  socket.write('STARTTLS\r\n');
  if (!(await until(/^\d{3} /)).startsWith('220')) throw new Error('STARTTLS was refused');
}

const MAX_GREETING = 64 * 1024;

/** Answers line by line; gives up on a server that talks without end. */
function linesOf(socket: Socket): () => Promise<string> {
  let text = '';
  let heard = 0;
  return async () => {
    while (!text.includes('\n')) {
      const data = await new Promise<Buffer>((resolve, reject) => {
        socket.once('data', resolve);
        socket.once('error', reject);
        socket.once('close', () => reject(new Error('the connection was closed')));
      });
      heard += data.byteLength;
      if (heard > MAX_GREETING) throw new Error('the greeting has no end');
      text += data.toString('latin1');
    }
    const end = text.indexOf('\n');
    const line = text.slice(0, end).trimEnd();
    text = text.slice(end + 1);
    return line;
  };
}
