import type { ReactNode } from 'react';
import { Dialog, DialogTrigger, Popover } from 'react-aria-components';
import styles from './flyout.module.css';

export interface FlyoutProps {
  /** The button that opens it. */
  button: ReactNode;
  /** Spoken name of what opens. */
  label: string;
  isOpen: boolean;
  onOpen: (isOpen: boolean) => void;
  children: ReactNode;
}

/** Content on a button, over the page; Esc and a click outside close it, the focus goes back. */
export function Flyout({ button, label, isOpen, onOpen, children }: FlyoutProps) {
  return (
    <DialogTrigger isOpen={isOpen} onOpenChange={onOpen}>
      {button}
      <Popover placement="bottom start" offset={4} className={styles.popover ?? ''}>
        <Dialog aria-label={label} className={styles.content ?? ''}>
          {children}
        </Dialog>
      </Popover>
    </DialogTrigger>
  );
}
