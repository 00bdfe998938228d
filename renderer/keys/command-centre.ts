import { isImeKey } from '#renderer/ui/ime.ts';
import type { Place } from './command-shape.ts';
import { commandIds, type CommandId } from './commands.ts';
import { Dispatcher, type KeySettings, type Where } from './dispatcher.ts';

/** Returning false lets the key go on to the page. */
export type Handler = () => void | boolean;

/** Who listens to which command now; the newest listener of a command is asked. */
export class CommandCentre {
  #handlers = new Map<CommandId, Handler[]>();
  #dispatcher: Dispatcher;
  #listeners = new Set<() => void>();
  #runnable: readonly CommandId[] = [];

  constructor(settings: KeySettings) {
    this.#dispatcher = new Dispatcher(settings);
  }

  configure(settings: KeySettings): void {
    this.#dispatcher.configure(settings);
  }

  /** Returns what ends the listening. */
  listen(id: CommandId, handler: Handler): () => void {
    this.#handlers.set(id, [...(this.#handlers.get(id) ?? []), handler]);
    this.#changed();
    return () => {
      const rest = (this.#handlers.get(id) ?? []).filter((one) => one !== handler);
      if (rest.length > 0) this.#handlers.set(id, rest);
      else this.#handlers.delete(id);
      this.#changed();
    };
  }

  readonly canRun = (id: CommandId): boolean => this.#handlers.has(id);

  /** Commands someone listens to, in the order of the table. */
  readonly runnable = (): readonly CommandId[] => this.#runnable;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** False when nobody took it. */
  run(id: CommandId): boolean {
    const handler = this.#handlers.get(id)?.at(-1);
    return handler !== undefined && handler() !== false;
  }

  /** For the window and for documents inside it, such as a shown mail. */
  readonly handleKey = (event: KeyboardEvent): void => {
    if (event.defaultPrevented || isImeKey(event)) return;
    const where = whereIs(event.target);
    if (!where) return;
    const verdict = this.#dispatcher.key(event, where, this.canRun, event.timeStamp);
    if (verdict.kind === 'pass') return;
    if (verdict.kind === 'run' && !this.run(verdict.id)) return;
    event.preventDefault();
    event.stopPropagation();
  };

  #changed(): void {
    this.#runnable = commandIds.filter((id) => this.#handlers.has(id));
    for (const listener of this.#listeners) listener();
  }
}

const textTypes = new Set([
  '',
  'text',
  'search',
  'email',
  'url',
  'tel',
  'password',
  'number',
  'date',
  'time',
]);

/** What the key's target is; null inside a modal, a menu or a list of options: those own their keys. */
function whereIs(target: EventTarget | null): Where | null {
  if (!(target instanceof Node) || !('closest' in target)) return { isText: false, places: [] };
  const element = target as Element;
  if (element.closest('[role=dialog], [role=alertdialog], [role=menu]')) return null;
  if (element.closest('[role=listbox]:not([data-place], [data-place] *)')) return null;
  const isText =
    element.matches('textarea, [contenteditable=""], [contenteditable=true]') ||
    (element.matches('input') && textTypes.has(element.getAttribute('type') ?? '')) ||
    element.closest('[contenteditable=true]') !== null;
  const places: Place[] = [];
  for (let at: Element | null = element.closest('[data-place]'); at;) {
    places.push(at.getAttribute('data-place') as Place);
    at = at.parentElement?.closest('[data-place]') ?? null;
  }
  return { isText, places };
}
