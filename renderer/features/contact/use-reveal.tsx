import { useEffect, useState, type KeyboardEvent, type ReactNode } from 'react';
import { Eye } from 'lucide-react';
import type { ContactId, ConversationId } from '#shared/lib/ids.ts';
import { SECOND_MS } from '#shared/lib/units.ts';
import { api } from '#renderer/bridge/api.ts';
import { explain } from '#renderer/i18n/explain.ts';
import { useText } from '#renderer/i18n/text.ts';
import { Button } from '#renderer/ui/button.tsx';
import { Dialog } from '#renderer/ui/dialog.tsx';
import { TextField } from '#renderer/ui/text-field.tsx';
import { showToast } from '#renderer/ui/toast-queue.ts';
import styles from './contact-panel.module.css';

/** Longest time a value stays in sight, however long the button is held. */
const LONGEST_MS = 30 * SECOND_MS;

/** Customers whose addresses this window gave a reason for, per conversation. */
const given = new Set<string>();

export interface Reveal {
  /** In sight now: the eye is held. */
  isShown: boolean;
  /** A reason was given for this conversation or visit. */
  isAllowed: boolean;
  /** The eye, and the question for the reason. */
  eye: ReactNode;
  /** Runs `act` once a reason is given; asks for it first. */
  whenAllowed: (act: () => void) => void;
}

/** Masked values are seen while a button is held; why is asked once per conversation, or per visit of a page. */
export function useReveal(contactId: ContactId, conversationId: ConversationId | null): Reveal {
  const t = useText();
  const key = `${conversationId ?? ''} ${contactId}`;
  const [isAllowed, setAllowed] = useState(() => conversationId !== null && given.has(key));
  const [isShown, setShown] = useState(false);
  const [isAsking, setAsking] = useState(false);
  const [tell] = api.useContactRevealMutation();
  useEffect(() => {
    if (!isShown) return undefined;
    const end = () => setShown(false);
    const timer = setTimeout(end, LONGEST_MS);
    window.addEventListener('blur', end);
    window.addEventListener('pointerup', end);
    return () => {
      clearTimeout(timer);
      window.removeEventListener('blur', end);
      window.removeEventListener('pointerup', end);
    };
  }, [isShown]);
  const begin = () => (isAllowed ? setShown(true) : setAsking(true));
  const isHoldKey = (event: KeyboardEvent) => event.key === ' ' || event.key === 'Enter';
  const eye = (
    <>
      <button
        type="button"
        className={styles.eye}
        aria-label={t('contacts.reveal.hold')}
        title={t('contacts.reveal.hold')}
        aria-pressed={isShown}
        onPointerDown={(event) => {
          if (event.button === 0) begin();
        }}
        onKeyDown={(event) => {
          if (!isHoldKey(event) || event.repeat) return;
          event.preventDefault();
          begin();
        }}
        onKeyUp={(event) => {
          if (isHoldKey(event)) setShown(false);
        }}
        onBlur={() => setShown(false)}
        onContextMenu={(event) => event.preventDefault()}
      >
        <Eye size={14} aria-hidden />
      </button>
      <Dialog
        isOpen={isAsking}
        onClose={() => setAsking(false)}
        title={t('contacts.reveal.title')}
        width="narrow"
      >
        <ReasonForm
          onCancel={() => setAsking(false)}
          onReason={(reason) =>
            void tell({ contactId, conversationId, reason })
              .unwrap()
              .then(
                () => {
                  if (conversationId !== null) given.add(key);
                  setAllowed(true);
                  setAsking(false);
                  showToast({ text: t('contacts.reveal.ready'), group: 'reveal' });
                },
                (error: unknown) => showToast({ text: explain(t, error), tone: 'danger' }),
              )
          }
        />
      </Dialog>
    </>
  );
  return {
    isShown,
    isAllowed,
    eye,
    whenAllowed: (act) => (isAllowed ? act() : setAsking(true)),
  };
}

function ReasonForm({
  onReason,
  onCancel,
}: {
  onReason: (reason: string) => void;
  onCancel: () => void;
}) {
  const t = useText();
  const [reason, setReason] = useState('');
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        if (reason.trim() !== '') onReason(reason.trim());
      }}
    >
      <p>{t('contacts.reveal.text')}</p>
      <TextField
        label={t('contacts.reveal.reason')}
        placeholder={t('contacts.reveal.example')}
        value={reason}
        onChange={setReason}
        maxLength={300}
        // oxlint-disable-next-line jsx-a11y/no-autofocus -- one opened it to type
        autoFocus
      />
      <div className={styles.buttons}>
        <Button onPress={onCancel}>{t('ui.cancel')}</Button>
        <Button kind="primary" type="submit" isDisabled={reason.trim() === ''}>
          {t('contacts.reveal.allow')}
        </Button>
      </div>
    </form>
  );
}
