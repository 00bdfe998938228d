import { useState } from 'react';
import { BadgeCheck, Copy, Pencil } from 'lucide-react';
import type { ContactId, ConversationId } from '#shared/lib/ids.ts';
import type { ContactView } from '#shared/contract/rows.ts';
import { api } from '#renderer/bridge/api.ts';
import { explain } from '#renderer/i18n/explain.ts';
import { useLanguage, useText } from '#renderer/i18n/text.ts';
import { Button } from '#renderer/ui/button.tsx';
import { ChannelIcon } from '#renderer/ui/channel-icon.tsx';
import { ErrorState } from '#renderer/ui/error-state.tsx';
import { dayName, listTime } from '#renderer/ui/format/times.ts';
import { Hidden } from '#renderer/ui/hidden.tsx';
import { IconButton } from '#renderer/ui/icon-button.tsx';
import { SkeletonRows } from '#renderer/ui/skeleton.tsx';
import { TextArea, TextField } from '#renderer/ui/text-field.tsx';
import { showToast } from '#renderer/ui/toast-queue.ts';
import { useNow } from '#renderer/ui/use-now.ts';
import styles from './contact-panel.module.css';

interface ContactPanelProps {
  contactId: ContactId;
  conversationId: ConversationId;
  onOpen: (id: ConversationId) => void;
}

/** Who writes: names, addresses with how far they are proved, a note, other conversations. */
export function ContactPanel({ contactId, conversationId, onOpen }: ContactPanelProps) {
  const t = useText();
  const { data, error, refetch } = api.useContactGetQuery({ contactId });
  if (error) return <ErrorState what={explain(t, error)} onRetry={() => void refetch()} />;
  if (!data) return <SkeletonRows count={4} />;
  return (
    <div className={styles.panel}>
      <Person contact={data} />
      <Identities contact={data} />
      <ThisConversation conversationId={conversationId} />
      <Others contactId={contactId} conversationId={conversationId} onOpen={onOpen} />
    </div>
  );
}

function Person({ contact }: { contact: ContactView }) {
  const t = useText();
  const language = useLanguage();
  const now = useNow();
  const [rename] = api.useContactRenameMutation();
  const [describe] = api.useContactDescribeMutation();
  const [editing, setEditing] = useState<'name' | 'note' | null>(null);
  const [text, setText] = useState('');
  const begin = (what: 'name' | 'note') => {
    setText((what === 'name' ? contact.name : contact.note) ?? '');
    setEditing(what);
  };
  const keep = () => {
    const contactId = contact.id;
    const kept =
      editing === 'name'
        ? rename({ contactId, name: text.trim() }).unwrap()
        : describe({
            contactId,
            kind: contact.kind,
            language: contact.language,
            timeZone: contact.timeZone,
            note: text.trim() === '' ? null : text.trim(),
          }).unwrap();
    kept.catch((error: unknown) => showToast({ text: explain(t, error), tone: 'danger' }));
    setEditing(null);
  };
  return (
    <section className={styles.card}>
      <header className={styles.head}>
        <h2>{t('contact.title')}</h2>
        <IconButton
          size="small"
          kind="quiet"
          label={t('contact.rename')}
          icon={<Pencil size={14} aria-hidden />}
          onPress={() => begin('name')}
        />
      </header>
      {editing === 'name' ? (
        <form
          onSubmit={(event) => {
            event.preventDefault();
            keep();
          }}
        >
          <TextField
            label={t('contact.name')}
            value={text}
            onChange={setText}
            // oxlint-disable-next-line jsx-a11y/no-autofocus -- one opened it to type
            autoFocus
            maxLength={200}
          />
          <EditButtons onCancel={() => setEditing(null)} isDisabled={text.trim() === ''} />
        </form>
      ) : (
        <dl className={styles.facts}>
          <dt>{t('contact.name')}</dt>
          <dd>{contact.name ?? t('contact.unknown')}</dd>
          {contact.language !== null && (
            <>
              <dt>{t('contact.language')}</dt>
              <dd>{contact.language}</dd>
            </>
          )}
        </dl>
      )}
      {editing === 'note' ? (
        <form
          onSubmit={(event) => {
            event.preventDefault();
            keep();
          }}
        >
          <TextArea
            label={t('contact.note')}
            value={text}
            onChange={setText}
            rows={3}
            placeholder={t('contact.note.placeholder')}
            // oxlint-disable-next-line jsx-a11y/no-autofocus -- one opened it to type
            autoFocus
          />
          <EditButtons onCancel={() => setEditing(null)} />
        </form>
      ) : (
        <button type="button" className={styles.note} onClick={() => begin('note')}>
          {contact.note ?? t('contact.note.add')}
        </button>
      )}
      <p className={styles.quiet}>
        {t('contact.since', { date: dayName(contact.createdAt, now, language) })}
      </p>
    </section>
  );
}

