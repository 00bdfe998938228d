import { rejection } from './areas/rejection.ts';
import { trouble } from './areas/trouble.ts';
import type { TextKey, Translate } from './text.ts';

/** A sentence for a code of an account, a hop or a delivery; null when the code has none of its own. */
export const troubleKey = (code: string | null | undefined): TextKey | null =>
  typeof code === 'string' && code in trouble ? (`trouble.${code}` as TextKey) : null;

interface Failed {
  kind: 'rejected' | 'unreachable' | 'failed';
  code: string;
  details: Record<string, string | number>;
}
const isFailed = (error: unknown): error is Failed =>
  typeof error === 'object' && error !== null && 'kind' in error && 'code' in error;

/** One sentence for a call that had no good answer, always one a person can act on. */
export function explain(t: Translate, error: unknown): string {
  if (!isFailed(error)) return t('app.unexpected', { code: 'unexpected' });
  if (error.kind === 'unreachable') return t('app.unreachable');
  if (error.kind === 'rejected' && error.code in rejection)
    return t(`rejection.${error.code}` as TextKey, error.details);
  return t('app.unexpected', { code: error.code });
}
