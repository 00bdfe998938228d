import { useEffect, useState } from 'react';
import type { ConversationId } from '#shared/lib/ids.ts';
import { defaultPreferences } from '#shared/contract/preferences.ts';
import { api } from '#renderer/bridge/api.ts';
import { findDesk } from '#renderer/bridge/desk-verbs.ts';
import { CommandProvider, useCommand } from '#renderer/keys/command-provider.tsx';
import { platformFrom } from '#renderer/keys/platform.ts';
import { KeySheet } from '#renderer/features/key-sheet/key-sheet.tsx';
import { OutboxScreen } from '#renderer/features/outbox/outbox-screen.tsx';
import { Palette } from '#renderer/features/palette/palette.tsx';
import { SearchScreen } from '#renderer/features/search/search-screen.tsx';
import { pageFrom } from '#renderer/features/settings/pages.ts';
import { SettingsScreen } from '#renderer/features/settings/settings-screen.tsx';
import { useText } from '#renderer/i18n/text.ts';
import { LiveRegion } from '#renderer/ui/live-region.tsx';
import { ToastRegion } from '#renderer/ui/toast-region.tsx';
import { CrashBoundary } from './crash-boundary.tsx';
import { InboxScreen } from './inbox-screen.tsx';
import { go, home, type Place, usePlace } from './place.ts';
import { Rail } from './rail.tsx';
import { StatusBar } from './status-bar.tsx';
import { TopBar } from './top-bar.tsx';
import { useLook } from './use-look.ts';
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

type Over = 'palette' | 'keys' | null;

const openConversation = (id: ConversationId) => go({ ...home, view: 'all', conversationId: id });

function Frame() {
  const t = useText();
  const place = usePlace();
  const [over, setOver] = useState<Over>(null);
  const close = () => setOver(null);
  const openSettings = (page = 'profile') => go({ screen: 'settings', page });
  useWindowCommands(setOver);
  const { data: views } = api.useInboxViewsQuery();
  const unread = views?.views.find((one) => one.view === 'all')?.unread ?? 0;
  useEffect(() => {
    document.title = `${unread > 0 ? `(${unread}) ` : ''}${t('words.product')}`;
  }, [unread, t]);
  return (
    <div className={styles.window}>
      <TopBar onPalette={() => setOver('palette')} onSettings={() => openSettings()} />
      <div className={styles.middle}>
        <Rail place={place} unread={unread} onKeys={() => setOver('keys')} />
        <div className={styles.screen}>
          <CrashBoundary resetKey={place.screen}>
            <Screen place={place} />
          </CrashBoundary>
        </div>
      </div>
      <StatusBar />
      <Palette
        isOpen={over === 'palette'}
        onClose={close}
        onOpenConversation={openConversation}
        onSearch={(text) => go({ screen: 'search', text })}
      />
      <KeySheet isOpen={over === 'keys'} onClose={close} onEdit={() => openSettings('keys')} />
    </div>
  );
}

function Screen({ place }: { place: Place }) {
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
    case 'outbox':
      return <OutboxScreen onOpenConversation={openConversation} />;
    case 'settings':
      return (
        <SettingsScreen
          page={pageFrom(place.page)}
          onPage={(page) => go({ screen: 'settings', page })}
          onFirstRun={() => undefined}
        />
      );
  }
}

function useWindowCommands(setOver: (over: Over) => void) {
  const { data: preferences } = api.usePreferencesGetQuery();
  const [set] = api.usePreferencesSetMutation();
  useCommand('palette.open', () => setOver('palette'));
  useCommand('key-sheet.open', () => setOver('keys'));
  useCommand('key-sheet.peek', () => setOver('keys'));
  useCommand('go.inbox', () => go(home));
  useCommand('go.mine', () => go({ ...home, view: 'mine' }));
  useCommand('go.unassigned', () => go({ ...home, view: 'unassigned' }));
  useCommand('go.outbox', () => go({ screen: 'outbox' }));
  useCommand('go.outbox-by-letter', () => go({ screen: 'outbox' }));
  useCommand('go.settings', () => go({ screen: 'settings', page: '' }));
  useCommand('go.settings-by-letter', () => go({ screen: 'settings', page: '' }));
  useCommand('search.open', () => go({ screen: 'search', text: '' }));
  useCommand('theme.toggle', () => {
    const isDark = document.documentElement.dataset['theme'] === 'dark';
    void set({ theme: isDark ? 'light' : 'dark' });
  });
  useCommand('language.toggle', () => {
    void set({ language: document.documentElement.lang === 'en' ? 'zh-CN' : 'en' });
  });
  useCommand('columns.views', () => {
    if (preferences)
      void set({ columns: { ...preferences.columns, views: !preferences.columns.views } });
  });
  useCommand('columns.context', () => {
    if (preferences)
      void set({ columns: { ...preferences.columns, context: !preferences.columns.context } });
  });
}
