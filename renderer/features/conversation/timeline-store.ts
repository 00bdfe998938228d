import type { ConversationId } from '#shared/lib/ids.ts';
import type { TimelineEntry } from '#shared/contract/rows.ts';
import { callErrorOf, type CallError } from '#renderer/bridge/endpoints.ts';
import type { Change, EngineClient } from '#renderer/bridge/connection.ts';

export interface TimelineSnapshot {
  /** Oldest first, without gaps. */
  entries: readonly TimelineEntry[];
  hasOlder: boolean;
  isLoadingOlder: boolean;
  /** First message that was unread when the conversation was opened. */
  firstUnreadSeq: number | null;
  phase: 'loading' | 'ready' | 'failed';
  error: CallError | null;
}

const PAGE = 60;
/** Newest entries read again on a change: older ones change only by masking, and are read when opened. */
const MAX_REFRESH = 200;

const empty: TimelineSnapshot = {
  entries: [],
  hasOlder: false,
  isLoadingOlder: false,
  firstUnreadSeq: null,
  phase: 'loading',
  error: null,
};

/** One conversation's entries as far as they were read. Entries that did not change keep their identity. */
export class TimelineStore {
  readonly conversationId: ConversationId;
  #engine: EngineClient;
  #listeners = new Set<() => void>();
  #snapshot = empty;
  #isRefreshing = false;
  #isStale = false;

  constructor(engine: EngineClient, conversationId: ConversationId) {
    this.#engine = engine;
    this.conversationId = conversationId;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };
  readonly snapshot = (): TimelineSnapshot => this.#snapshot;

  changed(change: Change | null): void {
    if (change !== null) {
      if (change.kind !== 'tags') return;
      const isOurs = change.tags.some(
        (tag) => tag === 'all' || tag === `conversation:${this.conversationId}`,
      );
      if (!isOurs) return;
    }
    void this.refresh();
  }

  /** The reader came (back): the unread line is drawn anew. */
  open(): void {
    this.#set({ firstUnreadSeq: null });
    void this.refresh(true);
  }

  async refresh(isOpening = false): Promise<void> {
    if (this.#isRefreshing) {
      this.#isStale = true;
      return;
    }
    this.#isRefreshing = true;
    try {
      const { entries } = this.#snapshot;
      const limit = Math.min(MAX_REFRESH, Math.max(PAGE, entries.length + 10));
      const { conversationId } = this;
      const page = await this.#engine.conversation.timeline({
        conversationId,
        before: null,
        limit,
      });
      const oldest = page.entries[0]?.seq ?? 0;
      const newestKnown = entries.at(-1)?.seq ?? -1;
      // More than a page arrived while nobody looked: what lies between is not known, so begin anew.
      const isGap = entries.length > 0 && page.hasOlder && newestKnown < oldest;
      const older = isGap ? [] : entries.filter((entry) => entry.seq < oldest);
      const hasOlder = older.length > 0 ? this.#snapshot.hasOlder : page.hasOlder;
      this.#set({
        entries: this.#same([...older, ...page.entries]),
        hasOlder,
        phase: 'ready',
        error: null,
        ...(isOpening ? { firstUnreadSeq: page.firstUnreadSeq } : {}),
      });
    } catch (error) {
      const phase = this.#snapshot.entries.length > 0 ? 'ready' : 'failed';
      this.#set({ phase, error: callErrorOf(error) });
    } finally {
      this.#isRefreshing = false;
      if (this.#isStale) {
        this.#isStale = false;
        void this.refresh();
      }
    }
  }

  async loadOlder(): Promise<void> {
    const { entries, hasOlder, isLoadingOlder } = this.#snapshot;
    const before = entries[0]?.seq;
    if (!hasOlder || isLoadingOlder || before === undefined) return;
    this.#set({ isLoadingOlder: true });
    try {
      const { conversationId } = this;
      const page = await this.#engine.conversation.timeline({
        conversationId,
        before,
        limit: PAGE,
      });
      const now = this.#snapshot.entries;
      const isStillOldest = now[0]?.seq === before;
      this.#set({
        ...(isStillOldest ? { entries: [...page.entries, ...now], hasOlder: page.hasOlder } : {}),
        isLoadingOlder: false,
      });
    } catch (error) {
      this.#set({ isLoadingOlder: false, error: callErrorOf(error) });
    }
  }

  /** Reads back until `seq` is there; false when it is not in this conversation. */
  async reach(seq: number): Promise<boolean> {
    for (let turn = 0; turn < 200; turn++) {
      const { entries, hasOlder } = this.#snapshot;
      if (entries.some((entry) => entry.seq === seq)) return true;
      if (!hasOlder || (entries[0]?.seq ?? 0) < seq) return false;
      await this.loadOlder();
    }
    return false;
  }

  #same(next: TimelineEntry[]): readonly TimelineEntry[] {
    const known = new Map(this.#snapshot.entries.map((entry) => [entry.seq, entry]));
    let isSame = next.length === this.#snapshot.entries.length;
    const kept = next.map((entry) => {
      const before = known.get(entry.seq);
      if (before && JSON.stringify(before) === JSON.stringify(entry)) return before;
      isSame = false;
      return entry;
    });
    return isSame ? this.#snapshot.entries : kept;
  }

  #set(change: Partial<TimelineSnapshot>): void {
    this.#snapshot = { ...this.#snapshot, ...change };
    for (const listener of this.#listeners) listener();
  }
}
