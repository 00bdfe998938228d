import { parseArgs } from 'node:util';
import { homedir } from 'node:os';
import path from 'node:path';

export interface Arguments {
  /** First port to try; 0 lets the system choose. */
  port: number;
  /** False when the person named the port: then a busy port is an error. */
  mayMovePort: boolean;
  profile: string;
  workspace: 'demo' | 'empty';
  config: string | null;
  mayOpenBrowser: boolean;
  language: 'zh-CN' | 'en' | null;
}

export const DEFAULT_PORT = 4780;

export const USAGE = `Usage: npm start -- [options]
  --port N              port of the desk on 127.0.0.1 (default ${DEFAULT_PORT}, the next free one if busy)
  --profile DIR         where this desk keeps its data
  --workspace demo|empty  what a new profile begins with (default demo)
  --config FILE         YAML file that declares brands and channel accounts
  --browser             open in the browser even if Electron is there
  --no-open             do not open a window; only print the address
  --lang zh-CN|en       language of the screens (default: the system's)`;

/** Where a desk keeps its data when nothing is said, per platform. */
export function defaultProfile(env: NodeJS.ProcessEnv, platform: NodeJS.Platform): string {
  if (platform === 'win32')
    return path.join(env['APPDATA'] ?? path.join(homedir(), 'AppData', 'Roaming'), 'Kefu Desk');
  if (platform === 'darwin')
    return path.join(homedir(), 'Library', 'Application Support', 'Kefu Desk');
  return path.join(env['XDG_DATA_HOME'] ?? path.join(homedir(), '.local', 'share'), 'kefu-desk');
}

/** @throws Error with a sentence that names the option and what is expected. */
export function parseArguments(
  argv: string[],
  env = process.env,
  platform = process.platform,
): Arguments {
  const { values } = parseArgs({
    args: argv,
    options: {
      port: { type: 'string' },
      profile: { type: 'string' },
      workspace: { type: 'string' },
      config: { type: 'string' },
      browser: { type: 'boolean' },
      'no-open': { type: 'boolean' },
      lang: { type: 'string' },
      help: { type: 'boolean' },
    },
  });
  if (values.help) throw new Error(USAGE);
  const port = values.port === undefined ? DEFAULT_PORT : Number(values.port);
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new Error(`--port wants a number from 0 to 65535, not "${values.port}"`);
  const { workspace = 'demo', lang } = values;
  if (workspace !== 'demo' && workspace !== 'empty')
    throw new Error(`--workspace wants demo or empty, not "${workspace}"`);
  if (lang !== undefined && lang !== 'zh-CN' && lang !== 'en')
    throw new Error(`--lang wants zh-CN or en, not "${lang}"`);
  return {
    port,
    mayMovePort: values.port === undefined,
    profile: path.resolve(values.profile ?? defaultProfile(env, platform)),
    workspace,
    config: values.config === undefined ? null : path.resolve(values.config),
    mayOpenBrowser: values['no-open'] !== true,
    language: lang ?? null,
  };
}
