import { useState } from 'react';
import { ArrowLeft, Ellipsis } from 'lucide-react';
import type { ContactId, ConversationId, MessageId } from '#shared/lib/ids.ts';
import type { ContactView } from '#shared/contract/contact-rows.ts';
import { api } from '#renderer/bridge/api.ts';
import { explain } from '#renderer/i18n/explain.ts';
import { useText } from '#renderer/i18n/text.ts';
import { useRegion } from '#renderer/keys/command-provider.tsx';
import { IdentitiesCard } from '#renderer/features/contact/identities-card.tsx';
import { LinkedCard } from '#renderer/features/contact/linked-card.tsx';
import { PersonCard } from '#renderer/features/contact/person-card.tsx';
import { SuggestionsCard } from '#renderer/features/contact/suggestions-card.tsx';
import { Avatar } from '#renderer/ui/avatar.tsx';
import { Banner } from '#renderer/ui/banner.tsx';
import { Chip } from '#renderer/ui/chip.tsx';
import { EmptyState } from '#renderer/ui/empty-state.tsx';
import { ErrorState } from '#renderer/ui/error-state.tsx';
import { IconButton } from '#renderer/ui/icon-button.tsx';
import { Menu } from '#renderer/ui/menu.tsx';
import { SkeletonRows } from '#renderer/ui/skeleton.tsx';
import { Waiting } from '#renderer/ui/waiting.tsx';
import { ConsentsCard } from './consents-card.tsx';
import { EraseDialog } from './erase-dialog.tsx';
import { FieldsCard } from './fields-card.tsx';
import { LinkDialog } from './link-dialog.tsx';
import { PersonTimeline } from './person-timeline.tsx';
import styles from './contacts.module.css';

interface ContactPageProps {
  contactId: ContactId;
  onBack: () => void;
  onContact: (id: ContactId) => void;
  onOpenConversation: (id: ConversationId, messageId: MessageId | null) => void;
  onFields: () => void;
}

/** One customer whole: what is known, what was agreed to, who they also are, and everything said. */
export function ContactPage(props: ContactPageProps) {
  const { contactId, onBack } = props;
  const t = useText();
  const region = useRegion('contact', 30);
  const { data, error, refetch } = api.useContactGetQuery({ contactId });
  return (
    <section ref={region} className={styles.screen} aria-label={t('contact.title')}>
      {data ? (
        <Whole contact={data} {...props} />
      ) : (
        <>
          <header className={styles.head}>
            <BackButton onBack={onBack} />
          </header>
          {error ? (
            <ErrorState what={explain(t, error)} onRetry={() => void refetch()} />
          ) : data === null ? (
            <EmptyState title={t('contacts.missing')} />
          ) : (
            <Waiting shape={<SkeletonRows count={6} />} onRetry={() => void refetch()} />
          )}
        </>
      )}
    </section>
  );
}

function BackButton({ onBack }: { onBack: () => void }) {
  const t = useText();
  return (
    <IconButton
      label={t('contacts.back')}
      icon={<ArrowLeft size={18} aria-hidden />}
      onPress={onBack}
    />
  );
}

function Whole(props: ContactPageProps & { contact: ContactView }) {
  const { contact, onBack, onContact } = props;
  const t = useText();
  const [over, setOver] = useState<'link' | 'erase' | null>(null);
  const name = contact.erased?.mark ?? contact.name ?? t('contacts.unnamed');
  const root = contact.members.find((member) => member.id === contact.link?.intoId);
  return (
    <>
      <header className={styles.head}>
        <BackButton onBack={onBack} />
        <Avatar name={contact.name ?? ''} size={32} />
        <h1 className={styles.heading}>{name}</h1>
        <Chip tone={contact.kind === 'merchant' ? 'ac' : 'ne'}>
          {t(`words.contact.${contact.kind}`)}
        </Chip>
        {contact.isDemo && <Chip tone="pu">{t('contacts.demo')}</Chip>}
        {contact.link && (
          <Chip tone="ne">
            {t('contacts.linked.into', { name: root?.name ?? t('contacts.unnamed') })}
          </Chip>
        )}
        <span className={styles.quiet}>
          {t('contacts.timeline.counts', {
            total: contact.conversationCount,
            open: contact.openCount,
          })}
        </span>
        <span className={styles.gap} />
        {!contact.erased && (
          <Menu
            placement="bottom end"
            label={t('contacts.actions')}
            entries={[
              { id: 'link', label: t('contacts.linked.add'), isDisabled: contact.link !== null },
              'line',
              { id: 'erase', label: t('contacts.erase.act'), isDanger: true },
            ]}
            onChoose={(id) => setOver(id === 'erase' ? 'erase' : 'link')}
          >
            <IconButton label={t('contacts.actions')} icon={<Ellipsis size={18} aria-hidden />} />
          </Menu>
        )}
      </header>
      {contact.erased && (
        <div className={styles.bannerRow}>
          <Banner tone="ne">{t('contacts.erased')}</Banner>
        </div>
      )}
      <div className={styles.whole}>
        <div className={styles.cards}>
          <PersonCard contact={contact} />
          <IdentitiesCard contact={contact} conversationId={null} />
          <SuggestionsCard contact={contact} onContact={onContact} />
          <LinkedCard contact={contact} onContact={onContact} />
          <FieldsCard key={contact.kind} contact={contact} onManage={props.onFields} />
          <ConsentsCard contact={contact} />
        </div>
        <PersonTimeline contactId={contact.id} onOpen={props.onOpenConversation} />
      </div>
      <LinkDialog isOpen={over === 'link'} onClose={() => setOver(null)} contact={contact} />
      <EraseDialog isOpen={over === 'erase'} onClose={() => setOver(null)} contact={contact} />
    </>
  );
}
