// What the tests need from the machine beyond npm. On Debian as root it is installed; elsewhere
// it is named, and the tests that need it say that they were skipped.
import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, rmSync, writeFileSync } from 'node:fs';

const needs = [
  { file: '/usr/bin/chromium', packages: ['chromium'], for: 'browser tests' },
  {
    file: '/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc',
    packages: ['fonts-noto-cjk'],
    for: 'screenshots with Chinese',
  },
  {
    file: '/usr/lib/dovecot/lmtp',
    packages: ['dovecot-core', 'dovecot-imapd', 'dovecot-lmtpd'],
    for: 'IMAP tests',
  },
  { file: '/usr/bin/strace', packages: ['strace'], for: 'power-cut tests' },
];

export function prepareMachine() {
  if (process.platform !== 'linux') return;
  const missing = needs.filter((need) => !existsSync(need.file));
  if (missing.length === 0) return;
  const packages = missing.flatMap((need) => need.packages);
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) {
    for (const need of missing)
      process.stderr.write(
        `[kefu-desk] missing ${need.packages.join(' ')}: ${need.for} will be skipped\n`,
      );
    return;
  }
  process.stderr.write(`[kefu-desk] installing ${packages.join(' ')}\n`);
  // Packages would start their services; the tests start their own on loopback.
  const policy = '/usr/sbin/policy-rc.d';
  const isOurs = !existsSync(policy);
  if (isOurs) {
    writeFileSync(policy, '#!/bin/sh\nexit 101\n');
    chmodSync(policy, 0o755);
  }
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const options = { stdio: ['ignore', 'ignore', 'inherit'], env };
  spawnSync('apt-get', ['update', '-qq'], options);
  const result = spawnSync(
    'apt-get',
    ['install', '-y', '-qq', '--no-install-recommends', ...packages],
    options,
  );
  if (isOurs) rmSync(policy, { force: true });
  if (result.status !== 0)
    process.stderr.write(
      '[kefu-desk] some packages could not be installed; their tests will be skipped\n',
    );
}
