import { execFileSync } from 'node:child_process';
import { X509Certificate } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

export const hasOpenssl = existsSync('/usr/bin/openssl');

export interface TestCertificate {
  key: string;
  cert: string;
  /** SHA-256, `AA:BB:…`. */
  fingerprint: string;
}

/** A new self-signed certificate for 127.0.0.1, as a small company's mail server has one. */
export function selfSigned(): TestCertificate {
  const folder = mkdtempSync(path.join(tmpdir(), 'kefu-certificate-'));
  const [key, cert] = [path.join(folder, 'key.pem'), path.join(folder, 'cert.pem')];
  execFileSync(
    '/usr/bin/openssl',
    `req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj /CN=mail.desk.test -addext subjectAltName=IP:127.0.0.1 -keyout ${key} -out ${cert}`.split(
      ' ',
    ),
    { stdio: 'ignore' },
  );
  const made = { key: readFileSync(key, 'utf8'), cert: readFileSync(cert, 'utf8') };
  rmSync(folder, { recursive: true });
  return { ...made, fingerprint: new X509Certificate(made.cert).fingerprint256 };
}
