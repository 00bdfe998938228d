import { createORPCClient, type ClientContext, type ClientLink } from '@orpc/client';
import type { ContractRouterClient } from '@orpc/contract';
import type { Contract } from '#shared/contract/contract.ts';
import { SECOND_MS } from '#shared/lib/units.ts';
import type { Opened, Transport } from './transport.ts';

export type EngineClient = ContractRouterClient<Contract>;
export type EngineStatus = Awaited<ReturnType<EngineClient['session']['status']>>;
type ChangeStream = Awaited<ReturnType<EngineClient['changes']>>;
export type Change = ChangeStream extends AsyncIterator<infer T> ? T : never;

export type ConnectionPhase = 'connecting' | 'catching-up' | 'connected' | 'offline';

/** What the connection tells the screen. Every value is about something that really answered. */
export interface ConnectionListener {
  phase(phase: ConnectionPhase): void;
  change(change: Change): void;
  /** An answer of the heartbeat. */
  status(status: EngineStatus): void;
  /** A subscription began (again): whatever changed before it is unknown. */
  resumed(): void;
}

export interface Connection {
  /** Calls wait for a connection and are repeated when it breaks: every call of the contract may be repeated. */
  client: EngineClient;
  /** Tries at once instead of at the next turn. */
  retry(): void;
  close(): void;
}

/** A dead socket is found after one beat and its patience: within 10 s. */
const BEAT_MS = 4 * SECOND_MS;
const PATIENCE_MS = 5 * SECOND_MS;
/** A call waits this long for a connection, repeats included, before it fails. */
const CALL_PATIENCE_MS = 12 * SECOND_MS;
const BACKOFF_MS = [250, 500, 1_000, 2_000, 4_000, 8_000];

/** The connection is not there, and did not come back in time. */
export class Unreachable extends Error {
  override readonly name = 'Unreachable';
}

const within = <T>(promise: Promise<T>, ms: number): Promise<T> =>
  new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Unreachable(`no answer within ${ms} ms`)), ms);
    promise.then(resolve, reject).finally(() => clearTimeout(timer));
  });

/** Keeps one way to the engine open, says honestly whether it is, and carries calls and changes over it. */
export function openConnection(transport: Transport, listener: ConnectionListener): Connection {
  let current: Opened | null = null;
  let isClosed = false;
  let wake: () => void = () => undefined;
  const waiting = new Set<() => void>();
  const pause = (ms: number) =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ms);
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });

  const opened = (deadline: number): Promise<Opened> => {
    if (current) return Promise.resolve(current);
    return within(
      new Promise<Opened>((resolve) => {
        const check = () => {
          if (!current) return;
          waiting.delete(check);
          resolve(current);
        };
        waiting.add(check);
      }),
      Math.max(0, deadline - Date.now()),
    );
  };

  const link: ClientLink<ClientContext> = {
    call: async (path, input, options) => {
      const deadline = Date.now() + CALL_PATIENCE_MS;
      for (;;) {
        const way = await opened(deadline);
        try {
          return await way.link.call(path, input, options);
        } catch (error) {
          // An answer of the engine is an answer; only a broken way is tried again.
          if (way === current || options.signal?.aborted || Date.now() > deadline) throw error;
        }
      }
    },
  };
  const client: EngineClient = createORPCClient(link);

  async function listen(way: Opened, connected: () => void) {
    const direct: EngineClient = createORPCClient(way.link);
    const changes = await within(direct.changes(), PATIENCE_MS);
    listener.phase('catching-up');
    listener.resumed();
    listener.status(await within(direct.session.status(), PATIENCE_MS));
    listener.phase('connected');
    connected();
    const beat = async () => {
      while (current === way) {
        await pause(BEAT_MS);
        if (current !== way) return;
        listener.status(await within(direct.session.status(), PATIENCE_MS));
      }
    };
    const read = async () => {
      for await (const change of changes) listener.change(change);
      throw new Unreachable('the engine ended the subscription');
    };
    await Promise.race([beat(), read()]);
  }

  async function run() {
    for (let failures = 0; !isClosed;) {
      try {
        const ended = Promise.withResolvers<never>();
        ended.promise.catch(() => undefined);
        const way = await transport(() => ended.reject(new Unreachable('closed')));
        current = way;
        for (const check of waiting) check();
        try {
          await Promise.race([listen(way, () => (failures = 0)), ended.promise]);
        } finally {
          current = null;
          way.close();
        }
      } catch {
        if (isClosed) return;
      }
      listener.phase('offline');
      await pause(BACKOFF_MS[Math.min(failures, BACKOFF_MS.length - 1)] ?? 1_000);
      failures += 1;
    }
  }
  void run();

  return {
    client,
    retry: () => wake(),
    close: () => {
      isClosed = true;
      current?.close();
      wake();
    },
  };
}
