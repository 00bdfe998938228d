import { cx } from './class-names.ts';
import styles from './kbd.module.css';

export interface KbdProps {
  /** A chord as shown to a person, keys parted by spaces. */
  children: string;
  tone?: 'plain' | 'inverse';
}

export function Kbd({ children, tone = 'plain' }: KbdProps) {
  return <kbd className={cx(styles.kbd, tone === 'inverse' && styles.inverse)}>{children}</kbd>;
}
