import { useEffect, useRef, type ReactNode } from 'react';
import { X } from 'lucide-react';
import { useText } from '#renderer/i18n/text.ts';
import { IconButton } from './icon-button.tsx';
import { isImeKey } from './ime.ts';
import styles from './drawer.module.css';

export interface DrawerProps {
  isOpen: boolean;
  onClose: () => void;
  title: string;
  children: ReactNode;
  /** Beside the title. */
  actions?: ReactNode;
  /** Pixels. */
  width?: number;
}

/** A panel over the right edge. Not modal: the page under it stays usable. */
export function Drawer({ isOpen, onClose, title, children, actions, width = 344 }: DrawerProps) {
  const t = useText();
  const panel = useRef<HTMLElement>(null);
  useEffect(() => {
    if (!isOpen) return undefined;
    const before = document.activeElement;
    panel.current?.focus();
    return () => {
      if (before instanceof HTMLElement) before.focus();
    };
  }, [isOpen]);
  if (!isOpen) return null;
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- Esc from anywhere inside
    <aside
      ref={panel}
      tabIndex={-1}
      aria-label={title}
      className={styles.drawer}
      style={{ width }}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && !isImeKey(event)) {
          event.stopPropagation();
          onClose();
        }
      }}
    >
      <header className={styles.head}>
        <h2 className={styles.title}>{title}</h2>
        {actions}
        <IconButton
          label={t('ui.close')}
          size="small"
          icon={<X size={16} aria-hidden />}
          onPress={onClose}
        />
      </header>
      <div className={styles.body}>{children}</div>
    </aside>
  );
}
