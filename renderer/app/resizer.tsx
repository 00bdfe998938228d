/* oxlint-disable jsx-a11y/prefer-tag-over-role -- an edge that moves is no rule of a text */
import { useState } from 'react';
import styles from './resizer.module.css';

interface ResizerProps {
  label: string;
  width: number;
  min: number;
  max: number;
  /** The column lies after this edge. */
  isFromEnd?: boolean;
  /** Told when the hand lets go. */
  onWidth: (width: number) => void;
}

const STEP = 16;

/** An edge that is dragged, or moved with the arrow keys. */
export function Resizer({ label, width, min, max, isFromEnd = false, onWidth }: ResizerProps) {
  const [start, setStart] = useState<{ x: number; width: number } | null>(null);
  const within = (value: number) => Math.round(Math.max(min, Math.min(max, value)));
  const sign = isFromEnd ? -1 : 1;
  const at = (x: number) => within((start?.width ?? width) + sign * (x - (start?.x ?? x)));
  const name = isFromEnd ? '--context-width' : '--list-width';
  return (
    <div
      role="separator"
      aria-orientation="vertical"
      aria-label={label}
      aria-valuenow={width}
      aria-valuemin={min}
      aria-valuemax={max}
      tabIndex={0}
      className={styles.edge}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        setStart({ x: event.clientX, width });
      }}
      onPointerMove={(event) => {
        if (start)
          event.currentTarget.parentElement?.style.setProperty(name, `${at(event.clientX)}px`);
      }}
      onPointerUp={(event) => {
        if (start) onWidth(at(event.clientX));
        setStart(null);
      }}
      onKeyDown={(event) => {
        if (event.key === 'ArrowLeft') onWidth(within(width - sign * STEP));
        else if (event.key === 'ArrowRight') onWidth(within(width + sign * STEP));
        else return;
        event.preventDefault();
      }}
    />
  );
}
