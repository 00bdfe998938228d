import { useState } from 'react';
import type { ContactId } from '#shared/lib/ids.ts';
import { addressFrom } from '#shared/domain/contact/identities.ts';
import type { ContactKind, IdentityKind } from '#shared/domain/contact/parts.ts';
import { api } from '#renderer/bridge/api.ts';
import { explain } from '#renderer/i18n/explain.ts';
import { useText } from '#renderer/i18n/text.ts';
import { Button } from '#renderer/ui/button.tsx';
import { Dialog } from '#renderer/ui/dialog.tsx';
import { RadioGroup } from '#renderer/ui/radio-group.tsx';
import { Select } from '#renderer/ui/select.tsx';
import { TextField } from '#renderer/ui/text-field.tsx';
import styles from './contacts.module.css';

interface NewContactDialogProps {
  isOpen: boolean;
  onClose: () => void;
  onDone: (id: ContactId) => void;
}
const identityKinds = ['phone', 'email', 'account', 'social'] as const;

export function NewContactDialog({ isOpen, onClose, onDone }: NewContactDialogProps) {
  const t = useText();
  return (
    <Dialog
      isOpen={isOpen}
      onClose={onClose}
      title={t('contacts.new.title')}
      width="narrow"
      staysOpen
    >
      <NewContactForm onClose={onClose} onDone={onDone} />
    </Dialog>
  );
}

function NewContactForm({ onClose, onDone }: Omit<NewContactDialogProps, 'isOpen'>) {
  const t = useText();
  const [add, adding] = api.useContactAddMutation();
  const [name, setName] = useState('');
  const [kind, setKind] = useState<ContactKind>('user');
  const [identityKind, setIdentityKind] = useState<IdentityKind>('phone');
  const [text, setText] = useState('');
  const [error, setError] = useState<string | undefined>(undefined);
  const submit = () => {
    const wanted = text.trim();
    if (wanted !== '') {
      const read = addressFrom(identityKind, wanted);
      if ('problem' in read) {
        const named = t(`contact.identity.${identityKind}`);
        setError(t(`rejection.${read.problem}`, { text: wanted, kind: named }));
        return;
      }
    }
    const identity = wanted === '' ? null : { kind: identityKind, text: wanted };
    add({ name: name.trim(), kind, identity })
      .unwrap()
      .then(
        ({ contactId }) => {
          onClose();
          onDone(contactId);
        },
        (failure: unknown) => setError(explain(t, failure)),
      );
  };
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        if (name.trim() !== '') submit();
      }}
    >
      <TextField
        label={t('contact.name')}
        value={name}
        onChange={setName}
        maxLength={200}
        isRequired
        // oxlint-disable-next-line jsx-a11y/no-autofocus -- one opened it to type
        autoFocus
      />
      <RadioGroup
        label={t('contact.kind')}
        look="segments"
        value={kind}
        options={(['user', 'merchant'] as const).map((id) => ({
          id,
          label: t(`words.contact.${id}`),
        }))}
        onChange={setKind}
      />
      <Select
        label={t('contact.identities')}
        value={identityKind}
        options={identityKinds.map((id) => ({ id, label: t(`contact.identity.${id}`) }))}
        onChange={(next) => {
          setIdentityKind(next);
          setError(undefined);
        }}
      />
      <TextField
        aria-label={t('contacts.new.address')}
        placeholder={t('contacts.new.address')}
        value={text}
        onChange={(next) => {
          setText(next);
          setError(undefined);
        }}
        error={error}
        maxLength={400}
      />
      <div className={styles.buttons}>
        <Button onPress={onClose}>{t('ui.cancel')}</Button>
        <Button
          kind="primary"
          type="submit"
          isBusy={adding.isLoading}
          isDisabled={name.trim() === ''}
        >
          {t('contacts.new.create')}
        </Button>
      </div>
    </form>
  );
}
