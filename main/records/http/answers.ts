import { SECOND_MS } from '#shared/lib/units.ts';
import type { FetchAnswer } from '#main/platform/fetch.ts';
import { Failure } from '#main/platform/failure.ts';

const fail = (code: string, message: string, isRetryable: boolean, retryAfterMs?: number) =>
  new Failure({
    code: `source.${code}`,
    message,
    isRetryable,
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
  });

/** RFC 9110 §10.2.3: seconds, or a date. At most an hour is believed. */
export function retryAfterOf(value: string | undefined, now: number): number {
  const seconds = /^\d{1,9}$/.test(value ?? '') ? Number(value) : null;
  const date = value && seconds === null ? Date.parse(value) : NaN;
  const ms = seconds === null ? (Number.isNaN(date) ? 30 * SECOND_MS : date - now) : seconds * 1000;
  return Math.min(Math.max(ms, SECOND_MS), 3_600 * SECOND_MS);
}

/**
 * The JSON of a good answer; null for 404, which says that there is no such thing.
 * @throws Failure `source.*` for everything else
 */
export function jsonOf(answer: FetchAnswer, now: number): unknown {
  const { status, headers, body } = answer;
  if (status === 404 || status === 410 || status === 204) return null;
  if (status === 401) throw fail('auth-refused', 'it does not accept the key (401)', false);
  if (status === 403) throw fail('forbidden', 'the key may not read this (403)', false);
  if (status === 429)
    throw fail(
      'rate-limited',
      'too many questions (429)',
      true,
      retryAfterOf(headers['retry-after'], now),
    );
  if (status >= 500) throw fail('server-error', `it failed itself (${status})`, true);
  if (status < 200 || status > 299)
    throw fail('rejected', `it refused the question (${status})`, false);
  const encoding = headers['content-encoding'];
  if (encoding && encoding !== 'identity')
    throw fail(
      'not-json',
      `the answer is packed (${encoding}) though that was not asked for`,
      false,
    );
  try {
    return JSON.parse(body.toString('utf8')) as unknown;
  } catch {
    const type = String(headers['content-type'] ?? 'no type').slice(0, 60);
    const isHtml = /^\s*(?:<!doctype|<html)/i.test(body.subarray(0, 200).toString('utf8'));
    throw fail(
      'not-json',
      isHtml ? 'it answered with a web page' : `it answered with ${type}`,
      false,
    );
  }
}
