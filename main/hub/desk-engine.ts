import path from 'node:path';
import { readFileSync } from 'node:fs';
import type { Account } from '#shared/domain/account/events.ts';
import { openEmailChannel } from '#main/channels/email/email.ts';
import { inboundOf } from '#main/channels/email/inbound.ts';
import { openMailReader } from '#main/channels/email/mail-reader.ts';
import { presetFor } from '#main/channels/email/presets.ts';
import type { ChatAccounts } from '#main/channels/webchat/chat-account.ts';
import { openWebchatChannel } from '#main/channels/webchat/webchat.ts';
import type { Channel } from '#main/channels/channel.ts';
import { type Engine, openEngine } from '#main/engine/engine.ts';
import { systemClock } from '#main/platform/clock.ts';
import type { Log } from '#main/platform/log.ts';
import { lockProfile } from '#main/platform/profile-lock.ts';
import { systemRandom } from '#main/platform/random.ts';
import type { Secrets } from '#main/platform/secrets.ts';

/** An engine with every channel, as Electron, the browser shell and the hub all run it. */
export interface Desk {
  engine: Engine;
  /** The chat accounts that run, for the public listener. */
  chatAccounts: ChatAccounts;
  setPublicOrigin(origin: string): void;
  stop(): Promise<void>;
}

export interface DeskOptions {
  profile: string;
  log: Log;
  secrets: Secrets;
  shell: 'electron' | 'browser';
  /** The built program: workers and pages lie in it. */
  outFolder: string;
  publicUrl: string | null;
  /** What a new profile begins with. */
  workspace: 'demo' | 'empty';
  language: 'zh-CN' | 'en' | null;
}

const versionOf = (outFolder: string) => {
  const { version } = JSON.parse(
    readFileSync(path.join(outFolder, '..', 'package.json'), 'utf8'),
  ) as { version: string };
  return version;
};

/** @throws Failure `profile.in-use` */
export async function openDesk(options: DeskOptions): Promise<Desk> {
  const lock = lockProfile(options.profile);
  const reader = openMailReader(path.join(options.outFolder, 'desk', 'mime-worker.cjs'));
  let publicOrigin = options.publicUrl;
  const chatAccounts: ChatAccounts = new Map();
  const channels: Channel[] = [
    openEmailChannel(reader),
    openWebchatChannel(chatAccounts, systemRandom),
  ];
  const engine = await openEngine({
    folder: options.profile,
    clock: systemClock,
    random: systemRandom,
    log: options.log,
    secrets: options.secrets,
    channels,
    presets: presetFor,
    parseMail: async (source, receivedAt) =>
      inboundOf(await reader.read(source), source, receivedAt, () => false),
    searchWorker: path.join(options.outFolder, 'desk', 'search-worker.cjs'),
    csvWorker: path.join(options.outFolder, 'desk', 'csv-worker.cjs'),
    shell: options.shell,
    version: versionOf(options.outFolder),
    publicUrl: (account: Account) =>
      account.channel === 'webchat' && publicOrigin
        ? `${publicOrigin}/chat/${account.brandId}`
        : null,
  });
  const isNew = engine.headSeq() === 0;
  const isChinese = (options.language ?? Intl.DateTimeFormat().resolvedOptions().locale).startsWith(
    'zh',
  );
  engine.begin({
    workspace: isChinese ? '客服台' : 'Support',
    agent: isChinese ? '林晓' : 'Lin Xiao',
  });
  if (options.language) engine.projection.setPreferences({ language: options.language });
  if (isNew && options.workspace === 'demo') await engine.createDemo();
  return {
    engine,
    chatAccounts,
    setPublicOrigin: (origin) => {
      publicOrigin ??= origin;
    },
    stop: async () => {
      await engine.stop();
      await reader.close();
      lock.release();
    },
  };
}
