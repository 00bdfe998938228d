import { LoaderCircle } from 'lucide-react';
import styles from './spinner.module.css';

/** Turns while something is on its way; still under reduced motion. */
export function Spinner({ size = 16 }: { size?: number }) {
  return (
    <LoaderCircle size={size} strokeWidth={1.75} className={styles.spinner ?? ''} aria-hidden />
  );
}
