import type { ReactNode } from 'react';
import { Tooltip as AriaTooltip, TooltipTrigger } from 'react-aria-components';
import { Kbd } from './kbd.tsx';
import styles from './tooltip.module.css';

export type TooltipSide = 'top' | 'bottom' | 'start' | 'end';

export interface TooltipProps {
  text: ReactNode;
  keys?: string | undefined;
  side?: TooltipSide;
  /** A focusable part of this kit. */
  children: ReactNode;
}

/** Names a control after 500 ms of hovering, at once on keyboard focus. */
export function Tooltip({ text, keys, side = 'bottom', children }: TooltipProps) {
  return (
    <TooltipTrigger delay={500} closeDelay={60}>
      {children}
      <AriaTooltip placement={side} offset={6} className={styles.tooltip ?? ''}>
        <span>{text}</span>
        {keys !== undefined && keys !== '' && <Kbd tone="inverse">{keys}</Kbd>}
      </AriaTooltip>
    </TooltipTrigger>
  );
}
