import { useState } from 'react';
import type { ContactView } from '#shared/contract/contact-rows.ts';
import { api } from '#renderer/bridge/api.ts';
import { explain } from '#renderer/i18n/explain.ts';
import { useLanguage, useText } from '#renderer/i18n/text.ts';
import { Banner } from '#renderer/ui/banner.tsx';
import { Button } from '#renderer/ui/button.tsx';
import { Dialog } from '#renderer/ui/dialog.tsx';
import { ErrorState } from '#renderer/ui/error-state.tsx';
import { SkeletonRows } from '#renderer/ui/skeleton.tsx';
import { TextField } from '#renderer/ui/text-field.tsx';
import { showToast } from '#renderer/ui/toast-queue.ts';
import styles from './contacts.module.css';

interface EraseDialogProps {
  isOpen: boolean;
  onClose: () => void;
  contact: ContactView;
}

/** Erasing a person: what goes, what stays, why, and the name typed to mean it. */
export function EraseDialog({ isOpen, onClose, contact }: EraseDialogProps) {
  const t = useText();
  return (
    <Dialog isOpen={isOpen} onClose={onClose} title={t('contacts.erase.title')} isQuestion>
      <EraseForm contact={contact} onClose={onClose} />
    </Dialog>
  );
}

function EraseForm({ contact, onClose }: Omit<EraseDialogProps, 'isOpen'>) {
  const t = useText();
  const mark = useLanguage() === 'zh-CN' ? '[已删除]' : '[erased]';
  const preview = api.useContactErasePreviewQuery(
    { contactId: contact.id },
    { refetchOnMountOrArgChange: true },
  );
  const [erase, erasing] = api.useContactEraseMutation();
  const [reason, setReason] = useState('');
  const [typed, setTyped] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  if (!preview.data)
    return preview.error ? (
      <ErrorState what={t('ui.failedWhat')} onRetry={() => void preview.refetch()} />
    ) : (
      <SkeletonRows count={3} />
    );
  const { counts, confirmation, backups, refusal } = preview.data;
  const isReady = refusal === null && reason.trim() !== '' && typed.trim() === confirmation.trim();
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        if (!isReady) return;
        erase({ contactId: contact.id, reason: reason.trim(), confirmation: typed, mark })
          .unwrap()
          .then(
            () => {
              onClose();
              showToast({ text: t('contacts.erase.done'), tone: 'success' });
            },
            (error: unknown) => setProblem(explain(t, error)),
          );
      }}
    >
      <p>{t('contacts.erase.text', { mark })}</p>
      <p>
        <strong>{t('contacts.erase.counts', counts)}</strong>
      </p>
      <p className={styles.quiet}>{t('contacts.erase.stays')}</p>
      {backups > 0 && <Banner tone="wa">{t('contacts.erase.backups', { count: backups })}</Banner>}
      {refusal !== null && (
        <Banner tone="da">
          {explain(t, { kind: 'rejected', code: refusal.code, details: refusal.details ?? {} })}
        </Banner>
      )}
      {problem !== null && <Banner tone="da">{problem}</Banner>}
      <TextField
        label={t('contacts.erase.reason')}
        placeholder={t('contacts.erase.reasonExample')}
        value={reason}
        onChange={setReason}
        maxLength={1000}
        isDisabled={refusal !== null}
      />
      <TextField
        label={t('contacts.erase.type', { text: confirmation })}
        value={typed}
        onChange={setTyped}
        isDisabled={refusal !== null}
      />
      <div className={styles.buttons}>
        <Button onPress={onClose}>{t('ui.cancel')}</Button>
        <Button kind="danger" type="submit" isDisabled={!isReady} isBusy={erasing.isLoading}>
          {t('contacts.erase.confirm')}
        </Button>
      </div>
    </form>
  );
}