function EditButtons({
  onCancel,
  isDisabled = false,
}: {
  onCancel: () => void;
  isDisabled?: boolean;
}) {
  const t = useText();
  return (
    <div className={styles.buttons}>
      <Button size="small" onPress={onCancel}>
        {t('ui.cancel')}
      </Button>
      <Button size="small" kind="primary" type="submit" isDisabled={isDisabled}>
        {t('ui.save')}
      </Button>
    </div>
  );
}

function Identities({ contact }: { contact: ContactView }) {
  const t = useText();
  const copy = (text: string) =>
    void navigator.clipboard
      .writeText(text)
      .then(() => showToast({ text: t('app.done.copied'), group: 'copied' }));
  return (
    <section className={styles.card}>
      <h2>{t('contact.identities')}</h2>
      <ul className={styles.identities}>
        {contact.identities.map((one) => (
          <li key={`${one.kind} ${one.address}`}>
            <span className={styles.quiet}>{t(`contact.identity.${one.kind}`)}</span>
            <span className={styles.address}>{one.address.split('/').at(-1)}</span>
            {one.isVerified && (
              <span className={styles.ok} title={t('contact.verified')}>
                <BadgeCheck size={14} aria-hidden />
                <Hidden>{t('contact.verified')}</Hidden>
              </span>
            )}
            <IconButton
              size="small"
              kind="quiet"
              label={t('contact.copy', { text: one.address })}
              icon={<Copy size={13} aria-hidden />}
              onPress={() => copy(one.address)}
            />
          </li>
        ))}
      </ul>
    </section>
  );
}

function ThisConversation({ conversationId }: { conversationId: ConversationId }) {
  const t = useText();
  const { data } = api.useConversationGetQuery({ conversationId });
  const { data: accounts } = api.useAccountListQuery();
  const { data: brands } = api.useBrandListQuery();
  if (!data) return null;
  const { preChat } = data;
  const facts: [string, string | null | undefined][] = [
    [t('contact.number'), `#${data.number}`],
    [t('contact.brand'), brands?.find((brand) => brand.id === data.brandId)?.name],
    [t('contact.via'), accounts?.find((account) => account.id === data.accountId)?.address],
    [t('contact.account'), preChat?.accountName],
    [t('contact.order'), preChat?.orderNumber],
    [t('contact.topic'), preChat?.topic],
    [t('contact.page'), preChat?.pageUrl],
  ];
  return (
    <section className={styles.card}>
      <h2>{t('contact.preChat')}</h2>
      <dl className={styles.facts}>
        {facts.map(([label, value]) =>
          value ? (
            <div key={label} className={styles.fact}>
              <dt>{label}</dt>
              <dd>{value}</dd>
            </div>
          ) : null,
        )}
      </dl>
    </section>
  );
}

function Others({ contactId, conversationId, onOpen }: ContactPanelProps) {
  const t = useText();
  const language = useLanguage();
  const now = useNow();
  const { data = [] } = api.useContactConversationsQuery({ contactId, limit: 20 });
  const others = data.filter((one) => one.id !== conversationId);
  return (
    <section className={styles.card}>
      <h2>{t('contact.others')}</h2>
      {others.length === 0 && <p className={styles.quiet}>{t('contact.others.none')}</p>}
      <ul>
        {others.map((one) => (
          <li key={one.id}>
            <button type="button" className={styles.other} onClick={() => onOpen(one.id)}>
              <ChannelIcon channel={one.channel} />
              <span>{one.subject ?? one.preview?.text ?? `#${one.number}`}</span>
              <time className={styles.quiet}>{listTime(one.lastMessageAt, now, language)}</time>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
