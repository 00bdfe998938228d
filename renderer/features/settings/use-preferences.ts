import { useDispatch } from 'react-redux';
import type { UnknownAction } from '@reduxjs/toolkit';
import { defaultPreferences, type Preferences } from '#shared/contract/preferences.ts';
import { api } from '#renderer/bridge/api.ts';
import { explain } from '#renderer/i18n/explain.ts';
import { useText } from '#renderer/i18n/text.ts';
import { showToast } from '#renderer/ui/toast-queue.ts';

/** How this agent likes the desk, and how to change it: shown at once; a change that was not kept is told. */
export function usePreferences(): [Preferences, (change: Partial<Preferences>) => void] {
  const t = useText();
  const dispatch = useDispatch();
  const { data, refetch } = api.usePreferencesGetQuery();
  const [set] = api.usePreferencesSetMutation();
  const change = (next: Partial<Preferences>) => {
    dispatch(
      api.util.updateQueryData('preferencesGet', undefined, (kept) => {
        Object.assign(kept, next);
      }) as unknown as UnknownAction,
    );
    set(next)
      .unwrap()
      .catch((error: unknown) => {
        void refetch();
        showToast({ text: explain(t, error), tone: 'danger', group: 'preferences' });
      });
  };
  return [data ?? defaultPreferences, change];
}
