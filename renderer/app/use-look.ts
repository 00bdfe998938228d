import { useEffect, useSyncExternalStore } from 'react';
import type { Preferences } from '#shared/contract/preferences.ts';
import { callDesk } from '#renderer/bridge/desk-verbs.ts';
import { changeLanguage } from '#renderer/i18n/text.ts';
import { languageFrom } from '#renderer/i18n/language.ts';

const darkQuery = matchMedia('(prefers-color-scheme: dark)');
const onSystemTheme = (listener: () => void) => {
  darkQuery.addEventListener('change', listener);
  return () => darkQuery.removeEventListener('change', listener);
};

/** Language, theme, density and text size of the whole window, as this agent likes them. */
export function useLook(preferences: Preferences): { isDark: boolean } {
  const { theme, density, textSize } = preferences;
  const isSystemDark = useSyncExternalStore(onSystemTheme, () => darkQuery.matches);
  const isDark = theme === 'dark' || (theme === 'system' && isSystemDark);
  const language = languageFrom(preferences.language, navigator.languages);
  useEffect(() => {
    const { dataset } = document.documentElement;
    dataset['theme'] = isDark ? 'dark' : 'light';
    dataset['density'] = density;
    dataset['textSize'] = String(textSize);
  }, [isDark, density, textSize]);
  useEffect(() => void callDesk('theme', theme), [theme]);
  useEffect(() => {
    document.documentElement.lang = language;
    void changeLanguage(language);
  }, [language]);
  return { isDark };
}
