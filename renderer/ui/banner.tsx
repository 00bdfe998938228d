import type { ReactNode } from 'react';
import { CircleCheck, Info, OctagonAlert, TriangleAlert, X } from 'lucide-react';
import { useText } from '#renderer/i18n/text.ts';
import { cx } from './class-names.ts';
import { IconButton } from './icon-button.tsx';
import type { Tone } from './chip.tsx';
import styles from './banner.module.css';

const icons: Record<Tone, typeof Info> = {
  ok: CircleCheck,
  wa: TriangleAlert,
  da: OctagonAlert,
  pu: Info,
  ne: Info,
  ac: Info,
};

export interface BannerProps {
  tone?: Tone;
  children: ReactNode;
  action?: ReactNode;
  onClose?: () => void;
  /** `bar` spans an edge; `card` stands in the page. */
  look?: 'bar' | 'card';
}

export function Banner({ tone = 'ne', children, action, onClose, look = 'card' }: BannerProps) {
  const t = useText();
  const Icon = icons[tone];
  return (
    <div
      role={tone === 'da' ? 'alert' : 'status'}
      className={cx(styles.banner, styles[tone], styles[look])}
    >
      <Icon size={16} strokeWidth={1.75} aria-hidden />
      <div className={styles.text}>{children}</div>
      {action}
      {onClose && (
        <IconButton
          label={t('ui.close')}
          size="small"
          icon={<X size={14} aria-hidden />}
          onPress={onClose}
        />
      )}
    </div>
  );
}
