import { diagnosis } from '#renderer/i18n/areas/diagnosis.ts';
import { record } from '#renderer/i18n/areas/record.ts';
import type { TextKey, Translate } from '#renderer/i18n/text.ts';

const known = (key: string, other: TextKey): TextKey =>
  Object.hasOwn(diagnosis, key) ? (`diagnosis.${key}` as TextKey) : other;

/** Flags and oddities in words; codes of providers as they are. */
function detailText(t: Translate, detail: string | null): string {
  const key = [`risk.${detail}`, `anomaly.${detail}`].find((one) => Object.hasOwn(record, one));
  return key === undefined ? (detail ?? '') : t(`record.${key}` as TextKey);
}

export const reasonText = (t: Translate, code: string, detail: string | null): string =>
  t(known(`reason.${code}`, 'diagnosis.reason.other'), { detail: detailText(t, detail) });
export const actText = (t: Translate, code: string): string =>
  t(known(`act.${code}`, 'diagnosis.act.other'));
export const retryText = (t: Translate, code: string): string =>
  t(known(`retry.${code}`, 'diagnosis.retry.not-said'));
export const departmentText = (t: Translate, code: string): string =>
  t(known(`department.${code}`, 'diagnosis.act.other'));
