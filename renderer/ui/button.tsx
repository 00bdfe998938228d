import type { ReactNode } from 'react';
import { Button as AriaButton, type ButtonProps as AriaButtonProps } from 'react-aria-components';
import { cx } from './class-names.ts';
import { Spinner } from './spinner.tsx';
import styles from './button.module.css';

export type ButtonKind = 'primary' | 'plain' | 'danger' | 'quiet';
export type ButtonSize = 'small' | 'medium' | 'large';

export interface ButtonProps extends Omit<AriaButtonProps, 'className' | 'style' | 'children'> {
  kind?: ButtonKind;
  /** 24, the density's 28 or 32, and 40 px. */
  size?: ButtonSize;
  icon?: ReactNode;
  /** Shown in place of the icon; the button keeps its width and cannot be pressed. */
  isBusy?: boolean;
  /** Extra classes of the caller's own layout. */
  className?: string | undefined;
  children?: ReactNode;
}

export function Button(props: ButtonProps) {
  const {
    kind = 'plain',
    size = 'medium',
    icon,
    isBusy = false,
    className,
    children,
    ...rest
  } = props;
  return (
    <AriaButton
      {...rest}
      isPending={isBusy}
      className={cx(styles.button, styles[kind], styles[size], className)}
    >
      {isBusy ? <Spinner size={14} /> : icon}
      {children !== undefined && <span className={styles.label}>{children}</span>}
    </AriaButton>
  );
}
