import { createHash } from 'node:crypto';
import type { AccountId, BlobId, BrandId, ConversationId, MessageId } from '#shared/lib/ids.ts';
import type { DomainEvent } from '#shared/domain/catalogue.ts';
import type { DomainCommand } from '#shared/domain/command.ts';
import type { Recorded } from '#shared/domain/event.ts';
import type { OutboundMessage } from '#shared/domain/conversation/message-parts.ts';
import type { ChannelAccount, Inbound, SendOutcome } from '#main/channels/channel.ts';
import type { Accounts } from '#main/engine/accounts.ts';
import { openCardGate } from '#main/engine/card-gate.ts';
import { openCore } from '#main/engine/core.ts';
import { openIntake } from '#main/engine/intake.ts';
import { openLanes } from '#main/engine/lanes.ts';
import { openWriting } from '#main/engine/writing.ts';
import { openSqliteJournal } from '#main/journal/sqlite.ts';
import type { Blobs } from '#main/platform/blobs.ts';
import { openAudit } from '#main/journal/audit.ts';
import type { Clock } from '#main/platform/clock.ts';
import { silentLog } from '#main/platform/log.ts';
import { idMaker, type Random } from '#main/platform/random.ts';
import { openDatabase, type WriteDb } from '#main/platform/sqlite.ts';
import { openProjection } from '#main/projection/projection.ts';
import { foldedTables } from '#main/projection/schema.ts';

/** Named bugs, built in on purpose: a simulation that finds none of them is decoration. */
export type Bug =
  | 'none'
  /** A message offered again is taken for a new one. */
  | 'no-dedupe'
  /** The outside is told "taken" before it is. */
  | 'acknowledge-first'
  /** What was under way at a crash is sent again by itself. */
  | 'blind-resend'
  /** A send without an answer counts as refused. */
  | 'doubt-is-refusal'
  /** A crash inside the transaction leaves its first half. */
  | 'half-transaction';

class Crash extends Error {}
/** The store refuses once; the process lives on. */
class Refusal extends Error {}

