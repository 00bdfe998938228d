type Child = Node | string | null | false;
type Props = Record<
  string,
  string | number | boolean | ((event: never) => void) | null | undefined
>;

/** Makes an element; functions are listeners, `true` is a bare attribute, null and false are left out. */
export function h<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  props: Props = {},
  ...children: Child[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (value === null || value === undefined || value === false) continue;
    if (typeof value === 'function')
      element.addEventListener(name.slice(2), value as EventListener);
    else element.setAttribute(name, value === true ? '' : String(value));
  }
  for (const child of children) if (child !== null && child !== false) element.append(child);
  return element;
}

const SHAPES = {
  back: 'M15 18l-6-6 6-6',
  close: 'M18 6L6 18M6 6l12 12',
  send: 'M4 12l16-8-6 16-3-6-7-2z',
  clip: 'M21 11.5l-8.6 8.6a5.5 5.5 0 0 1-7.8-7.8l8.9-8.9a3.7 3.7 0 0 1 5.2 5.2l-8.9 8.9a1.8 1.8 0 0 1-2.6-2.6l8.2-8.2',
  chat: 'M21 12a8 8 0 0 1-8 8H4l2.2-3.3A8 8 0 1 1 21 12z',
  save: 'M12 4v11m0 0l-4-4m4 4l4-4M5 20h14',
  bell: 'M6 9a6 6 0 1 1 12 0c0 6 2.5 7 2.5 7h-17S6 15 6 9zm4 11h4',
  chevron: 'M9 6l6 6-6 6',
  mute: 'M4 4l16 16M6 9a6 6 0 0 1 9-5.2M18 9c0 2 .3 3.600 .8 4.800M16 16H3.500S6 15 6 9m4 11h4',
  file: 'M14 3H6v18h12V7zm0 0v4h4',
} as const;

/** A 20-px line icon; its button carries the name. */
export function icon(shape: keyof typeof SHAPES): SVGSVGElement {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  for (const [name, value] of Object.entries({
    viewBox: '0 0 24 24',
    width: '20',
    height: '20',
    fill: 'none',
    stroke: 'currentColor',
    'stroke-width': '1.8',
    'stroke-linecap': 'round',
    'stroke-linejoin': 'round',
    'aria-hidden': 'true',
  }))
    svg.setAttribute(name, value);
  const path = document.createElementNS('http://www.w3.org/2000/svg', 'path');
  path.setAttribute('d', SHAPES[shape]);
  svg.append(path);
  return svg;
}

/** While an input method composes, no key means anything to the page. */
export const isImeKey = (event: KeyboardEvent): boolean =>
  event.isComposing || event.keyCode === 229 || event.key === 'Process';
