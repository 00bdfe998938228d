import { useState } from 'react';
import { BadgeCheck, Copy, Plus, Trash2 } from 'lucide-react';
import type { ConversationId } from '#shared/lib/ids.ts';
import type { ContactView } from '#shared/contract/contact-rows.ts';
import { addressFrom, maskIdentity, shownAddress } from '#shared/domain/contact/identities.ts';
import type { Identity } from '#shared/domain/contact/parts.ts';
import { api } from '#renderer/bridge/api.ts';
import { explain } from '#renderer/i18n/explain.ts';
import { useText } from '#renderer/i18n/text.ts';
import { Hidden } from '#renderer/ui/hidden.tsx';
import { IconButton } from '#renderer/ui/icon-button.tsx';
import { Select } from '#renderer/ui/select.tsx';
import { TextField } from '#renderer/ui/text-field.tsx';
import { showToast } from '#renderer/ui/toast-queue.ts';
import { EditButtons } from './edit-buttons.tsx';
import { useReveal } from './use-reveal.tsx';
import styles from './contact-panel.module.css';

/** What a person may add by hand; a visitor is known by its own browser only. */
const kinds = ['email', 'phone', 'account', 'social'] as const;

interface IdentitiesCardProps {
  contact: ContactView;
  /** Where the addresses are looked at; null on the customer's own page. */
  conversationId: ConversationId | null;
}

/** Where a customer writes from, masked, each with whether it is proved. */
export function IdentitiesCard({ contact, conversationId }: IdentitiesCardProps) {
  const t = useText();
  const [isAdding, setAdding] = useState(false);
  const [add] = api.useContactAddIdentityMutation();
  const [remove] = api.useContactRemoveIdentityMutation();
  const { id: contactId } = contact;
  const reveal = useReveal(contactId, conversationId);
  const isLocked = contact.erased !== null;
  const failed = (error: unknown) => showToast({ text: explain(t, error), tone: 'danger' });
  const copy = (text: string) =>
    void navigator.clipboard.writeText(text).then(
      () => showToast({ text: t('app.done.copied'), group: 'copied' }),
      () => showToast({ text: t('app.copyFailed'), tone: 'danger', group: 'copied' }),
    );
  const takeOut = (identity: Identity) =>
    remove({ contactId, identity })
      .unwrap()
      .then(
        () =>
          showToast({
            text: t('contact.removed', { text: maskIdentity(identity) }),
            group: 'identity',
            action: {
              label: t('ui.undo'),
              keys: 'Z',
              onAct: () => void add({ contactId, identity }).unwrap().catch(failed),
            },
          }),
        failed,
      );
  return (
    <section className={styles.card}>
      <header className={styles.head}>
        <h2>{t('contact.identities')}</h2>
        <span className={styles.tools}>
          {contact.identities.length > 0 && reveal.eye}
          {!isLocked && (
            <IconButton
              size="small"
              kind="quiet"
              label={t('contact.add')}
              icon={<Plus size={14} aria-hidden />}
              onPress={() => setAdding(true)}
            />
          )}
        </span>
      </header>
      <ul className={styles.identities}>
        {contact.identities.map((one) => {
          const text = reveal.isShown ? shownAddress(one) : maskIdentity(one);
          return (
            <li key={`${one.kind} ${one.address}`}>
              <span className={styles.quiet}>{t(`contact.identity.${one.kind}`)}</span>
              <span className={styles.address} data-shown={reveal.isShown || undefined}>
                {text}
              </span>
              {one.isVerified && (
                <span className={styles.ok} title={t('contact.verified')}>
                  <BadgeCheck size={14} aria-hidden />
                  <Hidden>{t('contact.verified')}</Hidden>
                </span>
              )}
              <span className={styles.tools}>
                <IconButton
                  size="small"
                  kind="quiet"
                  label={t('contact.copy', { text: maskIdentity(one) })}
                  icon={<Copy size={13} aria-hidden />}
                  onPress={() => reveal.whenAllowed(() => copy(shownAddress(one)))}
                />
                {contact.identities.length > 1 && one.kind !== 'visitor' && (
                  <IconButton
                    size="small"
                    kind="quiet"
                    label={t('contact.remove', { text: maskIdentity(one) })}
                    icon={<Trash2 size={13} aria-hidden />}
                    onPress={() => void takeOut(one)}
                  />
                )}
              </span>
            </li>
          );
        })}
      </ul>
      {isAdding && (
        <AddForm
          onEnd={() => setAdding(false)}
          onAdd={(identity) => {
            add({ contactId, identity })
              .unwrap()
              .then(() => setAdding(false), failed);
          }}
        />
      )}
    </section>
  );
}

function AddForm({ onEnd, onAdd }: { onEnd: () => void; onAdd: (identity: Identity) => void }) {
  const t = useText();
  const [kind, setKind] = useState<(typeof kinds)[number]>('email');
  const [text, setText] = useState('');
  const [error, setError] = useState<string | undefined>(undefined);
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        if (text.trim() === '') return;
        const read = addressFrom(kind, text);
        if ('problem' in read)
          setError(t(`rejection.${read.problem}`, { text, kind: t(`contact.identity.${kind}`) }));
        else onAdd({ kind, address: read.address, isVerified: false });
      }}
    >
      <Select
        ariaLabel={t('contact.kind')}
        value={kind}
        options={kinds.map((id) => ({ id, label: t(`contact.identity.${id}`) }))}
        onChange={(next) => {
          setKind(next);
          setError(undefined);
        }}
      />
      <TextField
        aria-label={t('contact.address')}
        placeholder={t('contact.address')}
        value={text}
        onChange={(next) => {
          setText(next);
          setError(undefined);
        }}
        error={error}
        maxLength={400}
        // oxlint-disable-next-line jsx-a11y/no-autofocus -- one opened it to type
        autoFocus
      />
      <EditButtons onCancel={onEnd} isDisabled={text.trim() === ''} />
    </form>
  );
}
