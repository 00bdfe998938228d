import { useState } from 'react';
import type { ContactView } from '#shared/contract/contact-rows.ts';
import { api } from '#renderer/bridge/api.ts';
import { callErrorOf } from '#renderer/bridge/endpoints.ts';
import { useBridge } from '#renderer/bridge/engine-context.ts';
import { explain } from '#renderer/i18n/explain.ts';
import { useText } from '#renderer/i18n/text.ts';
import { Button } from '#renderer/ui/button.tsx';
import { Dialog } from '#renderer/ui/dialog.tsx';
import { RadioGroup } from '#renderer/ui/radio-group.tsx';
import { SearchField } from '#renderer/ui/search-field.tsx';
import { TextField } from '#renderer/ui/text-field.tsx';
import { showToast } from '#renderer/ui/toast-queue.ts';
import styles from './contacts.module.css';

interface LinkDialogProps {
  isOpen: boolean;
  onClose: () => void;
  contact: ContactView;
}
type Found = Awaited<
  ReturnType<ReturnType<typeof useBridge>['engine']['contact']['page']>
>['rows'][number];
const sure = ['100', '80', '60'] as const;

/** Another customer is the same person: which one, why, and how sure one is. */
export function LinkDialog({ isOpen, onClose, contact }: LinkDialogProps) {
  const t = useText();
  return (
    <Dialog isOpen={isOpen} onClose={onClose} title={t('contacts.link.title')} staysOpen>
      <LinkForm contact={contact} onClose={onClose} />
    </Dialog>
  );
}

function LinkForm({ contact, onClose }: Omit<LinkDialogProps, 'isOpen'>) {
  const t = useText();
  const { engine } = useBridge();
  const [link, linking] = api.useContactLinkMutation();
  const [unlink] = api.useContactUnlinkMutation();
  const [text, setText] = useState('');
  const [found, setFound] = useState<Found[]>([]);
  const [other, setOther] = useState<Found | null>(null);
  const [why, setWhy] = useState('');
  const [how, setHow] = useState<(typeof sure)[number]>('100');
  const failed = (error: unknown) => showToast({ text: explain(t, error), tone: 'danger' });
  const look = (wanted: string) => {
    if (wanted.trim() === '') {
      setFound([]);
      return;
    }
    engine.contact
      .page({ text: wanted, kind: null, sort: 'recent', after: null, limit: 8 })
      .then(({ rows }) =>
        setFound(rows.filter((row) => row.id !== contact.rootId && !row.isErased)),
      )
      .catch((error: unknown) => failed(callErrorOf(error)));
  };
  const put = () => {
    if (!other || why.trim() === '') return;
    const contactId = other.id;
    link({
      contactId,
      intoId: contact.id,
      evidence: [{ kind: 'agent-word', isVerified: false, note: why.trim() }],
      confidence: Number(how),
    })
      .unwrap()
      .then(() => {
        onClose();
        showToast({
          text: t('contacts.linked.done'),
          group: 'link',
          action: {
            label: t('ui.undo'),
            keys: 'Z',
            onAct: () => void unlink({ contactId }).unwrap().catch(failed),
          },
        });
      }, failed);
  };
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        put();
      }}
    >
      <p className={styles.quiet}>{t('contacts.link.hint')}</p>
      <SearchField
        label={t('contacts.link.find')}
        clearLabel={t('ui.clear')}
        value={text}
        onChange={setText}
        onSettle={look}
        // oxlint-disable-next-line jsx-a11y/no-autofocus -- one opened it to type
        autoFocus
      />
      {found.length > 0 && (
        <RadioGroup
          ariaLabel={t('contacts.link.find')}
          value={other?.id ?? ''}
          options={found.map((row) => ({
            id: row.id,
            label: row.name ?? t('contacts.unnamed'),
            note: row.addresses.map((one) => one.text).join(' · '),
          }))}
          onChange={(id) => setOther(found.find((row) => row.id === id) ?? null)}
        />
      )}
      <TextField
        label={t('contacts.link.why')}
        placeholder={t('contacts.link.whyExample')}
        value={why}
        onChange={setWhy}
        maxLength={1000}
      />
      <RadioGroup
        label={t('contacts.link.sure')}
        look="segments"
        value={how}
        options={sure.map((id) => ({ id, label: t(`contacts.link.sure.${id}`) }))}
        onChange={setHow}
      />
      <div className={styles.buttons}>
        <Button onPress={onClose}>{t('ui.cancel')}</Button>
        <Button
          kind="primary"
          type="submit"
          isBusy={linking.isLoading}
          isDisabled={other === null || why.trim() === ''}
        >
          {t('contacts.link.confirm')}
        </Button>
      </div>
    </form>
  );
}
