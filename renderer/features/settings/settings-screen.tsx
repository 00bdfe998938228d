import { useState, type ReactNode } from 'react';
import { useText } from '#renderer/i18n/text.ts';
import { cx } from '#renderer/ui/class-names.ts';
import { SearchField } from '#renderer/ui/search-field.tsx';
import { SourcesPage } from '#renderer/features/sources/sources-page.tsx';
import { AuditPage } from '#renderer/features/audit/audit-page.tsx';
import { CausesPage } from '#renderer/features/diagnosis/causes-page.tsx';
import { AboutPage } from './about-page.tsx';
import { AccountsPage } from './accounts-page.tsx';
import { BrandsPage } from './brands-page.tsx';
import { DepartmentsPage } from './departments-page.tsx';
import { ContactFieldsPage } from './contact-fields-page.tsx';
import { DataPage } from './data-page.tsx';
import { KeysPage } from './keys-page.tsx';
import { LookPage } from './look-page.tsx';
import { NotificationsPage } from './notifications-page.tsx';
import { pageGroups, type SettingsPage } from './pages.ts';
import { ProfilePage } from './profile-page.tsx';
import { SendingPage } from './sending-page.tsx';
import styles from './settings.module.css';

export interface SettingsScreenProps {
  page: SettingsPage;
  onPage: (page: SettingsPage) => void;
  /** Opens the introduction again. */
  onFirstRun: () => void;
}

/** Everything that can be set, one page per subject. */
export function SettingsScreen(props: SettingsScreenProps) {
  const { page, onPage } = props;
  const t = useText();
  const [filter, setFilter] = useState('');
  const wanted = filter.normalize('NFKC').trim().toLowerCase();
  const isWanted = (one: SettingsPage) =>
    `${t(`settings.page.${one}`)} ${t(`settings.words.${one}`)}`.toLowerCase().includes(wanted);
  const groups = pageGroups
    .map((group) => ({ ...group, pages: group.pages.filter(isWanted) }))
    .filter((group) => group.pages.length > 0);
  return (
    <section className={styles.screen} aria-label={t('settings.title')}>
      <nav className={styles.nav} aria-label={t('settings.title')}>
        <h1 className={styles.heading}>{t('settings.title')}</h1>
        <SearchField
          label={t('settings.find')}
          clearLabel={t('ui.clear')}
          value={filter}
          onChange={setFilter}
          onKeyDown={(event) => {
            const first = groups[0]?.pages[0];
            if (event.key === 'Enter' && wanted !== '' && first) onPage(first);
          }}
        />
        {groups.length === 0 && <p className={styles.none}>{t('settings.nothing')}</p>}
        {groups.map((group) => (
          <div key={group.title}>
            <p className={styles.groupTitle}>{t(group.title)}</p>
            <ul>
              {group.pages.map((one) => (
                <li key={one}>
                  <button
                    type="button"
                    className={styles.link}
                    aria-current={one === page ? 'page' : undefined}
                    onClick={() => onPage(one)}
                  >
                    {t(`settings.page.${one}`)}
                  </button>
                </li>
              ))}
            </ul>
          </div>
        ))}
      </nav>
      <div className={styles.page}>
        <div className={cx(styles.inner, page === 'audit' && styles.wide)}>{contentOf(props)}</div>
      </div>
    </section>
  );
}

function contentOf({ page, onFirstRun }: SettingsScreenProps): ReactNode {
  switch (page) {
    case 'profile':
      return <ProfilePage />;
    case 'look':
      return <LookPage />;
    case 'accounts':
      return <AccountsPage />;
    case 'sources':
      return <SourcesPage />;
    case 'brands':
      return <BrandsPage />;
    case 'departments':
      return <DepartmentsPage />;
    case 'contacts':
      return <ContactFieldsPage />;
    case 'keys':
      return <KeysPage />;
    case 'causes':
      return <CausesPage />;
    case 'data':
      return <DataPage />;
    case 'audit':
      return <AuditPage />;
    case 'about':
      return <AboutPage onFirstRun={onFirstRun} />;
    case 'sending':
      return <SendingPage />;
    case 'notifications':
      return <NotificationsPage />;
  }
}
