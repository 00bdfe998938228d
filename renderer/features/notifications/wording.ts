import type { Preferences } from '#shared/contract/preferences.ts';
import type { NotificationRow } from '#shared/contract/rows.ts';
import { troubleKey } from '#renderer/i18n/explain.ts';
import type { Translate } from '#renderer/i18n/text.ts';

/** A row's headline in the window's language. */
export const headline = (t: Translate, { kind, title }: NotificationRow): string =>
  t(`notice.kind.${kind}`, { name: title });

/** The second line: the message's own text, or a sentence for a code. */
export function detailOf(t: Translate, { text, title }: NotificationRow): string {
  const key = troubleKey(text);
  if (key !== null) return t(key);
  return text === title ? '' : text;
}

/** What the system may show of it, by how much the person wants seen; null: nothing at all. */
export function shownOutside(
  t: Translate,
  row: NotificationRow,
  privacy: Preferences['notifications'],
): { title: string; body: string } | null {
  switch (privacy) {
    case 'off':
      return null;
    case 'count':
      return { title: t('words.product'), body: t('notice.new') };
    case 'name':
      return { title: headline(t, row), body: '' };
    case 'text':
      return { title: headline(t, row), body: detailOf(t, row) };
  }
}
