import { useCallback } from 'react';
import { casesApi } from '#renderer/bridge/cases-api.ts';
import { useLanguage } from '#renderer/i18n/text.ts';

/** Names of departments in the window's language; a retired one keeps its name. */
export function useDepartmentName(): (id: string) => string | null {
  const language = useLanguage();
  const { data } = casesApi.useDepartmentListQuery();
  return useCallback(
    (id) => data?.find((one) => one.id === id)?.names[language] ?? null,
    [data, language],
  );
}
