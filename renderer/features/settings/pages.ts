import type { TextKey } from '#renderer/i18n/text.ts';

export const settingsPages = [
  'profile',
  'look',
  'keys',
  'notifications',
  'sending',
  'accounts',
  'sources',
  'brands',
  'departments',
  'contacts',
  'causes',
  'data',
  'audit',
  'about',
] as const;
export type SettingsPage = (typeof settingsPages)[number];

export const pageGroups: readonly { title: TextKey; pages: readonly SettingsPage[] }[] = [
  {
    title: 'settings.group.person',
    pages: ['profile', 'look', 'keys', 'notifications', 'sending'],
  },
  {
    title: 'settings.group.desk',
    pages: [
      'accounts',
      'sources',
      'brands',
      'departments',
      'contacts',
      'causes',
      'data',
      'audit',
      'about',
    ],
  },
];

/** The page an address names; the first one when it names none. */
export const pageFrom = (name: string | null | undefined): SettingsPage =>
  settingsPages.find((page) => page === name) ?? 'profile';
