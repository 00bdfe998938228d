import { execFileSync, spawn } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createServer as createHttpServer } from 'node:http';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import nodemailer from 'nodemailer';
import type { TestCertificate } from './certificates.ts';

export const DOVECOT = '/usr/sbin/dovecot';
export const hasDovecot = existsSync(DOVECOT) && existsSync('/usr/lib/dovecot/lmtp');

/** A port nobody listens on right now. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

export interface Dovecot {
  imapPort: number;
  /** TLS from the first byte; only with a certificate. */
  imapsPort: number;
  lmtpPort: number;
  password: string;
  /** Delivers a raw message into a user's INBOX by LMTP. */
  deliver(user: string, raw: string | Uint8Array): Promise<void>;
  /** Puts many messages into an INBOX at once, oldest first, as an import does. */
  fill(user: string, messages: (string | Uint8Array)[]): void;
  /** The server numbers the INBOX anew: another UIDVALIDITY, all UIDs from 1. */
  renumber(user: string): void;
  stop(): Promise<void>;
}

export interface DovecotOptions {
  /** Leaves out IDLE and QRESYNC, as plain servers do. */
  isPlain?: boolean;
  /** The only access token that opens a session (OAUTHBEARER, XOAUTH2); passwords are refused then. */
  token?: string;
  certificate?: TestCertificate;
}

const plainCapability =
  'imap_capability = IMAP4rev1 LITERAL+ ID UIDPLUS ENABLE CHILDREN NAMESPACE SPECIAL-USE';

const oauth = (folder: string) => `
auth_mechanisms = xoauth2 oauthbearer
passdb {
  driver = oauth2
  mechanisms = xoauth2 oauthbearer
  args = ${folder}/oauth2.conf
}`;
const passwords = `
auth_mechanisms = plain login
passdb {
  driver = static
  args = password=secret
}`;
const tls = (folder: string) => `
ssl = yes
ssl_cert = <${folder}/cert.pem
ssl_key = <${folder}/key.pem`;

const settings = (
  folder: string,
  user: string,
  uid: number,
  ports: { imap: number; imaps: number; lmtp: number },
  options: DovecotOptions,
) => `
base_dir = ${folder}/run
state_dir = ${folder}/state
instance_name = kefu-desk-test
log_path = ${folder}/dovecot.log
protocols = imap lmtp
listen = 127.0.0.1
${options.certificate ? tls(folder) : 'ssl = no'}
disable_plaintext_auth = no
default_internal_user = ${user}
default_internal_group = nogroup
default_login_user = ${user}
first_valid_uid = 1
mail_location = maildir:${folder}/mail/%u/Maildir
mail_home = ${folder}/mail/%u
${options.token ? oauth(folder) : passwords}
userdb {
  driver = static
  args = uid=${uid} gid=${uid} home=${folder}/mail/%u
}
namespace inbox {
  inbox = yes
  separator = /
  mailbox Sent {
    special_use = \\Sent
    auto = subscribe
  }
}
service anvil {
  chroot =
}
service imap-login {
  chroot =
  inet_listener imap {
    address = 127.0.0.1
    port = ${ports.imap}
  }
  inet_listener imaps {
    address = 127.0.0.1
    port = ${options.certificate ? ports.imaps : 0}
    ssl = yes
  }
}
service lmtp {
  inet_listener lmtp {
    address = 127.0.0.1
    port = ${ports.lmtp}
  }
}
protocol imap {
  imap_idle_notify_interval = 2s
  mail_max_userip_connections = 50
  ${options.isPlain ? plainCapability : ''}
}
`;

