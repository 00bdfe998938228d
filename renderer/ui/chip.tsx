import type { ReactNode } from 'react';
import { X } from 'lucide-react';
import { Button as AriaButton } from 'react-aria-components';
import { cx } from './class-names.ts';
import styles from './chip.module.css';

/** Success, warning, danger, colleagues' side, neutral, accent. */
export type Tone = 'ok' | 'wa' | 'da' | 'pu' | 'ne' | 'ac';

export interface ChipProps {
  tone?: Tone;
  icon?: ReactNode;
  children: ReactNode;
  title?: string;
  onRemove?: () => void;
  removeLabel?: string;
  className?: string | undefined;
}

export function Chip({
  tone = 'ne',
  icon,
  children,
  title,
  onRemove,
  removeLabel,
  className,
}: ChipProps) {
  return (
    <span className={cx(styles.chip, styles[tone], className)} title={title}>
      {icon}
      <span className={styles.text}>{children}</span>
      {onRemove && (
        <AriaButton
          className={styles.remove ?? ''}
          aria-label={removeLabel ?? ''}
          onPress={onRemove}
        >
          <X size={12} aria-hidden />
        </AriaButton>
      )}
    </span>
  );
}