/** Mulberry32: small, fast and the same everywhere. */
function seeded(seed: number) {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const account = {
  id: 'account' as AccountId,
  brandId: 'brand' as BrandId,
  name: 'Mailbox',
  address: 'support@desk.test',
  config: {},
  isDemo: false,
  channel: 'email' as const,
};
const START = Date.UTC(2026, 10, 24, 8);

/** Bytes that survive everything; a real disk has its own tests. */
function memoryBlobs(): Blobs {
  const all = new Map<BlobId, Uint8Array>();
  const readNow = (id: BlobId) => all.get(id) ?? new Uint8Array();
  return {
    put(bytes) {
      const id = createHash('sha256').update(bytes).digest('hex') as BlobId;
      all.set(id, bytes);
      return id;
    },
    read: async (id) => readNow(id),
    readNow,
    size: (id) => all.get(id)?.byteLength ?? null,
    dropRow: (id) => void all.delete(id),
    dropFile: (id) => void all.delete(id),
  };
}

interface Offered {
  inbound: Inbound;
  isTaken: boolean;
}

/** One desk, its mail provider and its customers under one seed: same seed, same story. */
export class World {
  readonly #chance: () => number;
  readonly #bug: Bug;
  readonly #db: WriteDb;
  readonly #blobs = memoryBlobs();
  #now = START;
  #life = 0;
  #timers: { at: number; life: number; run: () => void }[] = [];
  #desk!: ReturnType<World['boot']>;
  #hasFaults = true;
  #hasDied = false;
  /** Provider's side: how often each message of ours really went out. */
  readonly #delivered = new Map<MessageId, number>();
  /** What customers sent, and whether the desk has said that it has it. */
  readonly #outside: Offered[] = [];
  readonly #answered: { messageId: MessageId; text: string }[] = [];
  #conversations: ConversationId[] = [];
  crashes = 0;
  steps = 0;

  constructor(seed: number, bug: Bug) {
    this.#chance = seeded(seed);
    this.#bug = bug;
    this.#db = openDatabase(':memory:', { role: 'journal' });
    this.#desk = this.boot();
  }

  #pick<T>(list: readonly T[]): T | undefined {
    return list[Math.floor(this.#chance() * list.length)];
  }
  #fails(share: number): boolean {
    return this.#hasFaults && this.#chance() < share;
  }

  #clock(life: number): Clock {
    const after = (ms: number, run: () => void) => {
      const timer = { at: this.#now + ms, life, run };
      this.#timers.push(timer);
      return () => void (this.#timers = this.#timers.filter((one) => one !== timer));
    };
    return { now: () => this.#now, after, every: () => () => undefined };
  }

  /** Everything that does not survive the process, made anew over what does. */
  boot() {
    const life = ++this.#life;
    const clock = this.#clock(life);
    const random: Random = {
      bytes: (count) => Uint8Array.from({ length: count }, () => Math.floor(this.#chance() * 256)),
    };
    const newId = idMaker(clock, random);
    const db = this.#bug === 'half-transaction' ? leaky(this.#db) : this.#db;
    const journal = openSqliteJournal(db);
    const projection = openProjection(db, journal, { newId });
    const crashpoint = (name: string) => {
      if (this.#fails(0.012)) {
        this.#hasDied = true;
        throw new Crash();
      }
      if (name === 'before-commit' && this.#fails(0.02)) throw new Refusal();
    };
    const core = openCore({
      db,
      journal,
      projection,
      audit: openAudit({ db, key: 'key', shell: 'browser', device: 'simulated' }),
      published: () => undefined,
      masked: () => undefined,
      crashpoint,
    });
    const gate = openCardGate();
    const intake = openIntake({
      core,
      projection,
      blobs: this.#blobs,
      gate,
      clock,
      newId,
      arrived: () => undefined,
    });
    const channel: ChannelAccount = {
      start: () => undefined,
      stop: async () => undefined,
      send: (message) => this.#provider(message, life),
    };
    const lanes = openLanes({
      core,
      projection,
      clock,
      log: silentLog,
      newId,
      readBlob: this.#blobs.read,
      failed: () => undefined,
      crashpoint,
    });
    const accounts = { running: () => channel } as unknown as Accounts;
    const writing = openWriting({
      core,
      projection,
      accounts,
      lanes,
      blobs: this.#blobs,
      gate,
      clock,
      newId,
      agentId: () => 'agent' as never,
    });
    return { life, newId, journal, projection, core, intake, lanes, writing, channel };
  }

  /** As after a power cut: what was not committed never was. */
  async #crash() {
    this.crashes += 1;
    this.#hasDied = false;
    this.#timers = [];
    this.#desk = this.boot();
    await this.#survive(() => this.#startUp(), true);
  }

  async #startUp() {
    const { lanes, channel, projection, core, newId } = this.#desk;
    if (this.#bug === 'blind-resend')
      for (const { conversationId, message } of projection.unsettledAttempts(account.id)) {
        const about = { conversationId, messageId: message.messageId };
        const envelope = () => ({ id: newId() as never, at: this.#now, by: 'system:bug' as const });
        core.execute([{ type: 'delivery.doubt', ...about, reason: 'bug' }], envelope());
        core.execute([{ type: 'delivery.retry', ...about, sendAt: this.#now }], envelope());
      }
    await lanes.settleInterrupted(account.id, channel);
    lanes.open(account.id, channel);
  }

  /** Runs one step of the desk; a crash inside it ends that life. */
  async #survive(run: () => unknown, isStart = false): Promise<void> {
    try {
      await run();
    } catch (error) {
      if (!(error instanceof Crash) && !(error instanceof Refusal)) throw error;
      // A desk that cannot write while it starts is started again.
      if (isStart) this.#hasDied = true;
    }
    await this.#settle();
    // A lane catches what is thrown in it, as it should; death is known by the mark, not by the error.
    if (this.#hasDied) await this.#crash();
  }

  async #settle() {
    for (let turn = 0; turn < 12; turn++) await Promise.resolve();
  }

  /** The provider: takes, refuses for now or for ever, or is silent after taking or not taking. */
  #provider(message: OutboundMessage, life: number): Promise<SendOutcome> {
    const { messageId } = message;
    const take = () => this.#delivered.set(messageId, (this.#delivered.get(messageId) ?? 0) + 1);
    const roll = this.#hasFaults ? this.#chance() : 1;
    let outcome: SendOutcome;
    if (roll < 0.15)
      outcome = { kind: 'failed', code: 'smtp.busy', reason: '451', isPermanent: false };
    else if (roll < 0.2)
      outcome = { kind: 'failed', code: 'smtp.refused', reason: '550', isPermanent: true };
    else if (roll < 0.32) {
      if (this.#chance() < 0.5) take();
      outcome =
        this.#bug === 'doubt-is-refusal'
          ? { kind: 'failed', code: 'smtp.silent', reason: 'no answer', isPermanent: false }
          : { kind: 'in_doubt', reason: 'no answer' };
    } else {
      take();
      outcome = { kind: 'accepted', externalId: null, response: '250' };
    }
    if (!this.#fails(0.3)) return Promise.resolve(outcome);
    // The answer takes its time; a process that died meanwhile never hears it.
    return new Promise((resolve) =>
      this.#timers.push({
        at: this.#now + 1 + Math.floor(this.#chance() * 20_000),
        life,
        run: () => resolve(outcome),
      }),
    );
  }

  #newInbound(): Inbound {
    const number = this.#outside.length + 1;
    const customer = `customer${Math.floor(this.#chance() * 4)}@mail.test`;
    const earlier = this.#pick(this.#outside)?.inbound;
    const isAnswer = earlier !== undefined && this.#chance() < 0.5;
    return {
      dedupeKey: `mail-${number}`,
      from: { address: customer, name: null },
      identity: { kind: 'email', address: customer, isVerified: false },
      to: [],
      cc: [],
      subject: `Question ${number}`,
      text: `message ${number}`,
      quoteAt: null,
      html: null,
      raw: null,
      attachments: [],
      sentAt: this.#now,
      externalId: `<${number}@mail.test>`,
      inReplyTo: isAnswer ? earlier.externalId : null,
      references: [],
      language: null,
      isAutomatic: false,
      unreadable: null,
    };
  }

  /** Offers a message as a mail server does: again and again until it is taken, at times once more. */
  #offer(entry: Offered) {
    const { inbound } = entry;
    if (this.#bug === 'acknowledge-first') entry.isTaken = true;
    const offered =
      this.#bug === 'no-dedupe'
        ? { ...inbound, dedupeKey: `${inbound.dedupeKey} ${this.steps}` }
        : inbound;
    const accepted = this.#desk.intake.accept(account, offered);
    entry.isTaken = true;
    if (!this.#conversations.includes(accepted.conversationId))
      this.#conversations.push(accepted.conversationId);
    if (this.#fails(0.15)) this.#desk.intake.accept(account, offered);
  }

  #answer() {
    const conversationId = this.#pick(this.#conversations);
    if (!conversationId) return;
    const messageId = this.#desk.newId() as MessageId;
    const text = `answer ${this.#answered.length + 1}`;
    const result = this.#desk.writing.reply({
      conversationId,
      messageId,
      text,
      html: null,
      attachments: [],
      mail: null,
      thenStatus: this.#pick([null, 'wait', 'resolve'] as const) ?? null,
    });
    if (result.ok) this.#answered.push({ messageId, text });
  }

  /** A person looks at a doubtful or refused message and decides. */
  #decide() {
    const { projection, core, newId } = this.#desk;
    const { rows } = projection.outboxPage('trouble', 50);
    const row = this.#pick(rows);
    if (!row) return;
    const { conversationId, messageId } = row;
    const roll = this.#chance();
    const type =
      roll < 0.4 ? 'delivery.retry' : roll < 0.7 ? 'delivery.settle' : 'message.withdraw';
    const outcome = core.execute(
      [
        type === 'delivery.retry'
          ? { type, conversationId, messageId, sendAt: this.#now }
          : { type, conversationId, messageId },
      ],
      { id: newId() as never, at: this.#now, by: 'agent:agent' },
    );
    if (outcome.ok && type === 'delivery.retry') this.#desk.lanes.nudge();
  }

  /** At the end every doubt is looked into, so that nothing waits behind it. */
  #settleByHand() {
    const { projection, core, newId } = this.#desk;
    for (const { conversationId, messageId, delivery } of projection.outboxPage('trouble', 200)
      .rows)
      core.execute(
        [
          {
            type: delivery.state === 'in_doubt' ? 'delivery.settle' : 'message.withdraw',
            conversationId,
            messageId,
          },
        ],
        { id: newId() as never, at: this.#now, by: 'agent:agent' },
      );
  }

  #work() {
    const { core, newId } = this.#desk;
    const conversationId = this.#pick(this.#conversations);
    if (!conversationId) return;
    const command = this.#pick<DomainCommand>([
      { type: 'conversation.resolve', conversationId, cause: null },
      { type: 'conversation.reopen', conversationId, reason: 'agent' },
      { type: 'conversation.tag', conversationId, tag: `tag${Math.floor(this.#chance() * 3)}` },
      { type: 'conversation.untag', conversationId, tag: `tag${Math.floor(this.#chance() * 3)}` },
      { type: 'conversation.read', conversationId },
      { type: 'conversation.mark-unread', conversationId },
      { type: 'conversation.wait', conversationId, on: 'customer' },
    ]);
    if (command)
      core.execute([command], { id: newId() as never, at: this.#now, by: 'agent:agent' });
  }

  /** Time goes on, sometimes by leaps and sometimes backwards; what is due runs. */
  async #pass() {
    const roll = this.#chance();
    if (this.#fails(0.05)) this.#now -= Math.floor(this.#chance() * 3_600_000);
    else this.#now += roll < 0.8 ? Math.floor(roll * 8_000) : Math.floor(roll * 1_200_000);
    await this.#runDue();
  }

  async #runDue() {
    const due = this.#timers.filter((one) => one.at <= this.#now);
    this.#timers = this.#timers.filter((one) => one.at > this.#now);
    for (const timer of due) if (timer.life === this.#desk.life) await this.#survive(timer.run);
  }

  async #step() {
    this.steps += 1;
    const roll = this.#chance();
    if (roll < 0.2) {
      this.#outside.push({ inbound: this.#newInbound(), isTaken: false });
    } else if (roll < 0.45) {
      const entry = this.#pick(this.#outside.filter((one) => !one.isTaken || this.#fails(0.1)));
      if (entry) await this.#survive(() => this.#offer(entry));
    } else if (roll < 0.62) await this.#survive(() => this.#answer());
    else if (roll < 0.68) await this.#survive(() => this.#decide());
    else if (roll < 0.78) await this.#survive(() => this.#work());
    else if (roll < 0.98) await this.#pass();
    else if (this.#hasFaults) await this.#crash();
  }

  /** A whole story: faults for a while, then quiet until nothing is left to do. */
  async run(steps: number): Promise<string[]> {
    await this.#survive(() => this.#startUp(), true);
    for (let count = 0; count < steps; count++) await this.#step();
    this.#hasFaults = false;
    for (const entry of this.#outside)
      if (!entry.isTaken) await this.#survive(() => this.#offer(entry));
    for (let turn = 0; turn < 60; turn++) {
      this.#now += 20 * 60_000;
      await this.#runDue();
      this.#settleByHand();
      this.#desk.lanes.nudge();
      await this.#settle();
    }
    const problems = this.#problems();
    this.#db.close();
    return problems;
  }

  #problems(): string[] {
    const events = this.#desk.journal.read(0, 100_000);
    const gaps = events.flatMap((event, index) =>
      event.seq === index + 1 ? [] : [`position ${event.seq} after ${index}`],
    );
    return [...gaps, ...this.#lostOrDoubled(events), ...this.#badSends(events), ...this.#refold()];
  }

  /** Every message of a customer is here once; every confirmed answer is here. */
  #lostOrDoubled(events: readonly Recorded<DomainEvent>[]): string[] {
    const received = new Map<string, number>();
    const written = new Set<MessageId>();
    for (const { event } of events) {
      if (event.type === 'message.received')
        received.set(event.message.text, (received.get(event.message.text) ?? 0) + 1);
      if (event.type === 'message.written') written.add(event.message.messageId);
    }
    const inbound = this.#outside.flatMap(({ inbound: { text } }) =>
      received.get(text) === 1 ? [] : [`${text} is here ${received.get(text) ?? 0} times`],
    );
    const answers = this.#answered.flatMap(({ messageId, text }) =>
      written.has(messageId) ? [] : [`${text} was confirmed and is lost`],
    );
    return [...inbound, ...answers];
  }

  /** Nothing went out more often than a person asked for, and what counts as sent did go out. */
  #badSends(events: readonly Recorded<DomainEvent>[]): string[] {
    const settled = new Set(
      events.flatMap(({ event, by }) =>
        event.type === 'delivery.accepted' && by.startsWith('agent:') ? [event.messageId] : [],
      ),
    );
    /** Sends a person asked for again, knowing that it may arrive twice. */
    const asked = new Map<MessageId, number>();
    for (const { event, by } of events)
      if (event.type === 'delivery.retried' && by.startsWith('agent:'))
        asked.set(event.messageId, (asked.get(event.messageId) ?? 0) + 1);
    const problems: string[] = [];
    for (const [messageId, count] of this.#delivered)
      if (count > 1 + (asked.get(messageId) ?? 0))
        problems.push(`${messageId} went out ${count} times`);
    for (const { messageId } of this.#answered) {
      const state = this.#stateOf(messageId);
      if (state === 'queued' || state === 'sending')
        problems.push(`${messageId} is still ${state}`);
      if (state === 'sent' && !this.#delivered.has(messageId) && !settled.has(messageId))
        problems.push(`${messageId} counts as sent and never went out`);
    }
    return problems;
  }

  #stateOf(messageId: MessageId): string | null {
    const { projection } = this.#desk;
    const found = projection.findMessage(messageId);
    if (!found) return null;
    const { entries } = projection.timeline(found.conversationId, null, 10_000);
    const entry = entries.find((one) => one.kind === 'message' && one.messageId === messageId);
    return entry?.kind === 'message' ? (entry.delivery?.state ?? null) : null;
  }

  /** The tables made anew from the journal are the tables that are there. */
  #refold(): string[] {
    const digest = (db: WriteDb) =>
      Object.fromEntries(
        foldedTables.map((table) => [
          table,
          JSON.stringify(
            db
              .all<object>(db.prepare(`all.${table}`, `SELECT * FROM ${table}`))
              .map((row) => JSON.stringify(row))
              .toSorted(),
          ),
        ]),
      );
    const before = digest(this.#db);
    this.#db.exec('UPDATE projection_state SET version = -1');
    openProjection(this.#db, this.#desk.journal, { newId: this.#desk.newId });
    const after = digest(this.#db);
    return foldedTables
      .filter((table) => before[table] !== after[table])
      .map((table) => `${table} differs after a refold`);
  }
}

/** The planted fault of a store: what was done before an error stays. */
function leaky(db: WriteDb): WriteDb {
  return {
    ...db,
    write: (change) => {
      let thrown: unknown;
      const result = db.write(() => {
        try {
          return change();
        } catch (error) {
          thrown = error;
          return undefined as never;
        }
      });
      if (thrown) throw thrown as Error;
      return result;
    },
  };
}
