import { useCallback, useState } from 'react';
import { ContactRound, Download, Plus, Upload } from 'lucide-react';
import type { ContactId, ConversationId, MessageId } from '#shared/lib/ids.ts';
import type { ContactListRow } from '#shared/contract/contact-rows.ts';
import type { ContactSort } from '#shared/contract/contacts.ts';
import type { ContactKind } from '#shared/domain/contact/parts.ts';
import type { EngineClient } from '#renderer/bridge/connection.ts';
import { useLanguage, useText } from '#renderer/i18n/text.ts';
import { useRegion } from '#renderer/keys/command-provider.tsx';
import { Button } from '#renderer/ui/button.tsx';
import { EmptyState } from '#renderer/ui/empty-state.tsx';
import { ErrorState } from '#renderer/ui/error-state.tsx';
import { count } from '#renderer/ui/format/numbers.ts';
import { SearchField } from '#renderer/ui/search-field.tsx';
import { Select } from '#renderer/ui/select.tsx';
import { SkeletonRows } from '#renderer/ui/skeleton.tsx';
import { Waiting } from '#renderer/ui/waiting.tsx';
import { ContactList } from './contact-list.tsx';
import { ContactPage } from './contact-page.tsx';
import { ExportDialog } from './export-dialog.tsx';
import { ImportDialog } from './import-dialog.tsx';
import { NewContactDialog } from './new-contact-dialog.tsx';
import { hasTag, usePages } from './use-pages.ts';
import styles from './contacts.module.css';

interface ContactsScreenProps {
  contactId: ContactId | null;
  onContact: (id: ContactId | null) => void;
  onOpenConversation: (id: ConversationId, messageId: MessageId | null) => void;
  /** To where the workspace's fields are defined. */
  onFields: () => void;
}

const kinds = ['all', 'user', 'merchant'] as const;
const sorts: readonly ContactSort[] = ['recent', 'name', 'new'];
const PAGE = 100;
type Over = 'new' | 'import' | 'export' | null;

/** Every customer, to look through and to look up; one of them whole. */
export function ContactsScreen(props: ContactsScreenProps) {
  const { contactId, onContact } = props;
  // The list stays as it was while one customer is open.
  const [text, setText] = useState('');
  const [asked, setAsked] = useState('');
  const [kind, setKind] = useState<(typeof kinds)[number]>('all');
  const [sort, setSort] = useState<ContactSort>('recent');
  if (contactId !== null)
    return (
      <ContactPage
        key={contactId}
        contactId={contactId}
        onBack={() => onContact(null)}
        onContact={onContact}
        onOpenConversation={props.onOpenConversation}
        onFields={props.onFields}
      />
    );
  return (
    <ListScreen
      text={text}
      onText={setText}
      asked={asked}
      onSettle={setAsked}
      kind={kind}
      onKind={setKind}
      sort={sort}
      onSort={setSort}
      onContact={onContact}
    />
  );
}

interface ListScreenProps {
  text: string;
  onText: (text: string) => void;
  asked: string;
  onSettle: (text: string) => void;
  kind: (typeof kinds)[number];
  onKind: (kind: (typeof kinds)[number]) => void;
  sort: ContactSort;
  onSort: (sort: ContactSort) => void;
  onContact: (id: ContactId) => void;
}

function ListScreen(props: ListScreenProps) {
  const { asked, sort, onContact } = props;
  const t = useText();
  const language = useLanguage();
  const region = useRegion('contacts', 30);
  const [over, setOver] = useState<Over>(null);
  const kind: ContactKind | null = props.kind === 'all' ? null : props.kind;
  const ask = useCallback(
    (engine: EngineClient, after: string | null) =>
      engine.contact.page({ text: asked, kind, sort, after, limit: PAGE }),
    [asked, kind, sort],
  );
  const pages = usePages<ContactListRow, string, Awaited<ReturnType<typeof ask>>>(ask, (change) =>
    hasTag(change, 'contacts', ...(sort === 'recent' ? ['inbox'] : [])),
  );
  const total = pages.first?.total ?? 0;
  const isNarrowed = asked.trim() !== '' || kind !== null;
  return (
    <section ref={region} className={styles.screen} aria-label={t('contacts.title')}>
      <header className={styles.head}>
        <h1 className={styles.heading}>{t('contacts.title')}</h1>
        <span className={styles.quiet} aria-live="polite">
          {pages.first &&
            t(pages.first.isCapped ? 'contacts.countCapped' : 'contacts.count', {
              count: pages.first.isCapped ? count(total, language) : total,
            })}
        </span>
        <span className={styles.gap} />
        <Button icon={<Plus size={16} aria-hidden />} onPress={() => setOver('new')}>
          {t('contacts.add')}
        </Button>
        <Button icon={<Upload size={16} aria-hidden />} onPress={() => setOver('import')}>
          {t('contacts.import')}
        </Button>
        <Button
          icon={<Download size={16} aria-hidden />}
          isDisabled={total === 0}
          onPress={() => setOver('export')}
        >
          {t('contacts.export')}
        </Button>
      </header>
      <div className={styles.filters}>
        <SearchField
          className={styles.find}
          label={t('contacts.find')}
          clearLabel={t('ui.clear')}
          value={props.text}
          onChange={props.onText}
          onSettle={props.onSettle}
        />
        <Select
          ariaLabel={t('contacts.kind.label')}
          value={props.kind}
          options={kinds.map((id) => ({
            id,
            label: id === 'all' ? t('contacts.kind.all') : t(`words.contact.${id}`),
          }))}
          onChange={props.onKind}
        />
        <Select
          ariaLabel={t('contacts.sort.label')}
          value={sort}
          options={sorts.map((id) => ({ id, label: t(`contacts.sort.${id}`) }))}
          onChange={props.onSort}
        />
      </div>
      <div className={styles.body} data-place="contacts">
        {pages.first === null ? (
          pages.error ? (
            <ErrorState
              what={t('ui.failedWhat')}
              safe={t('ui.failedSafe')}
              code={pages.error.code}
              onRetry={pages.again}
            />
          ) : (
            <Waiting shape={<SkeletonRows count={10} height="44px" />} onRetry={pages.again} />
          )
        ) : pages.rows.length === 0 ? (
          <EmptyState
            icon={<ContactRound size={24} strokeWidth={1.5} aria-hidden />}
            title={t(isNarrowed ? 'contacts.nothing' : 'contacts.none')}
          >
            {t(isNarrowed ? 'contacts.nothingHint' : 'contacts.noneHint')}
          </EmptyState>
        ) : (
          <ContactList
            rows={pages.rows}
            hasMore={pages.hasMore}
            isLoading={pages.isLoading}
            onMore={pages.more}
            onOpen={onContact}
          />
        )}
      </div>
      <NewContactDialog isOpen={over === 'new'} onClose={() => setOver(null)} onDone={onContact} />
      <ImportDialog isOpen={over === 'import'} onClose={() => setOver(null)} />
      <ExportDialog
        isOpen={over === 'export'}
        onClose={() => setOver(null)}
        text={asked}
        kind={kind}
        total={total}
      />
    </section>
  );
}
