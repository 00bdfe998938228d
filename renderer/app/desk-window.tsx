import { useEffect, useState } from 'react';
import type { ConversationId } from '#shared/lib/ids.ts';
import { defaultPreferences } from '#shared/contract/preferences.ts';
import { api } from '#renderer/bridge/api.ts';
import { callDesk, findDesk } from '#renderer/bridge/desk-verbs.ts';
import { CommandProvider, useCommand } from '#renderer/keys/command-provider.tsx';
import { platformFrom } from '#renderer/keys/platform.ts';
import { CasesScreen } from '#renderer/features/cases/cases-screen.tsx';
import { ContactsScreen } from '#renderer/features/contacts/contacts-screen.tsx';
import { FirstRun } from '#renderer/features/first-run/first-run.tsx';
import { KeySheet } from '#renderer/features/key-sheet/key-sheet.tsx';
import { NewMail } from '#renderer/features/new-mail/new-mail.tsx';
import { Alerts } from '#renderer/features/notifications/alerts.tsx';
import { NotificationCentre } from '#renderer/features/notifications/notification-centre.tsx';
import { OutboxScreen } from '#renderer/features/outbox/outbox-screen.tsx';
import { Palette } from '#renderer/features/palette/palette.tsx';
import { SearchScreen } from '#renderer/features/search/search-screen.tsx';
import { pageFrom } from '#renderer/features/settings/pages.ts';
import { usePreferences } from '#renderer/features/settings/use-preferences.ts';
import { SettingsScreen } from '#renderer/features/settings/settings-screen.tsx';
import { LiveRegion } from '#renderer/ui/live-region.tsx';
import { ToastRegion } from '#renderer/ui/toast-region.tsx';
import { CrashBoundary } from './crash-boundary.tsx';
import { InboxScreen } from './inbox-screen.tsx';
import { go, home, type Place, placeFrom, usePlace } from './place.ts';
import { PopOutScreen } from './pop-out-screen.tsx';
import { Rail } from './rail.tsx';
import { StatusBar } from './status-bar.tsx';
import { TopBar } from './top-bar.tsx';
import { useLook } from './use-look.ts';
import { WindowBanners } from './window-banners.tsx';
import styles from './desk-window.module.css';

const platform = platformFrom(findDesk()?.platform ?? navigator.platform);

/** The whole window: bars around, one screen inside, and what lies over them. */
export function DeskWindow() {
  const { data = defaultPreferences } = api.usePreferencesGetQuery();
  useLook(data);
  return (
    <CommandProvider platform={platform} remapped={data.keys} singleKeys={data.singleKeys}>
      <Frame />
      <ToastRegion />
      <LiveRegion />
    </CommandProvider>
  );
}

type Over = 'palette' | 'keys' | 'notices' | 'new-mail' | null;

const openConversation = (id: ConversationId) => go({ ...home, view: 'all', conversationId: id });
const openSettings = (page = 'profile') => go({ screen: 'settings', page });

function Frame() {
  const place = usePlace();
  const [over, setOver] = useState<Over>(null);
  const [isFirstRun, setFirstRun] = useState<boolean | null>(null);
  const close = () => setOver(null);
  useWindowCommands(setOver);
  useEffect(() => {
    callDesk('onGo', (to: unknown) => {
      if (typeof to === 'string' && to.startsWith('#')) go(placeFrom(to));
    });
  }, []);
  const { data: me } = api.useSessionMeQuery();
  const { data: views } = api.useInboxViewsQuery();
  const { data: notices } = api.useNotificationPageQuery({ limit: 50 });
  const openId = place.screen === 'inbox' ? place.conversationId : null;
  // Decided once: a channel connected on the way does not end the introduction.
  if (isFirstRun === null && me) setFirstRun(me.isFirstRun);
  if (isFirstRun ?? false) return <FirstRun onDone={() => setFirstRun(false)} />;
  if (place.screen === 'conversation')
    return (
      <main className={styles.alone}>
        <WindowBanners />
        <Screen place={place} onFirstRun={() => setFirstRun(true)} />
      </main>
    );
  return (
    <div className={styles.window}>
      <TopBar onPalette={() => setOver('palette')} onSettings={() => openSettings()} />
      <div className={styles.banners}>
        <WindowBanners />
      </div>
      <div className={styles.middle}>
        <Rail
          place={place}
          unread={views?.views.find((one) => one.view === 'all')?.unread ?? 0}
          notices={notices?.openCount ?? 0}
          onNotices={() => setOver('notices')}
          onKeys={() => setOver('keys')}
        />
        <main className={styles.screen}>
          <CrashBoundary resetKey={place.screen}>
            <Screen place={place} onFirstRun={() => setFirstRun(true)} />
          </CrashBoundary>
          <NotificationCentre
            isOpen={over === 'notices'}
            onClose={close}
            onOpenConversation={openConversation}
            onSettings={() => openSettings('notifications')}
            onAccounts={() => openSettings('accounts')}
          />
        </main>
      </div>
      <StatusBar />
      <Palette
        isOpen={over === 'palette'}
        onClose={close}
        onOpenConversation={openConversation}
        onOpenContact={(contactId) => go({ screen: 'contacts', contactId })}
        onSearch={(text) => go({ screen: 'search', text })}
      />
      <KeySheet isOpen={over === 'keys'} onClose={close} onEdit={() => openSettings('keys')} />
      <NewMail
        isOpen={over === 'new-mail'}
        onClose={close}
        onOpenConversation={openConversation}
        onConnect={() => openSettings('accounts')}
      />
      <Alerts openId={openId} onOpenConversation={openConversation} />
    </div>
  );
}

