import { useEffect, useRef } from 'react';
import type { ConversationId } from '#shared/lib/ids.ts';
import { defaultPreferences } from '#shared/contract/preferences.ts';
import type { NotificationRow } from '#shared/contract/rows.ts';
import { api } from '#renderer/bridge/api.ts';
import { callDesk } from '#renderer/bridge/desk-verbs.ts';
import { useBridge } from '#renderer/bridge/engine-context.ts';
import { useText } from '#renderer/i18n/text.ts';
import { announce } from '#renderer/ui/announcer.ts';
import { counter } from '#renderer/ui/format/numbers.ts';
import { playSound } from './sound.ts';
import { headline, shownOutside } from './wording.ts';

export interface AlertsProps {
  /** The conversation on screen: news about it are seen already. */
  openId: ConversationId | null;
  onOpenConversation: (id: ConversationId) => void;
}

/** As the window's address names a conversation. */
const addressOf = (id: ConversationId): string => `#/inbox/all/${encodeURIComponent(id)}`;

const canNotify = (): boolean => 'Notification' in window && Notification.permission === 'granted';

/** Listens for alerts: a sound, a notification of the system, a line for screen readers, the title's count. */
export function Alerts({ openId, onOpenConversation }: AlertsProps) {
  const t = useText();
  const bridge = useBridge();
  const preferences = api.usePreferencesGetQuery().data ?? defaultPreferences;
  const openCount = api.useNotificationPageQuery({ limit: 50 }).data?.openCount ?? 0;
  const latest = useRef({ t, preferences, openId, onOpenConversation });
  useEffect(() => {
    latest.current = { t, preferences, openId, onOpenConversation };
  });

  useEffect(() => {
    const alert = (row: NotificationRow) => {
      const { t: say, preferences: wanted, openId: open } = latest.current;
      const isSeen =
        document.hasFocus() && row.conversationId !== null && row.conversationId === open;
      if (isSeen || wanted.quietKinds.includes(row.kind)) return;
      if (wanted.sounds && wanted.notifications !== 'off') playSound();
      announce(headline(say, row), {
        group: 'alerts',
        merged: (count) => say('app.newMessages', { count }),
      });
      const shown = shownOutside(say, row, wanted.notifications);
      if (!shown || document.hasFocus()) return;
      callDesk('attention');
      const go = row.conversationId === null ? '' : addressOf(row.conversationId);
      if (callDesk('notify', { ...shown, go }) || !canNotify()) return;
      // One per conversation: a later one takes the place of an earlier one.
      const note = new Notification(shown.title, {
        body: shown.body,
        tag: row.conversationId ?? row.id,
        silent: true,
      });
      note.addEventListener('click', () => {
        window.focus();
        if (row.conversationId !== null) latest.current.onOpenConversation(row.conversationId);
        note.close();
      });
    };
    return bridge.listen((change) => {
      if (change?.kind === 'alert') alert(change.alert);
    });
  }, [bridge]);

  useEffect(() => {
    const title = t('words.product');
    document.title =
      openCount > 0 ? t('notice.titled', { count: counter(openCount), title }) : title;
    // A browser without badges has the title.
    if (openCount > 0) navigator.setAppBadge?.(openCount).catch(() => undefined);
    else navigator.clearAppBadge?.().catch(() => undefined);
  }, [openCount, t]);
  return null;
}
