import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { Eye } from 'lucide-react';
import type { ConversationId } from '#shared/lib/ids.ts';
import type { RevealField } from '#shared/domain/transaction/shown.ts';
import { callErrorOf } from '#renderer/bridge/endpoints.ts';
import { useBridge } from '#renderer/bridge/engine-context.ts';
import { explain } from '#renderer/i18n/explain.ts';
import { useText } from '#renderer/i18n/text.ts';
import { Button } from '#renderer/ui/button.tsx';
import { Dialog } from '#renderer/ui/dialog.tsx';
import { TextField } from '#renderer/ui/text-field.tsx';
import { showToast } from '#renderer/ui/toast-queue.ts';
import styles from './records.module.css';

/** Why masked fields of a conversation may be seen: asked once, kept while the window is open. */
const reasons = new Map<ConversationId, string>();
const LONGEST_MS = 30_000;

/** A masked value that is whole while a key or the pointer is held on it. */
export function Masked(props: {
  conversationId: ConversationId;
  handle: string;
  field: RevealField;
  label: string;
  masked: string;
}) {
  const { conversationId, handle, field, label, masked } = props;
  const t = useText();
  const { engine } = useBridge();
  const [value, setValue] = useState<string | null>(null);
  const [isAsking, setAsking] = useState(false);
  const isHeld = useRef(false);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const hide = () => {
    isHeld.current = false;
    clearTimeout(timer.current);
    setValue(null);
  };
  useEffect(() => () => clearTimeout(timer.current), []);

  async function show() {
    const reason = reasons.get(conversationId);
    if (reason === undefined) {
      setAsking(true);
      return;
    }
    isHeld.current = true;
    try {
      const answer = await engine.verification.reveal({ conversationId, handle, field, reason });
      if (!answer.ok)
        showToast({
          text: explain(t, { kind: 'rejected', details: {}, ...answer.rejection }),
          tone: 'danger',
          group: 'reveal',
        });
      else if (isHeld.current) {
        setValue(answer.value);
        timer.current = setTimeout(hide, LONGEST_MS);
      }
    } catch (error) {
      showToast({ text: explain(t, callErrorOf(error)), tone: 'danger', group: 'reveal' });
    }
  }
  const isHoldKey = ({ key }: KeyboardEvent) => key === ' ' || key === 'Enter';
  return (
    <span className={styles.masked}>
      <span>{value ?? masked}</span>
      <button
        type="button"
        className={styles.hold}
        aria-label={t('record.reveal.hold', { field: label })}
        title={t('record.reveal.hold', { field: label })}
        onPointerDown={() => void show()}
        onPointerUp={hide}
        onPointerLeave={hide}
        onBlur={hide}
        onKeyDown={(event) => {
          if (!isHoldKey(event) || event.repeat) return;
          event.preventDefault();
          void show();
        }}
        onKeyUp={(event) => {
          if (isHoldKey(event)) hide();
        }}
      >
        <Eye size={12} aria-hidden />
      </button>
      {isAsking && (
        <WhyDialog
          onClose={() => setAsking(false)}
          onReason={(reason) => {
            reasons.set(conversationId, reason);
            setAsking(false);
          }}
        />
      )}
    </span>
  );
}

const LEAST = 3;

function WhyDialog({
  onClose,
  onReason,
}: {
  onClose: () => void;
  onReason: (reason: string) => void;
}) {
  const t = useText();
  const [text, setText] = useState('');
  const isReady = text.trim().length >= LEAST;
  return (
    <Dialog isOpen onClose={onClose} title={t('record.reveal.title')} width="narrow">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (isReady) onReason(text.trim());
        }}
      >
        <TextField
          label={t('verify.reason')}
          hint={t('record.reveal.hint')}
          value={text}
          onChange={setText}
          maxLength={500}
          // oxlint-disable-next-line jsx-a11y/no-autofocus -- one opens it to type
          autoFocus
        />
        <div className={styles.buttons}>
          <Button onPress={onClose}>{t('ui.cancel')}</Button>
          <Button kind="primary" type="submit" isDisabled={!isReady}>
            {t('record.reveal.continue')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
