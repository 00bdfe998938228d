/** Languages the screens speak. */
export type Language = 'zh-CN' | 'en';

/** The language a choice means: `system` follows what the machine prefers, Chinese or else English. */
export function languageFrom(choice: Language | 'system', preferred: readonly string[]): Language {
  if (choice !== 'system') return choice;
  for (const tag of preferred) {
    if (tag.toLowerCase().startsWith('zh')) return 'zh-CN';
    if (tag.toLowerCase().startsWith('en')) return 'en';
  }
  return 'en';
}
