import { ContactRound, Search, Tag } from 'lucide-react';
import type { ContactId, ConversationId } from '#shared/lib/ids.ts';
import { api } from '#renderer/bridge/api.ts';
import { CasesCard } from '#renderer/features/cases/cases-card.tsx';
import { explain } from '#renderer/i18n/explain.ts';
import { useLanguage, useText } from '#renderer/i18n/text.ts';
import { useKeyText, useRunCommand } from '#renderer/keys/command-provider.tsx';
import { Button } from '#renderer/ui/button.tsx';
import { ChannelIcon } from '#renderer/ui/channel-icon.tsx';
import { Chip } from '#renderer/ui/chip.tsx';
import { ErrorState } from '#renderer/ui/error-state.tsx';
import { listTime } from '#renderer/ui/format/times.ts';
import { IconButton } from '#renderer/ui/icon-button.tsx';
import { SkeletonRows } from '#renderer/ui/skeleton.tsx';
import { useNow } from '#renderer/ui/use-now.ts';
import { IdentitiesCard } from './identities-card.tsx';
import { LinkedCard } from './linked-card.tsx';
import { PersonCard } from './person-card.tsx';
import { SuggestionsCard } from './suggestions-card.tsx';
import styles from './contact-panel.module.css';

interface ContactPanelProps {
  contactId: ContactId;
  conversationId: ConversationId;
  onOpen: (id: ConversationId) => void;
  /** Looks for everything of this person. */
  onSearch: (text: string) => void;
  /** The customer's own page. */
  onContact: (id: ContactId) => void;
}

/** Who writes: names, addresses with how far they are proved, a note, this and earlier conversations. */
export function ContactPanel(props: ContactPanelProps) {
  const { contactId, conversationId, onOpen, onSearch, onContact } = props;
  const t = useText();
  const { data, error, refetch } = api.useContactGetQuery({ contactId });
  if (error) return <ErrorState what={explain(t, error)} onRetry={() => void refetch()} />;
  if (!data) return <SkeletonRows count={4} />;
  const mail = data.identities.find((one) => one.kind === 'email')?.address;
  return (
    <div className={styles.panel}>
      <PersonCard contact={data} />
      <Button
        size="small"
        kind="quiet"
        icon={<ContactRound size={14} aria-hidden />}
        onPress={() => onContact(contactId)}
      >
        {t('contact.openPage')}
      </Button>
      <IdentitiesCard contact={data} conversationId={conversationId} />
      <SuggestionsCard contact={data} onContact={onContact} />
      <LinkedCard contact={data} onContact={onContact} />
      <ThisConversation conversationId={conversationId} />
      <CasesCard conversationId={conversationId} />
      <Others
        contactId={contactId}
        conversationId={conversationId}
        onOpen={onOpen}
        onSearch={() => onSearch(mail === undefined ? `"${data.name ?? ''}"` : `from:${mail}`)}
      />
    </div>
  );
}

function ThisConversation({ conversationId }: { conversationId: ConversationId }) {
  const t = useText();
  const run = useRunCommand();
  const keyText = useKeyText();
  const { data } = api.useConversationGetQuery({ conversationId });
  if (!data) return null;
  const { preChat } = data;
  const facts: [string, string | null | undefined][] = [
    [t('contact.number'), `#${data.number}`],
    [t('contact.brand'), data.brandName],
    [t('contact.via'), data.accountAddress || data.accountName],
    [t('contact.account'), preChat?.accountName],
    [t('contact.order'), preChat?.orderNumber],
    [t('contact.topic'), preChat?.topic],
    [t('contact.page'), preChat?.pageUrl],
  ];
  return (
    <section className={styles.card}>
      <header className={styles.head}>
        <h2>{t('contact.preChat')}</h2>
        <IconButton
          size="small"
          kind="quiet"
          label={t('app.act.tag')}
          keys={keyText('conversation.labels')}
          icon={<Tag size={14} aria-hidden />}
          onPress={() => run('conversation.labels')}
        />
      </header>
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
      {data.tags.length > 0 && (
        <div className={styles.tags}>
          {data.tags.map((tag) => (
            <Chip key={tag} tone="pu">
              {tag}
            </Chip>
          ))}
        </div>
      )}
    </section>
  );
}

interface OthersProps {
  contactId: ContactId;
  conversationId: ConversationId;
  onOpen: (id: ConversationId) => void;
  onSearch: () => void;
}

function Others({ contactId, conversationId, onOpen, onSearch }: OthersProps) {
  const t = useText();
  const language = useLanguage();
  const now = useNow();
  const { data = [] } = api.useContactConversationsQuery({ contactId, limit: 20 });
  const others = data.filter((one) => one.id !== conversationId);
  return (
    <section className={styles.card}>
      <header className={styles.head}>
        <h2>{t('contact.others')}</h2>
        {others.length > 0 && <span className={styles.quiet}>{others.length}</span>}
      </header>
      {others.length === 0 && <p className={styles.quiet}>{t('contact.others.none')}</p>}
      <ul>
        {others.map((one) => (
          <li key={one.id}>
            <button type="button" className={styles.other} onClick={() => onOpen(one.id)}>
              <ChannelIcon channel={one.channel} />
              <span className={styles.otherText}>
                {one.subject ?? one.preview?.text ?? `#${one.number}`}
              </span>
              {one.status === 'resolved' && (
                <span className={styles.quiet}>{t('words.status.resolved')}</span>
              )}
              <time className={styles.quiet}>{listTime(one.lastMessageAt, now, language)}</time>
            </button>
          </li>
        ))}
      </ul>
      <Button
        kind="quiet"
        size="small"
        className={styles.search}
        icon={<Search size={14} aria-hidden />}
        onPress={onSearch}
      >
        {t('contact.search')}
      </Button>
    </section>
  );
}