function Screen({ place, onFirstRun }: { place: Place; onFirstRun: () => void }) {
  switch (place.screen) {
    case 'inbox':
      return <InboxScreen place={place} />;
    case 'search':
      return (
        <SearchScreen
          text={place.text}
          onText={(text) => go({ screen: 'search', text }, { isStep: false })}
          onOpen={(conversationId, messageId) =>
            go({ ...home, view: 'all', conversationId, messageId })
          }
        />
      );
    case 'conversation':
      return <PopOutScreen conversationId={place.conversationId} />;
    case 'cases':
      return (
        <CasesScreen
          filter={place.filter}
          caseId={place.caseId}
          onFilter={(filter) => go({ ...place, filter, caseId: null })}
          onClose={() => go({ ...place, caseId: null })}
        />
      );
    case 'contacts':
      return (
        <ContactsScreen
          contactId={place.contactId}
          onContact={(contactId) => go({ screen: 'contacts', contactId })}
          onOpenConversation={(conversationId, messageId) =>
            go({ ...home, view: 'all', conversationId, messageId })
          }
          onFields={() => openSettings('contacts')}
        />
      );
    case 'outbox':
      return <OutboxScreen onOpenConversation={openConversation} />;
    case 'settings':
      return (
        <SettingsScreen
          page={pageFrom(place.page)}
          onPage={(page) => go({ screen: 'settings', page })}
          onFirstRun={onFirstRun}
        />
      );
  }
}

function useWindowCommands(setOver: (over: Over) => void) {
  const [, change] = usePreferences();
  useCommand('palette.open', () => setOver('palette'));
  useCommand('key-sheet.open', () => setOver('keys'));
  useCommand('key-sheet.peek', () => setOver('keys'));
  useCommand('mail.compose', () => setOver('new-mail'));
  useCommand('go.inbox', () => go(home));
  useCommand('go.mine', () => go({ ...home, view: 'mine' }));
  useCommand('go.unassigned', () => go({ ...home, view: 'unassigned' }));
  const cases = { screen: 'cases', filter: 'open', caseId: null } as const;
  useCommand('go.cases', () => go(cases));
  useCommand('go.cases-by-letter', () => go(cases));
  useCommand('go.contacts', () => go({ screen: 'contacts', contactId: null }));
  useCommand('go.contacts-by-letter', () => go({ screen: 'contacts', contactId: null }));
  useCommand('go.outbox', () => go({ screen: 'outbox' }));
  useCommand('go.outbox-by-letter', () => go({ screen: 'outbox' }));
  useCommand('go.settings', () => go({ screen: 'settings', page: '' }));
  useCommand('go.settings-by-letter', () => go({ screen: 'settings', page: '' }));
  useCommand('go.notifications', () => setOver('notices'));
  useCommand('search.open', () => go({ screen: 'search', text: '' }));
  useCommand('theme.toggle', () => {
    const isDark = document.documentElement.dataset['theme'] === 'dark';
    change({ theme: isDark ? 'light' : 'dark' });
  });
  useCommand('language.toggle', () => {
    change({ language: document.documentElement.lang === 'en' ? 'zh-CN' : 'en' });
  });
}
