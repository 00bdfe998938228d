/** Announcements closer together than this are said as one. */
const MERGE_MS = 1000;

export type Urgency = 'polite' | 'assertive';
export interface AnnounceOptions {
  urgency?: Urgency;
  /** Announcements of one group within the merge time are counted and said once. */
  group?: string;
  merged?: (count: number) => string;
}
interface Pending {
  text: string;
  count: number;
  merged: ((count: number) => string) | undefined;
}
export interface Spoken {
  polite: string;
  assertive: string;
}

/** Collects what a screen reader should say and hands it over once a second. */
export class Announcer {
  #spoken: Spoken = { polite: '', assertive: '' };
  #pending: Record<Urgency, Map<string, Pending>> = { polite: new Map(), assertive: new Map() };
  #listeners = new Set<() => void>();
  #wait: (act: () => void, ms: number) => void;
  #isWaiting = false;
  #unnamed = 0;

  constructor(wait: (act: () => void, ms: number) => void) {
    this.#wait = wait;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };
  readonly spoken = (): Spoken => this.#spoken;

  announce(text: string, { urgency = 'polite', group, merged }: AnnounceOptions = {}): void {
    const waiting = this.#pending[urgency];
    const name = group ?? `unnamed-${this.#unnamed++}`;
    const count = (waiting.get(name)?.count ?? 0) + 1;
    waiting.set(name, { text, count, merged });
    if (this.#isWaiting) return;
    this.#isWaiting = true;
    this.#wait(() => this.#say(), MERGE_MS);
  }

  #say(): void {
    this.#isWaiting = false;
    const line = (urgency: Urgency): string =>
      [...this.#pending[urgency].values()]
        .map(({ text, count, merged }) => (count > 1 && merged ? merged(count) : text))
        .join(' ');
    const next = { polite: line('polite'), assertive: line('assertive') };
    this.#pending.polite.clear();
    this.#pending.assertive.clear();
    // A repeat of the same words is a new announcement only if the text node changes.
    const mark = (text: string, before: string): string =>
      text && text === before ? `${text}\u00a0` : text;
    this.#spoken = {
      polite: mark(next.polite, this.#spoken.polite),
      assertive: mark(next.assertive, this.#spoken.assertive),
    };
    for (const listener of this.#listeners) listener();
  }
}

export const announcer = new Announcer((act, ms) => void setTimeout(act, ms));
export const announce = (text: string, options?: AnnounceOptions): void =>
  announcer.announce(text, options);
