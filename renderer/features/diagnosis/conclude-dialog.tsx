import { useState } from 'react';
import type { ConversationId } from '#shared/lib/ids.ts';
import type { DiagnosisView } from '#shared/contract/diagnosis.ts';
import {
  paymentCauses,
  refundCauses,
  rootCause as rootCauseSchema,
  type RootCause,
} from '#shared/domain/diagnosis/root-causes.ts';
import { diagnosisApi } from '#renderer/bridge/diagnosis-api.ts';
import { explain } from '#renderer/i18n/explain.ts';
import { useText } from '#renderer/i18n/text.ts';
import { Button } from '#renderer/ui/button.tsx';
import { Dialog } from '#renderer/ui/dialog.tsx';
import { Select } from '#renderer/ui/select.tsx';
import { TextField } from '#renderer/ui/text-field.tsx';
import styles from './diagnosis.module.css';

interface ConcludeDialogProps {
  conversationId: ConversationId;
  handle: string | null;
  suggested: DiagnosisView['suggestion']['rootCause'];
  onClose: () => void;
  /** At the end of a conversation: what follows when the cause is kept, or is not wanted. */
  ending?: { onDone: () => void; onWithout: () => void };
}

/** Which cause it was: a suggestion is confirmed, another one needs a reason. */
export function ConcludeDialog(props: ConcludeDialogProps) {
  const { conversationId, handle, suggested, onClose, ending } = props;
  const t = useText();
  const [conclude, { isLoading, error }] = diagnosisApi.useDiagnosisConcludeMutation();
  const [cause, setCause] = useState<RootCause | 'withheld' | null>(suggested);
  const [reason, setReason] = useState('');
  const isSuggested = cause !== null && cause === suggested;
  const isReady = cause !== null && (isSuggested || reason.trim() !== '');
  const keep = () =>
    void conclude({
      conversationId,
      handle,
      rootCause: isSuggested ? 'suggested' : rootCauseSchema.parse(cause),
      reason: reason.trim() === '' ? null : reason.trim(),
    })
      .unwrap()
      .then(
        () => {
          onClose();
          ending?.onDone();
        },
        () => undefined,
      );
  const causes: (RootCause | 'withheld')[] = [
    ...(suggested === 'withheld' ? (['withheld'] as const) : []),
    ...paymentCauses,
    ...refundCauses,
  ];
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t(ending ? 'diagnosis.resolve.title' : 'diagnosis.conclude')}
      width="narrow"
      actions={
        <>
          {ending ? (
            <Button
              onPress={() => {
                onClose();
                ending.onWithout();
              }}
            >
              {t('diagnosis.resolve.without')}
            </Button>
          ) : (
            <Button onPress={onClose}>{t('ui.cancel')}</Button>
          )}
          <Button kind="primary" isBusy={isLoading} isDisabled={!isReady} onPress={keep}>
            {t(ending ? 'diagnosis.resolve.do' : 'diagnosis.conclude')}
          </Button>
        </>
      }
    >
      <div className={styles.form}>
        <Select
          label={t('diagnosis.conclude.cause')}
          value={cause}
          options={causes.map((id) => ({
            id,
            label:
              id === suggested
                ? `${t(`cause.${id}`)} · ${t('diagnosis.suggested')}`
                : t(`cause.${id}`),
          }))}
          onChange={setCause}
        />
        <TextField
          label={t('diagnosis.conclude.why')}
          value={reason}
          onChange={setReason}
          isRequired={!isSuggested}
          error={error ? explain(t, error) : undefined}
        />
      </div>
    </Dialog>
  );
}
