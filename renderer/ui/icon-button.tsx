import type { ReactNode } from 'react';
import { Button as AriaButton, type ButtonProps as AriaButtonProps } from 'react-aria-components';
import { cx } from './class-names.ts';
import { Tooltip, type TooltipSide } from './tooltip.tsx';
import type { ButtonKind, ButtonSize } from './button.tsx';
import styles from './button.module.css';

export interface IconButtonProps extends Omit<
  AriaButtonProps,
  'className' | 'style' | 'children' | 'aria-label'
> {
  /** Spoken name and tooltip. */
  label: string;
  /** Chord shown after the name, e.g. `Ctrl K`. */
  keys?: string | undefined;
  icon: ReactNode;
  kind?: ButtonKind;
  size?: ButtonSize;
  side?: TooltipSide;
  isSelected?: boolean;
  className?: string | undefined;
}

/** A square button; its name is its tooltip. */
export function IconButton(props: IconButtonProps) {
  const {
    label,
    keys,
    icon,
    kind = 'quiet',
    size = 'medium',
    side = 'bottom',
    isSelected,
    className,
    ...rest
  } = props;
  return (
    <Tooltip text={label} keys={keys} side={side}>
      <AriaButton
        {...rest}
        aria-label={label}
        data-selected={isSelected || undefined}
        className={cx(styles.button, styles[kind], styles[size], styles.square, className)}
      >
        {icon}
      </AriaButton>
    </Tooltip>
  );
}
