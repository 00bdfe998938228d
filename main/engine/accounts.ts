import type { AccountId, BrandId, CommandId, ConversationId } from '#shared/lib/ids.ts';
import type { CommandResult } from '#shared/contract/errors.ts';
import type { AccountView } from '#shared/contract/rows.ts';
import type { Account } from '#shared/domain/account/events.ts';
import type { ChannelKind } from '#shared/domain/conversation/message-parts.ts';
import type { AccountStatus, Channel, ChannelAccount, CheckedHop } from '#main/channels/channel.ts';
import type { Log } from '#main/platform/log.ts';
import type { Secrets } from '#main/platform/secrets.ts';
import type { Projection } from '#main/projection/projection.ts';
import type { Core } from './core.ts';
import type { HostMaker } from './host.ts';
import type { Lanes } from './lanes.ts';

export interface AccountInput {
  channel: ChannelKind;
  brandId: BrandId;
  name: string;
  address: string;
  config: Record<string, unknown>;
  secrets: Record<string, string>;
}

/** The configured addresses of this desk: which run, how they are, and their settings. */
export interface Accounts {
  /** Brings what runs in line with what is configured. */
  reconcile(): Promise<void>;
  views(): AccountView[];
  running(accountId: AccountId): ChannelAccount | null;
  preset(
    address: string,
  ): { name: string; config: Record<string, unknown>; help: string | null } | null;
  test(
    input: {
      channel: ChannelKind;
      config: Record<string, unknown>;
      secrets: Record<string, string>;
      accountId?: AccountId | undefined;
    },
    signal?: AbortSignal,
  ): Promise<{ hops: CheckedHop[] }>;
  connect(
    input: AccountInput & { accountId?: AccountId | undefined; commandId?: string | undefined },
  ): Promise<CommandResult>;
  reconfigure(
    input: Omit<AccountInput, 'channel'> & { accountId: AccountId; commandId?: string | undefined },
  ): Promise<CommandResult>;
  refresh(accountId?: AccountId): void;
  report(accountId: AccountId, status: AccountStatus): void;
  seen(accountId: AccountId, conversationId: ConversationId): void;
  stop(): Promise<void>;
}

interface Running {
  account: ChannelAccount;
  /** Settings it was opened with; other settings mean opening it again. */
  fingerprint: string;
}

const secretName = (accountId: AccountId, name: string) => `account/${accountId}/${name}`;

