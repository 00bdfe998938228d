import { execFileSync, spawn } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import nodemailer from 'nodemailer';

export const DOVECOT = '/usr/sbin/dovecot';
export const hasDovecot = existsSync(DOVECOT);

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
  lmtpPort: number;
  password: string;
  /** Delivers a raw message into a user's INBOX by LMTP. */
  deliver(user: string, raw: string | Uint8Array): Promise<void>;
  stop(): Promise<void>;
}

const settings = (folder: string, user: string, uid: number, imap: number, lmtp: number) => `
base_dir = ${folder}/run
state_dir = ${folder}/state
instance_name = kefu-desk-test
log_path = ${folder}/dovecot.log
protocols = imap lmtp
listen = 127.0.0.1
ssl = no
disable_plaintext_auth = no
default_internal_user = ${user}
default_internal_group = nogroup
default_login_user = ${user}
first_valid_uid = 1
mail_location = maildir:${folder}/mail/%u/Maildir
mail_home = ${folder}/mail/%u
auth_mechanisms = plain login
passdb {
  driver = static
  args = password=secret
}
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
    port = ${imap}
  }
  inet_listener imaps {
    port = 0
  }
}
service lmtp {
  inet_listener lmtp {
    address = 127.0.0.1
    port = ${lmtp}
  }
}
protocol imap {
  imap_idle_notify_interval = 2s
  mail_max_userip_connections = 50
}
`;

/** A real IMAP server on loopback: any user, password `secret`. Runs as nobody when we are root. */
export async function startDovecot(): Promise<Dovecot> {
  const isRoot = process.getuid?.() === 0;
  const uid = isRoot ? 65_534 : (process.getuid?.() ?? 1000);
  const user = isRoot ? 'nobody' : execFileSync('id', ['-un']).toString().trim();
  const folder = mkdtempSync(path.join(tmpdir(), 'kefu-dovecot-'));
  for (const name of ['run', 'state', 'mail']) mkdirSync(path.join(folder, name));
  const [imapPort, lmtpPort] = [await freePort(), await freePort()];
  const conf = path.join(folder, 'dovecot.conf');
  writeFileSync(conf, settings(folder, user, uid, imapPort, lmtpPort));
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
  return {
    imapPort,
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
    async stop() {
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
