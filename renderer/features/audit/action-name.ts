import { auditAction } from '#renderer/i18n/areas/audit.ts';
import type { TextKey, Translate } from '#renderer/i18n/text.ts';

/** What an action is called; the code itself when it has no name. */
export const actionName = (t: Translate, code: string): string =>
  code in auditAction ? t(`auditAction.${code}` as TextKey) : code;
