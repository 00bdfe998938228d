import { defaultPreferences, type Preferences } from '#shared/contract/preferences.ts';
import { api } from '#renderer/bridge/api.ts';
import { explain } from '#renderer/i18n/explain.ts';
import { useText } from '#renderer/i18n/text.ts';
import { showToast } from '#renderer/ui/toast-queue.ts';

/** How this agent likes the desk, and how to change it; a change that was not kept is told. */
export function usePreferences(): [Preferences, (change: Partial<Preferences>) => void] {
  const t = useText();
  const { data } = api.usePreferencesGetQuery();
  const [set] = api.usePreferencesSetMutation();
  const change = (next: Partial<Preferences>) => {
    set(next)
      .unwrap()
      .catch((error: unknown) =>
        showToast({ text: explain(t, error), tone: 'danger', group: 'preferences' }),
      );
  };
  return [data ?? defaultPreferences, change];
}
