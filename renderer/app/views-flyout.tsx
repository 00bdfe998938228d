import type { ReactNode } from 'react';
import { ChevronDown } from 'lucide-react';
import { Dialog, DialogTrigger, Popover } from 'react-aria-components';
import { useText } from '#renderer/i18n/text.ts';
import { Button } from '#renderer/ui/button.tsx';
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
    <DialogTrigger isOpen={isOpen} onOpenChange={onOpen}>
      <Button kind="quiet" size="small" className={styles.flyout}>
        <span className={styles.flyoutTitle}>{title}</span>
        <ChevronDown size={14} aria-hidden />
      </Button>
      <Popover placement="bottom start" offset={4} className={styles.popover ?? ''}>
        <Dialog aria-label={t('app.region.views')} className={styles.flyoutViews ?? ''}>
          {children}
        </Dialog>
      </Popover>
    </DialogTrigger>
  );
}
