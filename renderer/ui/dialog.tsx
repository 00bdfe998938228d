import type { ReactNode } from 'react';
import { X } from 'lucide-react';
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { useText } from '#renderer/i18n/text.ts';
import { cx } from './class-names.ts';
import { Button, type ButtonKind } from './button.tsx';
import { IconButton } from './icon-button.tsx';
import styles from './dialog.module.css';

export interface DialogProps {
  isOpen: boolean;
  onClose: () => void;
  title: ReactNode;
  children: ReactNode;
  /** Buttons, the main one last. */
  actions?: ReactNode;
  width?: 'narrow' | 'medium' | 'wide';
  /** For questions that must be answered: no closing by a click outside. */
  isQuestion?: boolean;
  /** For what is being written: a click outside does not close it. */
  staysOpen?: boolean;
}

/** Modal; focus goes in, Esc closes, focus goes back. */
export function Dialog(props: DialogProps) {
  const { isOpen, onClose, title, children, actions, width = 'medium' } = props;
  const { isQuestion = false, staysOpen = false } = props;
  const t = useText();
  return (
    <ModalOverlay
      isOpen={isOpen}
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      isDismissable={!isQuestion && !staysOpen}
      className={styles.overlay ?? ''}
    >
      <Modal className={cx(styles.modal, styles[width])}>
        <AriaDialog role={isQuestion ? 'alertdialog' : 'dialog'} className={styles.dialog ?? ''}>
          <header className={styles.head}>
            <Heading slot="title" className={styles.title ?? ''}>
              {title}
            </Heading>
            <IconButton
              label={t('ui.close')}
              size="small"
              icon={<X size={16} aria-hidden />}
              onPress={onClose}
            />
          </header>
          <div className={styles.body}>{children}</div>
          {actions !== undefined && <footer className={styles.actions}>{actions}</footer>}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}

export interface ConfirmProps {
  isOpen: boolean;
  onClose: () => void;
  title: ReactNode;
  children: ReactNode;
  confirmLabel: string;
  onConfirm: () => void;
  kind?: ButtonKind;
  isBusy?: boolean;
}

/** Asks before something that cannot be taken back. */
export function Confirm(props: ConfirmProps) {
  const { isOpen, onClose, title, children, confirmLabel, onConfirm, kind = 'danger' } = props;
  const t = useText();
  return (
    <Dialog
      isOpen={isOpen}
      onClose={onClose}
      title={title}
      width="narrow"
      isQuestion
      actions={
        <>
          {/* oxlint-disable-next-line jsx-a11y/no-autofocus -- the harmless answer is the ready one */}
          <Button onPress={onClose} autoFocus>
            {t('ui.cancel')}
          </Button>
          <Button kind={kind} onPress={onConfirm} isBusy={props.isBusy === true}>
            {confirmLabel}
          </Button>
        </>
      }
    >
      {children}
    </Dialog>
  );
}
