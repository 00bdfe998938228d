import { isPress, isTyping, type KeyInput, type Platform } from './chord.ts';
import { bindingsOf, type Binding, type Remapped } from './bindings.ts';
import type { Place } from './command-shape.ts';
import type { CommandId } from './commands.ts';

/** The second key of a sequence is waited for this long. */
const SEQUENCE_MS = 1500;

export interface Where {
  /** The focus is in something one types into. */
  isText: boolean;
  /** `data-place` of the focus and of what is around it, innermost first. */
  places: readonly Place[];
}
export interface KeySettings {
  platform: Platform;
  remapped: Remapped;
  /** Single letters outside of text fields. */
  singleKeys: boolean;
}
export type Verdict =
  | { kind: 'run'; id: CommandId }
  /** The key belongs to a command but must do nothing now: auto-repeat of a destructive one. */
  | { kind: 'swallow' }
  /** First key of a sequence. */
  | { kind: 'wait' }
  | { kind: 'pass' };

/** Decides which command a key means. Knows neither the page nor what commands do. */
export class Dispatcher {
  #bindings: Binding[] = [];
  #settings: KeySettings = { platform: 'other', remapped: {}, singleKeys: true };
  #pending: { bindings: Binding[]; step: number; untilMs: number } | null = null;

  constructor(settings: KeySettings) {
    this.configure(settings);
  }

  configure(settings: KeySettings): void {
    this.#settings = settings;
    this.#bindings = bindingsOf(settings.remapped, settings.platform);
    this.#pending = null;
  }

  /**
   * @param canRun whether someone listens to the command now
   * @param atMs any steady clock
   */
  key(
    event: KeyInput & { repeat: boolean },
    where: Where,
    canRun: (id: CommandId) => boolean,
    atMs: number,
  ): Verdict {
    const pending = this.#pending;
    const isWaiting = pending !== null && atMs <= pending.untilMs && !where.isText;
    this.#pending = null;
    const step = isWaiting ? pending.step : 0;
    const from = isWaiting ? pending.bindings : this.#bindings;
    const met = from.filter((binding) => this.#meets(binding, step, event, where, canRun));
    const best = mostLocal(met, where.places);
    if (!best) return { kind: 'pass' };
    if (best.presses.length > step + 1) {
      this.#pending = { bindings: met, step: step + 1, untilMs: atMs + SEQUENCE_MS };
      return { kind: 'wait' };
    }
    if (event.repeat && best.isDestructive) return { kind: 'swallow' };
    return { kind: 'run', id: best.id };
  }

  #meets(
    binding: Binding,
    step: number,
    event: KeyInput,
    where: Where,
    canRun: (id: CommandId) => boolean,
  ): boolean {
    const press = binding.presses[step];
    if (!press || !isPress(press, event, this.#settings.platform)) return false;
    const first = binding.presses[0];
    const isLetter = first !== undefined && isTyping(first) && first.key.length === 1;
    if (isLetter && !this.#settings.singleKeys) return false;
    if (where.isText && (binding.place === 'page' || (first !== undefined && isTyping(first))))
      return false;
    const isThere =
      binding.place === 'anywhere' ||
      binding.place === 'page' ||
      where.places.includes(binding.place);
    return isThere && canRun(binding.id);
  }
}

function mostLocal(bindings: readonly Binding[], places: readonly Place[]): Binding | undefined {
  const distance = ({ place }: Binding): number => {
    const inside = places.indexOf(place);
    if (inside >= 0) return inside;
    return place === 'page' ? 100 : 101;
  };
  return bindings.toSorted((a, b) => distance(a) - distance(b))[0];
}
