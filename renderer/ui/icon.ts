/** Stroke of every lucide icon, so that 16 and 20 px look of one family. */
export const iconLook = {
  size: 16,
  strokeWidth: 1.75,
  absoluteStrokeWidth: true,
  'aria-hidden': true,
} as const;
