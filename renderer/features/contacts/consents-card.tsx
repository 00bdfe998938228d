import { useState } from 'react';
import { Plus } from 'lucide-react';
import type { ContactView } from '#shared/contract/contact-rows.ts';
import type { Consent } from '#shared/domain/contact/parts.ts';
import { api } from '#renderer/bridge/api.ts';
import { explain } from '#renderer/i18n/explain.ts';
import { useLanguage, useText } from '#renderer/i18n/text.ts';
import { EditButtons } from '#renderer/features/contact/edit-buttons.tsx';
import { Button } from '#renderer/ui/button.tsx';
import { Confirm } from '#renderer/ui/dialog.tsx';
import { localInput } from '#renderer/ui/format/date-input.ts';
import { dayAndTime } from '#renderer/ui/format/times.ts';
import { IconButton } from '#renderer/ui/icon-button.tsx';
import { TextField } from '#renderer/ui/text-field.tsx';
import { showToast } from '#renderer/ui/toast-queue.ts';
import { useNow } from '#renderer/ui/use-now.ts';
import styles from './contacts.module.css';

/** What the customer agreed to, how, when, and what they took back. */
export function ConsentsCard({ contact }: { contact: ContactView }) {
  const t = useText();
  const language = useLanguage();
  const now = useNow();
  const [isAdding, setAdding] = useState(false);
  const [asked, setAsked] = useState<Consent | null>(null);
  const [withdraw] = api.useContactWithdrawConsentMutation();
  const failed = (error: unknown) => showToast({ text: explain(t, error), tone: 'danger' });
  return (
    <section className={styles.card}>
      <header className={styles.cardHead}>
        <h2>{t('contacts.consents')}</h2>
        {contact.erased === null && (
          <IconButton
            size="small"
            label={t('contacts.consents.add')}
            icon={<Plus size={14} aria-hidden />}
            onPress={() => setAdding(true)}
          />
        )}
      </header>
      {contact.consents.length === 0 && !isAdding && (
        <p className={styles.quiet}>{t('contacts.consents.none')}</p>
      )}
      <ul>
        {contact.consents.map((one) => (
          <li
            key={one.consentId}
            className={styles.consent}
            data-over={one.withdrawnAt !== null || undefined}
          >
            <div>
              <strong>{one.purpose}</strong>
              <p className={styles.quiet}>
                {t('contacts.consents.given', {
                  time: dayAndTime(one.givenAt, now, language),
                  how: one.how,
                })}
              </p>
              {one.withdrawnAt !== null && (
                <p className={styles.quiet}>
                  {t('contacts.consents.withdrawn', {
                    time: dayAndTime(one.withdrawnAt, now, language),
                  })}
                </p>
              )}
            </div>
            {one.withdrawnAt === null && contact.erased === null && (
              <Button size="small" onPress={() => setAsked(one)}>
                {t('contacts.consents.withdraw')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {isAdding && <ConsentForm contact={contact} onEnd={() => setAdding(false)} />}
      <Confirm
        isOpen={asked !== null}
        onClose={() => setAsked(null)}
        title={t('contacts.consents.withdrawAsk', { purpose: asked?.purpose ?? '' })}
        confirmLabel={t('contacts.consents.withdraw')}
        onConfirm={() => {
          setAsked(null);
          if (asked)
            withdraw({ contactId: contact.id, consentId: asked.consentId }).unwrap().catch(failed);
        }}
      >
        {t('contacts.consents.withdrawText')}
      </Confirm>
    </section>
  );
}

function ConsentForm({ contact, onEnd }: { contact: ContactView; onEnd: () => void }) {
  const t = useText();
  const [give] = api.useContactConsentMutation();
  const [purpose, setPurpose] = useState('');
  const [how, setHow] = useState('');
  const [at, setAt] = useState(() => localInput(Date.now()));
  const givenAt = Date.parse(at);
  const isReady = purpose.trim() !== '' && how.trim() !== '' && !Number.isNaN(givenAt);
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        if (!isReady) return;
        give({ contactId: contact.id, purpose: purpose.trim(), how: how.trim(), givenAt })
          .unwrap()
          .then(onEnd, (error: unknown) => showToast({ text: explain(t, error), tone: 'danger' }));
      }}
    >
      <TextField
        label={t('contacts.consents.purpose')}
        placeholder={t('contacts.consents.purposeExample')}
        value={purpose}
        onChange={setPurpose}
        maxLength={200}
        // oxlint-disable-next-line jsx-a11y/no-autofocus -- one opened it to type
        autoFocus
      />
      <TextField
        label={t('contacts.consents.how')}
        placeholder={t('contacts.consents.howExample')}
        value={how}
        onChange={setHow}
        maxLength={200}
      />
      <TextField
        label={t('contacts.consents.at')}
        type="datetime-local"
        value={at}
        onChange={setAt}
      />
      <EditButtons onCancel={onEnd} isDisabled={!isReady} />
    </form>
  );
}
