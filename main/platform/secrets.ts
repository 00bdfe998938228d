import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { z } from '#shared/lib/schema.ts';

/** Passwords and tokens of channel accounts. Never in the journal, the log or an answer to a screen. */
export interface Secrets {
  /** `keychain`: the operating system guards them. `file`: whoever can read the profile can read them. */
  kind: 'keychain' | 'file';
  get(name: string): Promise<string | null>;
  set(name: string, value: string): Promise<void>;
  delete(name: string): Promise<void>;
}

const entries = z.record(
  z.string(),
  z.object({ iv: z.string(), tag: z.string(), data: z.string() }),
);

/**
 * Secrets for a desk without an OS keychain: AES-256-GCM under a key that lies beside the file
 * (mode 600). It keeps secrets out of backups and searches of the text; it does not withstand a
 * program of the same user, and the settings screen says so.
 */
export function openFileSecrets(folder: string): Secrets {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const keyFile = path.join(folder, 'secrets.key');
  const dataFile = path.join(folder, 'secrets.json');
  if (!existsSync(keyFile)) writeFileSync(keyFile, randomBytes(32), { mode: 0o600 });
  const key = readFileSync(keyFile);
  const load = () =>
    existsSync(dataFile) ? entries.parse(JSON.parse(readFileSync(dataFile, 'utf8'))) : {};
  const save = (all: z.infer<typeof entries>) => {
    const next = `${dataFile}.next`;
    writeFileSync(next, JSON.stringify(all), { mode: 0o600 });
    renameSync(next, dataFile);
    chmodSync(dataFile, 0o600);
  };
  return {
    kind: 'file',
    get: async (name) => {
      const entry = load()[name];
      if (!entry) return null;
      const decipher = createDecipheriv('aes-256-gcm', key, Buffer.from(entry.iv, 'base64'));
      decipher.setAAD(Buffer.from(name));
      decipher.setAuthTag(Buffer.from(entry.tag, 'base64'));
      return Buffer.concat([
        decipher.update(Buffer.from(entry.data, 'base64')),
        decipher.final(),
      ]).toString('utf8');
    },
    set: async (name, value) => {
      const iv = randomBytes(12);
      const cipher = createCipheriv('aes-256-gcm', key, iv);
      cipher.setAAD(Buffer.from(name));
      const data = Buffer.concat([cipher.update(value, 'utf8'), cipher.final()]);
      save({
        ...load(),
        [name]: {
          iv: iv.toString('base64'),
          tag: cipher.getAuthTag().toString('base64'),
          data: data.toString('base64'),
        },
      });
    },
    delete: async (name) => {
      const { [name]: _gone, ...rest } = load();
      save(rest);
    },
  };
}

/** The operating system's keychain, as Electron offers it: text to base64 and back. */
export interface Vault {
  seal(text: string): Promise<string>;
  unseal(sealed: string): Promise<string>;
}

/** Secrets that only this user of this computer can open; the file holds what the keychain sealed. */
export function openVaultSecrets(folder: string, vault: Vault): Secrets {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const file = path.join(folder, 'secrets.sealed.json');
  const load = () =>
    existsSync(file)
      ? z.record(z.string(), z.string()).parse(JSON.parse(readFileSync(file, 'utf8')))
      : {};
  const save = (all: Record<string, string>) => {
    writeFileSync(`${file}.next`, JSON.stringify(all), { mode: 0o600 });
    renameSync(`${file}.next`, file);
  };
  return {
    kind: 'keychain',
    get: async (name) => {
      const sealed = load()[name];
      return sealed === undefined ? null : vault.unseal(sealed);
    },
    set: async (name, value) => {
      const sealed = await vault.seal(value);
      save({ ...load(), [name]: sealed });
    },
    delete: async (name) => {
      const { [name]: _gone, ...rest } = load();
      save(rest);
    },
  };
}

export function memorySecrets(): Secrets {
  const all = new Map<string, string>();
  return {
    kind: 'file',
    get: async (name) => all.get(name) ?? null,
    set: async (name, value) => void all.set(name, value),
    delete: async (name) => void all.delete(name),
  };
}
