import { cx } from './class-names.ts';
import styles from './skeleton.module.css';

export interface SkeletonProps {
  /** CSS length. */
  width?: string;
  height?: string;
  shape?: 'line' | 'block' | 'circle';
}

/** Stands where text will be, in its size. */
export function Skeleton({ width = '100%', height = '12px', shape = 'line' }: SkeletonProps) {
  return (
    <span className={cx(styles.skeleton, styles[shape])} style={{ width, height }} aria-hidden />
  );
}

/** Rows like the list that is coming: a mark, a title and a line. */
export function SkeletonRows({
  count = 8,
  height = 'var(--row)',
}: {
  count?: number;
  height?: string;
}) {
  return (
    <div aria-hidden>
      {Array.from({ length: count }, (_, index) => (
        <div key={index} className={styles.row} style={{ height }}>
          <Skeleton shape="circle" width="20px" height="20px" />
          <div className={styles.lines}>
            <Skeleton width={`${38 + ((index * 17) % 30)}%`} />
            <Skeleton width={`${62 + ((index * 23) % 34)}%`} height="10px" />
          </div>
        </div>
      ))}
    </div>
  );
}
