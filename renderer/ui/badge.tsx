import { cx } from './class-names.ts';
import { counter } from './format/numbers.ts';
import styles from './badge.module.css';

export interface BadgeProps {
  count: number;
  tone?: 'danger' | 'accent' | 'quiet';
  /** Spoken instead of the bare number. */
  label?: string;
  className?: string | undefined;
}

/** A counter; nothing at zero, 99+ above 99. */
export function Badge({ count, tone = 'danger', label, className }: BadgeProps) {
  if (count <= 0) return null;
  return (
    <span className={cx(styles.badge, styles[tone], 'num', className)}>
      {label === undefined ? (
        counter(count)
      ) : (
        <>
          <span aria-hidden>{counter(count)}</span>
          <span className={styles.spoken}>{label}</span>
        </>
      )}
    </span>
  );
}
