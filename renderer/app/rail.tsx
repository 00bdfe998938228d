import {
  Bell,
  ClipboardList,
  ContactRound,
  Inbox,
  Keyboard,
  Search,
  SendHorizontal,
  Settings,
} from 'lucide-react';
import { MINUTE_MS } from '#shared/lib/units.ts';
import { api } from '#renderer/bridge/api.ts';
import { casesApi } from '#renderer/bridge/cases-api.ts';
import { useKeyText, useRegion } from '#renderer/keys/command-provider.tsx';
import type { CommandId } from '#renderer/keys/commands.ts';
import { type TextKey, useText } from '#renderer/i18n/text.ts';
import { Badge } from '#renderer/ui/badge.tsx';
import { IconButton } from '#renderer/ui/icon-button.tsx';
import { go, home, type Place } from './place.ts';
import styles from './desk-window.module.css';

const look = { size: 20, strokeWidth: 1.75, 'aria-hidden': true } as const;

const places: readonly {
  place: Place;
  label: TextKey;
  command: CommandId;
  icon: typeof Inbox;
}[] = [
  { place: home, label: 'app.nav.inbox', command: 'go.inbox', icon: Inbox },
  {
    place: { screen: 'search', text: '' },
    label: 'app.nav.search',
    command: 'search.open',
    icon: Search,
  },
  {
    place: { screen: 'cases', filter: 'open', caseId: null },
    label: 'app.nav.cases',
    command: 'go.cases',
    icon: ClipboardList,
  },
  {
    place: { screen: 'contacts', contactId: null },
    label: 'app.nav.contacts',
    command: 'go.contacts',
    icon: ContactRound,
  },
  {
    place: { screen: 'outbox' },
    label: 'app.nav.outbox',
    command: 'go.outbox',
    icon: SendHorizontal,
  },
  {
    place: { screen: 'settings', page: '' },
    label: 'app.nav.settings',
    command: 'go.settings',
    icon: Settings,
  },
];

/** Where one can go, with what waits there. */
export function Rail({
  place,
  unread,
  notices,
  onNotices,
  onKeys,
}: {
  place: Place;
  unread: number;
  /** Not yet dealt with. */
  notices: number;
  onNotices: () => void;
  onKeys: () => void;
}) {
  const t = useText();
  const keyText = useKeyText();
  const region = useRegion('rail', 10);
  const { data: status } = api.useSessionStatusQuery();
  const { data: cases } = casesApi.useCaseCountsQuery(undefined, { pollingInterval: MINUTE_MS });
  const countOf = (screen: Place['screen']) => {
    if (screen === 'inbox') return unread;
    if (screen === 'cases') return cases?.overdue ?? 0;
    return screen === 'outbox' ? (status?.outboxTroubleCount ?? 0) : 0;
  };
  return (
    <nav ref={region} className={styles.rail} aria-label={t('app.nav.label')}>
      {places.map(({ place: target, label, command, icon: Icon }) => {
        const count = countOf(target.screen);
        return (
          <span key={target.screen} className={styles.stop}>
            <IconButton
              kind="quiet"
              size="large"
              side="end"
              label={t(label)}
              keys={keyText(command)}
              isSelected={place.screen === target.screen}
              icon={<Icon {...look} />}
              onPress={() => go(target)}
            />
            {count > 0 && <Badge count={count} className={styles.badge} />}
          </span>
        );
      })}
      <span className={styles.gap} />
      <span className={styles.stop}>
        <IconButton
          kind="quiet"
          size="large"
          side="end"
          label={t('app.nav.notifications')}
          keys={keyText('go.notifications')}
          icon={<Bell {...look} />}
          onPress={onNotices}
        />
        {notices > 0 && <Badge count={notices} className={styles.badge} />}
      </span>
      <IconButton
        kind="quiet"
        size="large"
        side="end"
        label={t('app.nav.keys')}
        keys={keyText('key-sheet.open')}
        icon={<Keyboard {...look} />}
        onPress={onKeys}
      />
    </nav>
  );
}
