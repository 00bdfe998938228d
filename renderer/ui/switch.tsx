import type { ReactNode } from 'react';
import { Switch as AriaSwitch, type SwitchProps as AriaSwitchProps } from 'react-aria-components';
import { cx } from './class-names.ts';
import styles from './choice.module.css';

export interface SwitchProps extends Omit<AriaSwitchProps, 'className' | 'style' | 'children'> {
  children?: ReactNode;
  hint?: ReactNode;
  className?: string | undefined;
}

export function Switch({ children, hint, className, ...rest }: SwitchProps) {
  return (
    <AriaSwitch {...rest} className={cx(styles.choice, className)}>
      <span className={styles.track}>
        <span className={styles.knob} />
      </span>
      <span className={styles.words}>
        {children}
        {hint !== undefined && <span className={styles.hint}>{hint}</span>}
      </span>
    </AriaSwitch>
  );
}