export function openAccounts(options: {
  channels: Channel[];
  core: Core;
  projection: Projection;
  lanes: Lanes;
  secrets: Secrets;
  log: Log;
  host: HostMaker;
  newId: () => string;
  now: () => number;
  actor: () => `agent:${string}`;
  publicUrl: (account: Account) => string | null;
  presets: (
    address: string,
  ) => { name: string; config: Record<string, unknown>; help: string | null } | null;
  changed: () => void;
  /** An account came to where only a person can help it on. */
  troubled: (account: Account, code: string | null) => void;
}): Accounts {
  const { projection, lanes, secrets, log } = options;
  const channels = new Map(options.channels.map((channel) => [channel.kind, channel]));
  const running = new Map<AccountId, Running>();
  const statuses = new Map<AccountId, AccountStatus>();
  const secretNames = new Map<AccountId, string[]>();
  let revision = new Map<AccountId, number>();
  let queue: Promise<void> = Promise.resolve();

  const fingerprintOf = (account: Account) =>
    JSON.stringify([
      account.name,
      account.address,
      account.brandId,
      account.config,
      revision.get(account.id) ?? 0,
    ]);

  async function rememberSecrets(account: Account) {
    const names = channels.get(account.channel)?.secrets ?? [];
    const present: string[] = [];
    for (const name of names)
      if ((await secrets.get(secretName(account.id, name))) !== null) present.push(name);
    secretNames.set(account.id, present);
  }

  async function open(account: Account) {
    const channel = channels.get(account.channel);
    if (!channel) return;
    const config = channel.config.safeParse(account.config);
    if (!config.success) {
      const issue = config.error.issues[0];
      report(account.id, {
        ...quiet,
        phase: 'needs-person',
        code: 'account.bad-config',
        detail: `${issue?.path.join('.')}: ${issue?.message}`,
      });
      return;
    }
    const opened = channel.open(
      {
        id: account.id,
        brandId: account.brandId,
        name: account.name,
        address: account.address,
        config: config.data,
        isDemo: account.isDemo,
      },
      options.host(account, (name) => secrets.get(secretName(account.id, name))),
    );
    running.set(account.id, { account: opened, fingerprint: fingerprintOf(account) });
    await lanes.settleInterrupted(account.id, opened);
    opened.start();
    lanes.open(account.id, opened);
  }

  async function close(accountId: AccountId) {
    const entry = running.get(accountId);
    if (!entry) return;
    running.delete(accountId);
    await lanes.close(accountId);
    await entry.account.stop();
  }

  async function reconcileNow() {
    const wanted = new Map(
      projection
        .accounts()
        .filter((account) => account.state === 'active')
        .map((account) => [account.id, account]),
    );
    for (const [id, entry] of running) {
      const account = wanted.get(id);
      if (!account || fingerprintOf(account) !== entry.fingerprint) await close(id);
    }
    for (const account of projection.accounts()) await rememberSecrets(account);
    for (const account of wanted.values()) {
      if (!running.has(account.id)) await open(account);
    }
    for (const account of projection.accounts()) {
      if (account.state !== 'active') statuses.set(account.id, { ...quiet, phase: 'stopped' });
    }
    options.changed();
  }

  const reconcile = () => {
    queue = queue
      .then(reconcileNow)
      .catch((error: unknown) =>
        log.error({ error: String(error) }, 'accounts could not be brought in line'),
      );
    return queue;
  };

  function report(accountId: AccountId, status: AccountStatus) {
    const before = statuses.get(accountId)?.phase;
    statuses.set(accountId, status);
    if (status.phase === 'needs-person' && before !== 'needs-person') {
      const account = projection.account(accountId);
      if (account) options.troubled(account, status.code);
    }
    options.changed();
  }

  async function keepSecrets(accountId: AccountId, given: Record<string, string>) {
    for (const [name, value] of Object.entries(given)) {
      if (value === '') await secrets.delete(secretName(accountId, name));
      else await secrets.set(secretName(accountId, name), value);
    }
    if (Object.keys(given).length > 0)
      revision = new Map(revision).set(accountId, (revision.get(accountId) ?? 0) + 1);
  }

  const execute = (
    command: Parameters<Core['execute']>[0][number],
    commandId: string | undefined,
  ): CommandResult => {
    const outcome = options.core.execute([command], {
      id: (commandId ?? options.newId()) as CommandId,
      at: options.now(),
      by: options.actor(),
    });
    return outcome.ok
      ? { ok: true, seq: outcome.seq }
      : { ok: false, rejection: outcome.rejection };
  };

  return {
    reconcile,
    running: (accountId) => running.get(accountId)?.account ?? null,
    views: () =>
      projection
        .accounts()
        .filter((account) => account.state !== 'removed')
        .map((account): AccountView => ({
          ...account,
          secretNames: secretNames.get(account.id) ?? [],
          status: statuses.get(account.id) ?? null,
          publicUrl: options.publicUrl(account),
        })),
    preset: options.presets,
    async test(input, signal) {
      const channel = channels.get(input.channel);
      if (!channel)
        return {
          hops: [
            { hop: 'channel', isOk: false, code: 'account.unknown-channel', detail: input.channel },
          ],
        };
      const config = channel.config.safeParse(input.config);
      if (!config.success) {
        return {
          hops: config.error.issues.map((issue) => ({
            hop: issue.path.join('.'),
            isOk: false,
            code: 'account.bad-config',
            detail: issue.message,
          })),
        };
      }
      const kept: Record<string, string> = {};
      for (const name of input.accountId ? channel.secrets : []) {
        const value = input.accountId ? await secrets.get(secretName(input.accountId, name)) : null;
        if (value !== null) kept[name] = value;
      }
      return {
        hops: await channel.test(
          config.data,
          { ...kept, ...input.secrets },
          signal ?? new AbortController().signal,
        ),
      };
    },
    async connect({ accountId, commandId, secrets: given, ...input }) {
      const id = accountId ?? (options.newId() as AccountId);
      // The secret is there before the account runs; an account that is refused leaves none.
      await keepSecrets(id, given);
      const result = execute(
        { type: 'account.connect', accountId: id, ...input, isDemo: false },
        commandId,
      );
      if (result.ok) await reconcile();
      return result;
    },
    async reconfigure({ accountId, commandId, secrets: given, ...input }) {
      await keepSecrets(accountId, given);
      const result = execute({ type: 'account.reconfigure', accountId, ...input }, commandId);
      if (result.ok) await reconcile();
      return result;
    },
    refresh(accountId) {
      if (accountId) running.get(accountId)?.account.refresh?.();
      else for (const entry of running.values()) entry.account.refresh?.();
    },
    report,
    seen: (accountId, conversationId) => running.get(accountId)?.account.seen?.(conversationId),
    async stop() {
      await queue;
      await Promise.all([...running.keys()].map(close));
    },
  };
}

const quiet: AccountStatus = {
  phase: 'stopped',
  freshAt: null,
  code: null,
  detail: null,
  retryAt: null,
  progress: null,
  counts: [],
};
