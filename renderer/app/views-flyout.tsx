import type { ReactNode } from 'react';
import { ChevronDown } from 'lucide-react';
import { useText } from '#renderer/i18n/text.ts';
import { Button } from '#renderer/ui/button.tsx';
import { Flyout } from '#renderer/ui/flyout.tsx';
import styles from './inbox-screen.module.css';

interface ViewsFlyoutProps {
  title: string;
  isOpen: boolean;
  onOpen: (isOpen: boolean) => void;
  children: ReactNode;
}

/** The views, where there is no room for a column of them: the name of the list opens them. */
export function ViewsFlyout({ title, isOpen, onOpen, children }: ViewsFlyoutProps) {
  const t = useText();
  return (
    <Flyout
      label={t('app.region.views')}
      isOpen={isOpen}
      onOpen={onOpen}
      button={
        <Button kind="quiet" size="small" className={styles.flyout}>
          <span className={styles.flyoutTitle}>{title}</span>
          <ChevronDown size={14} aria-hidden />
        </Button>
      }
    >
      {children}
    </Flyout>
  );
}
