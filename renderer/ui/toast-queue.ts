/** A dialogue box that leaves by itself needs at least this long to be read and used. */
export const TOAST_MS = 10_000;
const MOST = 4;

export type ToastTone = 'plain' | 'success' | 'warning' | 'danger';
export interface ToastAction {
  label: string;
  /** Chord shown beside the label. */
  keys?: string | undefined;
  onAct: () => void;
}
export interface ToastInput {
  text: string;
  detail?: string | undefined;
  tone?: ToastTone;
  action?: ToastAction;
  /** Null: stays until it is closed. */
  durationMs?: number | null;
  /** A toast with the same group takes the place of the older one. */
  group?: string;
}
export interface Toast extends ToastInput {
  id: number;
  tone: ToastTone;
}
export interface Timers {
  now: () => number;
  set: (act: () => void, ms: number) => unknown;
  clear: (timer: unknown) => void;
}

interface Running {
  timer: unknown;
  endsAt: number;
  leftMs: number;
}

/**
 * Toasts waiting to be read, newest last, at most four. While paused nothing leaves, and the
 * time left goes on counting from where it stopped.
 */
export class ToastQueue {
  #timers: Timers;
  #toasts: readonly Toast[] = [];
  #running = new Map<number, Running>();
  #listeners = new Set<() => void>();
  #isPaused = false;
  #lastId = 0;

  constructor(timers: Timers) {
    this.#timers = timers;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly list = (): readonly Toast[] => this.#toasts;

  show(input: ToastInput): number {
    const id = ++this.#lastId;
    const toast: Toast = { tone: 'plain', ...input, id };
    for (const old of this.#toasts)
      if (input.group !== undefined && old.group === input.group) this.#stop(old.id);
    const kept = this.#toasts.filter(
      (old) => input.group === undefined || old.group !== input.group,
    );
    const next = [...kept, toast];
    for (const old of next.slice(0, -MOST)) this.#stop(old.id);
    this.#toasts = next.slice(-MOST);
    if (input.durationMs !== null) {
      const leftMs = input.durationMs ?? TOAST_MS;
      this.#running.set(id, { timer: null, endsAt: 0, leftMs });
      if (!this.#isPaused) this.#start(id);
    }
    this.#tell();
    return id;
  }

  close(id: number): void {
    this.#stop(id);
    this.#toasts = this.#toasts.filter((toast) => toast.id !== id);
    if (this.#toasts.length === 0) this.#isPaused = false;
    this.#tell();
  }

  /** Does what the newest toast with an action offers; false when none offers anything. */
  actOnNewest(): boolean {
    const toast = this.#toasts.findLast((one) => one.action !== undefined);
    if (!toast) return false;
    this.close(toast.id);
    toast.action?.onAct();
    return true;
  }

  pause(): void {
    if (this.#isPaused) return;
    this.#isPaused = true;
    for (const running of this.#running.values()) {
      this.#timers.clear(running.timer);
      running.leftMs = Math.max(0, running.endsAt - this.#timers.now());
    }
  }

  resume(): void {
    if (!this.#isPaused) return;
    this.#isPaused = false;
    for (const id of this.#running.keys()) this.#start(id);
  }

  #start(id: number): void {
    const running = this.#running.get(id);
    if (!running) return;
    running.endsAt = this.#timers.now() + running.leftMs;
    running.timer = this.#timers.set(() => this.close(id), running.leftMs);
  }

  #stop(id: number): void {
    const running = this.#running.get(id);
    if (running) this.#timers.clear(running.timer);
    this.#running.delete(id);
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }
}

/** The window's toasts. */
export const toasts = new ToastQueue({
  now: () => performance.now(),
  set: (act, ms) => setTimeout(act, ms),
  clear: (timer) => clearTimeout(timer as number),
});
export const showToast = (input: ToastInput): number => toasts.show(input);
