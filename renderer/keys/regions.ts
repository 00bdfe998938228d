interface Region {
  name: string;
  order: number;
  element: HTMLElement;
}

const stops =
  'a[href], button:not([disabled]), input:not([disabled]), textarea:not([disabled]), [tabindex="0"], [contenteditable="true"]';

/** The parts of the window that F6 walks, in reading order; toasts come last. */
export class Regions {
  #regions = new Map<string, Region>();
  #last = new WeakMap<HTMLElement, HTMLElement>();

  add(name: string, order: number, element: HTMLElement): void {
    this.#regions.set(name, { name, order, element });
    element.dataset['region'] = name;
    element.addEventListener('focusin', (event) => {
      if (event.target instanceof HTMLElement) this.#last.set(element, event.target);
    });
  }

  remove(name: string): void {
    this.#regions.delete(name);
  }

  walk(step: 1 | -1): boolean {
    const elements = this.#elements();
    if (elements.length === 0) return false;
    const focus = document.activeElement;
    const inside = elements.findIndex((element) => element.contains(focus));
    const start = inside < 0 && step < 0 ? elements.length : inside;
    const next = elements.at((start + step) % elements.length);
    if (next) this.#enter(next);
    return true;
  }

  #elements(): HTMLElement[] {
    const own = [...this.#regions.values()]
      .toSorted((a, b) => a.order - b.order)
      .map((region) => region.element);
    const toasts = document.querySelector<HTMLElement>('[data-region="toasts"]');
    if (toasts && !own.includes(toasts)) own.push(toasts);
    return own.filter((element) => element.isConnected && element.offsetParent !== null);
  }

  #enter(element: HTMLElement): void {
    const last = this.#last.get(element);
    if (last?.isConnected && element.contains(last)) {
      last.focus();
      return;
    }
    const stop = element.querySelector<HTMLElement>(stops);
    if (!stop && !element.hasAttribute('tabindex')) element.tabIndex = -1;
    (stop ?? element).focus();
  }
}
