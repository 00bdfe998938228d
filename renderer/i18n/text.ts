import { useCallback } from 'react';
import { createInstance, type i18n } from 'i18next';
import { I18nextProvider, initReactI18next, useTranslation } from 'react-i18next';
import { areas } from './areas.ts';
import type { Area } from './entry.ts';
import type { Language } from './language.ts';

type Areas = typeof areas;
/** `inbox.empty` and every other text there is. */
export type TextKey = { [A in keyof Areas]: `${A}.${keyof Areas[A] & string}` }[keyof Areas];
export type TextValues = Record<string, string | number>;
export type Translate = (key: TextKey, values?: TextValues) => string;

function resourcesOf(language: Language): Record<string, string> {
  const texts: Record<string, string> = {};
  const all: Record<string, Area> = areas;
  for (const [name, entries] of Object.entries(all))
    for (const [key, { zh, en }] of Object.entries(entries)) {
      const id = `${name}.${key}`;
      if (language === 'zh-CN') texts[id] = zh;
      else if (typeof en === 'string') texts[id] = en;
      else {
        texts[`${id}_one`] = en.one;
        texts[`${id}_other`] = en.other;
      }
    }
  return texts;
}

/** A speaker of one language; the window has one, tests make their own. */
export function createTexts(language: Language): i18n {
  const texts = createInstance();
  void texts.use(initReactI18next).init({
    lng: language,
    fallbackLng: 'en',
    initAsync: false,
    keySeparator: false,
    nsSeparator: false,
    interpolation: { escapeValue: false, prefix: '{', suffix: '}' },
    resources: {
      'zh-CN': { translation: resourcesOf('zh-CN') },
      en: { translation: resourcesOf('en') },
    },
  });
  return texts;
}

/** The window's texts, for code outside components. */
export const texts = createTexts('en');
export const translate: Translate = (key, values) => texts.t(key, values ?? {});
export const TextsProvider = I18nextProvider;

/** Texts in the window's language; the component follows a change. */
export function useText(): Translate {
  const { t } = useTranslation(undefined, { i18n: texts });
  return useCallback((key, values) => t(key, values ?? {}), [t]);
}

export function useLanguage(): Language {
  const { i18n } = useTranslation(undefined, { i18n: texts });
  return i18n.language === 'zh-CN' ? 'zh-CN' : 'en';
}

/** Changes every screen at once; the caller sets `<html lang>`. */
export const changeLanguage = async (language: Language): Promise<void> => {
  await texts.changeLanguage(language);
};
