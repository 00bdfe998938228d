import type { ReactNode } from 'react';
import { Copy, OctagonAlert } from 'lucide-react';
import { useText } from '#renderer/i18n/text.ts';
import { Button } from './button.tsx';
import { cx } from './class-names.ts';
import styles from './state.module.css';

export interface ErrorStateProps {
  what: ReactNode;
  /** What was kept. */
  safe?: ReactNode;
  todo?: ReactNode;
  /** Stable code for support; copyable. */
  code?: string | null | undefined;
  onRetry?: (() => void) | undefined;
  actions?: ReactNode;
  className?: string | undefined;
}

/** What happened, what is safe, what to do, the code last. */
export function ErrorState({
  what,
  safe,
  todo,
  code,
  onRetry,
  actions,
  className,
}: ErrorStateProps) {
  const t = useText();
  return (
    <div role="alert" className={cx(styles.state, className)}>
      <div className={cx(styles.icon, styles.bad)}>
        <OctagonAlert size={20} strokeWidth={1.75} aria-hidden />
      </div>
      <p className={styles.title}>{what}</p>
      <div className={styles.text}>
        {safe !== undefined && <p>{safe}</p>}
        {todo !== undefined && <p>{todo}</p>}
      </div>
      <div className={styles.actions}>
        {actions}
        {onRetry && <Button onPress={onRetry}>{t('ui.retry')}</Button>}
      </div>
      {code !== undefined && code !== null && code !== '' && (
        <Button
          kind="quiet"
          size="small"
          icon={<Copy size={12} aria-hidden />}
          aria-label={t('ui.copyCode', { code })}
          onPress={() => void navigator.clipboard.writeText(code)}
        >
          <code>{code}</code>
        </Button>
      )}
    </div>
  );
}
