import type { ConversationId } from '#shared/lib/ids.ts';
import type { InboxFilter, SortName, ViewName } from '#shared/contract/views.ts';
import type { ConversationRow } from '#shared/contract/rows.ts';
import { callErrorOf, type CallError } from '#renderer/bridge/endpoints.ts';
import type { Change, EngineClient } from '#renderer/bridge/connection.ts';
import { belongs } from './membership.ts';

export interface ListQuery {
  view: ViewName;
  filter: InboxFilter;
  sort: SortName;
}

export interface ListSnapshot {
  /** Loaded so far, in order; the rest of `total` is behind the cursor. */
  ids: readonly ConversationId[];
  total: number;
  phase: 'loading' | 'ready' | 'failed';
  error: CallError | null;
  /** Conversations that arrived while the reader was away from the top. */
  newCount: number;
  /** Raised when any row changed. */
  version: number;
}

const PAGE = 200;
const FIRST_PAGE = 60;
/** Rows kept with their content; ids of the rest cost 40 bytes each. */
const MAX_ROWS = 2_000;
const SETTLE_MS = 40;

/**
 * One list of the inbox: ids in order and a window of rows. Pages come by key as the reader scrolls;
 * while they are away from the top nothing moves under them. What left the view by the reader's own
 * hand stays until its time, what is open stays while it is open.
 */
