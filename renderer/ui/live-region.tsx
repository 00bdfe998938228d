import { useSyncExternalStore } from 'react';
import { announcer } from './announcer.ts';
import styles from './hidden.module.css';

/** The window's two speaking regions; mounted once. */
export function LiveRegion() {
  const { polite, assertive } = useSyncExternalStore(announcer.subscribe, announcer.spoken);
  return (
    <>
      <output aria-live="polite" className={styles.hidden}>
        {polite}
      </output>
      <div role="alert" aria-live="assertive" className={styles.hidden}>
        {assertive}
      </div>
    </>
  );
}