/** A real IMAP server on loopback: any user, password `secret`. Runs as nobody when we are root. */
export async function startDovecot(options: DovecotOptions = {}): Promise<Dovecot> {
  const isRoot = process.getuid?.() === 0;
  const uid = isRoot ? 65_534 : (process.getuid?.() ?? 1000);
  const user = isRoot ? 'nobody' : execFileSync('id', ['-un']).toString().trim();
  const folder = mkdtempSync(path.join(tmpdir(), 'kefu-dovecot-'));
  for (const name of ['run', 'state', 'mail']) mkdirSync(path.join(folder, name));
  const ports = { imap: await freePort(), imaps: await freePort(), lmtp: await freePort() };
  const { imap: imapPort, lmtp: lmtpPort } = ports;
  const conf = path.join(folder, 'dovecot.conf');
  writeFileSync(conf, settings(folder, user, uid, ports, options));
  const introspection = options.token ? await startIntrospection(options.token) : null;
  if (introspection)
    writeFileSync(path.join(folder, 'oauth2.conf'), introspection.settings, { mode: 0o644 });
  if (options.certificate) {
    writeFileSync(path.join(folder, 'cert.pem'), options.certificate.cert);
    writeFileSync(path.join(folder, 'key.pem'), options.certificate.key, { mode: 0o644 });
  }
  chmodSync(folder, 0o755);
  if (isRoot)
    for (const name of ['', 'run', 'state', 'mail', 'dovecot.conf'])
      chownSync(path.join(folder, name), uid, uid);
  const server = spawn(DOVECOT, ['-F', '-c', conf], {
    stdio: 'ignore',
    ...(isRoot ? { uid, gid: uid } : {}),
  });
  await waitForPort(imapPort, folder);
  await waitForPort(lmtpPort, folder);
  if (options.certificate) await waitForPort(ports.imaps, folder);
  const mailFolder = (of: string) => path.join(folder, 'mail', of, 'Maildir');
  let filled = 0;
  return {
    imapPort,
    imapsPort: ports.imaps,
    lmtpPort,
    password: 'secret',
    async deliver(to, raw) {
      const lmtp = nodemailer.createTransport({
        lmtp: true,
        host: '127.0.0.1',
        port: lmtpPort,
        tls: { rejectUnauthorized: false },
      } as object);
      await lmtp.sendMail({ envelope: { from: 'sender@example.org', to }, raw: Buffer.from(raw) });
      lmtp.close();
    },
    fill(to, messages) {
      const maildir = mailFolder(to);
      for (const name of ['', 'cur', 'new', 'tmp'])
        mkdirSync(path.join(maildir, name), { recursive: true });
      for (const raw of messages) {
        filled += 1;
        // Maildir orders by the seconds its names begin with.
        const name = `${1_700_000_000 + filled}.M${filled}.test`;
        writeFileSync(path.join(maildir, 'new', name), raw);
      }
      if (isRoot) execFileSync('/bin/chown', ['-R', `${uid}:${uid}`, path.join(folder, 'mail')]);
    },
    renumber(of) {
      for (const name of readdirSync(mailFolder(of)))
        if (name.startsWith('dovecot'))
          rmSync(path.join(mailFolder(of), name), { recursive: true });
    },
    async stop() {
      await introspection?.stop();
      const ended = new Promise<void>((resolve) => server.once('exit', () => resolve()));
      server.kill('SIGTERM');
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function waitForPort(port: number, folder: string) {
  const { connect } = await import('node:net');
  for (let tries = 0; tries < 100; tries++) {
    const isOpen = await new Promise<boolean>((resolve) => {
      const socket = connect(port, '127.0.0.1');
      socket.once('connect', () => {
        socket.destroy();
        resolve(true);
      });
      socket.once('error', () => resolve(false));
    });
    if (isOpen) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  const log = path.join(folder, 'dovecot.log');
  throw new Error(
    `Dovecot did not open port ${port}: ${existsSync(log) ? readFileSync(log, 'utf8') : 'no log'}`,
  );
}

/** Tells Dovecot whether a token is good (RFC 7662). */
async function startIntrospection(token: string) {
  const server = createHttpServer((request, response) => {
    let body = '';
    request.on('data', (data: Buffer) => (body += data.toString()));
    request.on('end', () => {
      const isGood = new URLSearchParams(body).get('token') === token;
      response.setHeader('content-type', 'application/json');
      response.end(
        JSON.stringify(
          isGood
            ? { active: true, username: 'support@desk.test', scope: 'imap' }
            : { active: false },
        ),
      );
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return {
    settings: [
      'introspection_mode = post',
      `introspection_url = http://127.0.0.1:${port}/introspect`,
      'username_attribute = username',
      'active_attribute = active',
      'active_value = true',
      '',
    ].join('\n'),
    stop: () =>
      new Promise<void>((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