export class InboxListStore {
  #engine: EngineClient;
  #query: ListQuery;
  #agentId: () => string | null;
  #listeners = new Set<() => void>();
  #rows = new Map<ConversationId, ConversationRow>();
  #snapshot: ListSnapshot = {
    ids: [],
    total: 0,
    phase: 'loading',
    error: null,
    newCount: 0,
    version: 0,
  };
  #next: string | null = null;
  #isAtTop = true;
  #activeId: ConversationId | null = null;
  #kept = new Map<ConversationId, number>();
  #changed = new Set<ConversationId>();
  #timer: ReturnType<typeof setTimeout> | null = null;
  #isRefreshing = false;
  #isStale = false;
  #isPaging = false;
  #wanted = 0;
  #fetching = new Set<ConversationId>();

  constructor(engine: EngineClient, query: ListQuery, agentId: () => string | null) {
    this.#engine = engine;
    this.#query = query;
    this.#agentId = agentId;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };
  readonly snapshot = (): ListSnapshot => this.#snapshot;
  readonly row = (id: ConversationId): ConversationRow | undefined => this.#rows.get(id);

  /** A change of the engine; null: anything may have changed. */
  changed(change: Change | null): void {
    if (change !== null) {
      if (change.kind !== 'tags') return;
      const isAll = change.tags.includes('all');
      if (!isAll && !change.tags.includes('inbox')) return;
      for (const tag of change.tags)
        if (tag.startsWith('conversation:'))
          this.#changed.add(tag.slice('conversation:'.length) as ConversationId);
    }
    this.refreshSoon();
  }

  refreshSoon(afterMs = SETTLE_MS): void {
    if (this.#timer !== null) return;
    this.#timer = setTimeout(() => {
      this.#timer = null;
      void this.refresh();
    }, afterMs);
  }

  setAtTop(isAtTop: boolean): void {
    if (this.#isAtTop === isAtTop) return;
    this.#isAtTop = isAtTop;
    if (isAtTop && this.#snapshot.newCount > 0) void this.refresh();
  }

  setActive(id: ConversationId | null): void {
    if (this.#activeId === id) return;
    const before = this.#activeId;
    this.#activeId = id;
    if (before !== null && this.#isOutside(before)) this.refreshSoon();
  }

  /** Keeps a row in its place for a while after it left the view. */
  keep(ids: readonly ConversationId[], ms: number): void {
    for (const id of ids) this.#kept.set(id, Date.now() + ms);
    setTimeout(() => void this.refresh(), ms + 20);
  }

  /** Shows a change at once, before the engine has answered; what it says later holds. */
  guess(id: ConversationId, change: Partial<ConversationRow>): void {
    const row = this.#rows.get(id);
    if (!row) return;
    this.#rows.set(id, { ...row, ...change });
    this.#changed.add(id);
    this.#set({});
  }

  /** True for a row that is still shown though it no longer belongs to the view. */
  isLeaving(id: ConversationId): boolean {
    return this.#isOutside(id);
  }

  /** Takes in what arrived meanwhile. */
  showNew(): void {
    this.#isAtTop = true;
    void this.refresh();
  }

  /** The rows the reader sees; fetches what is missing of them. */
  want(from: number, to: number): void {
    const { ids } = this.#snapshot;
    if (to >= ids.length - 20 && this.#next !== null) {
      this.#wanted = Math.max(this.#wanted, to + 40);
      void this.#loadMore();
    }
    const missing: ConversationId[] = [];
    for (const id of ids.slice(Math.max(0, from), to + 1)) {
      const row = this.#rows.get(id);
      if (row) this.#put(row);
      else if (!this.#fetching.has(id)) missing.push(id);
    }
    if (missing.length > 0) void this.#fetch(missing.slice(0, PAGE));
  }

  async refresh(): Promise<void> {
    if (this.#isRefreshing) {
      this.#isStale = true;
      return;
    }
    this.#isRefreshing = true;
    const changed = new Set(this.#changed);
    this.#changed.clear();
    try {
      const known = this.#snapshot.ids;
      const limit =
        known.length === 0 ? FIRST_PAGE : Math.min(PAGE, Math.max(FIRST_PAGE, known.length));
      const page = await this.#engine.inbox.page({ ...this.#query, after: null, limit });
      for (const row of page.rows) this.#put(row);
      await this.#look(known, page.rows, changed);
      this.#apply(page, known.length <= limit);
    } catch (error) {
      this.#set({ phase: known(this.#snapshot) ? 'ready' : 'failed', error: callErrorOf(error) });
    } finally {
      this.#isRefreshing = false;
      if (this.#isStale) {
        this.#isStale = false;
        this.refreshSoon();
      }
    }
  }

  /** Reads again the loaded rows that changed, or that the new first page no longer has. */
  async #look(
    loaded: readonly ConversationId[],
    head: readonly ConversationRow[],
    changed: ReadonlySet<ConversationId>,
  ): Promise<void> {
    const inHead = new Set(head.map((row) => row.id));
    const doubtful = loaded.filter(
      (id, index) => !inHead.has(id) && (index < head.length || changed.has(id)),
    );
    for (let at = 0; at < doubtful.length; at += PAGE)
      for (const row of await this.#engine.inbox.rows({ ids: doubtful.slice(at, at + PAGE) }))
        this.#put(row);
  }

  #apply(
    page: { rows: ConversationRow[]; next: string | null; total: number },
    isWhole: boolean,
  ): void {
    const before = this.#snapshot.ids;
    const head = page.rows.map((row) => row.id);
    const inHead = new Set(head);
    const isNew = this.#isAtTop || before.length === 0;
    const stays = before.filter((id) => inHead.has(id) || !this.#isOutside(id) || this.#isKept(id));
    if (!isNew) {
      const shown = new Set(stays);
      const newCount = head.filter((id) => !shown.has(id)).length;
      this.#set({ ids: stays, total: page.total, phase: 'ready', error: null, newCount });
      return;
    }
    const ids = [...head];
    if (!isWhole || page.next !== null)
      ids.push(...stays.filter((id) => !inHead.has(id) && !this.#isKept(id)));
    for (const id of stays) {
      if (!this.#isKept(id) || ids.includes(id)) continue;
      ids.splice(Math.min(before.indexOf(id), ids.length), 0, id);
    }
    if (isWhole) this.#next = page.next;
    if (page.next === null) this.#next = null;
    this.#set({
      ids,
      total: Math.max(page.total, ids.length),
      phase: 'ready',
      error: null,
      newCount: 0,
    });
  }

  async #loadMore(): Promise<void> {
    if (this.#isPaging) return;
    this.#isPaging = true;
    try {
      while (this.#next !== null && this.#snapshot.ids.length < this.#wanted) {
        const page = await this.#engine.inbox.page({
          ...this.#query,
          after: this.#next,
          limit: PAGE,
        });
        this.#next = page.next;
        const known = new Set(this.#snapshot.ids);
        for (const row of page.rows) this.#put(row);
        const ids = [
          ...this.#snapshot.ids,
          ...page.rows.map((row) => row.id).filter((id) => !known.has(id)),
        ];
        this.#set({ ids, total: Math.max(page.total, ids.length) });
      }
    } catch (error) {
      this.#set({ error: callErrorOf(error) });
    } finally {
      this.#isPaging = false;
    }
  }

  async #fetch(ids: ConversationId[]): Promise<void> {
    for (const id of ids) this.#fetching.add(id);
    try {
      for (const row of await this.#engine.inbox.rows({ ids })) this.#put(row);
      this.#set({});
    } catch (error) {
      this.#set({ error: callErrorOf(error) });
    } finally {
      for (const id of ids) this.#fetching.delete(id);
    }
  }

  #put(row: ConversationRow): void {
    this.#rows.delete(row.id);
    this.#rows.set(row.id, row);
    if (this.#rows.size <= MAX_ROWS) return;
    const oldest = this.#rows.keys().next().value;
    if (oldest !== undefined) this.#rows.delete(oldest);
  }

  #isKept(id: ConversationId): boolean {
    return id === this.#activeId || (this.#kept.get(id) ?? 0) > Date.now();
  }

  #isOutside(id: ConversationId): boolean {
    const row = this.#rows.get(id);
    return row !== undefined && !belongs(row, this.#query, this.#agentId());
  }

  #set(change: Partial<ListSnapshot>): void {
    this.#snapshot = { ...this.#snapshot, ...change, version: this.#snapshot.version + 1 };
    for (const listener of this.#listeners) listener();
  }
}

const known = (snapshot: ListSnapshot): boolean => snapshot.ids.length > 0;
