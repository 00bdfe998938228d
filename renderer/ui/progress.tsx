import { Label, ProgressBar } from 'react-aria-components';
import styles from './progress.module.css';

export interface ProgressProps {
  label: string;
  /** 0 to 1; null when the end is unknown. */
  value: number | null;
  /** e.g. "120 / 400". */
  note?: string | undefined;
}

export function Progress({ label, value, note }: ProgressProps) {
  return (
    <ProgressBar
      {...(value === null ? { isIndeterminate: true } : { value: value * 100 })}
      className={styles.progress ?? ''}
    >
      {({ percentage }) => (
        <>
          <Label className={styles.label ?? ''}>{label}</Label>
          {note !== undefined && <span className={`${styles.note} num`}>{note}</span>}
          <div className={styles.track}>
            <div className={styles.bar} style={{ width: `${percentage ?? 30}%` }} />
          </div>
        </>
      )}
    </ProgressBar>
  );
}
