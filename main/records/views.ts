import type { SourceId } from '#shared/lib/ids.ts';
import type { LookUpAnswer, RecordView } from '#shared/contract/records.ts';
import type { FreshnessView } from '#shared/contract/records.ts';
import type { ReadRecord } from '#shared/domain/source/read-record.ts';
import { Failure } from '#main/platform/failure.ts';

/** What one source said to one question. */
export interface SourceAnswer {
  sourceId: SourceId;
  name: string;
  records: ReadRecord[];
  isCut: boolean;
  freshness: FreshnessView;
}

/** Nobody answered: the way there, not what was asked, is the trouble. */
const unreachable = new Set([
  'source.unreachable',
  'source.timeout',
  'source.paused',
  'source.cut-short',
]);

/** How a failed question is shown; `asOf` when something kept is shown instead. */
export function freshnessOf(error: unknown, asOf: number | null, now: number): FreshnessView {
  const code = error instanceof Failure ? error.code : 'source.failed';
  const retryAfter = error instanceof Failure ? error.retryAfterMs : null;
  return {
    state: unreachable.has(code) ? 'offline' : 'unavailable',
    asOf,
    code,
    detail: error instanceof Failure ? error.message.slice(0, 300) : null,
    retryAt: retryAfter === null ? null : now + retryAfter,
  };
}

export const recordViewOf = (answer: SourceAnswer, read: ReadRecord): RecordView[] =>
  read.record
    ? [
        {
          sourceId: answer.sourceId,
          sourceName: answer.name,
          record: read.record,
          problems: read.problems,
          broken: read.broken,
          freshness: answer.freshness,
        },
      ]
    : [];

/** Several sources' answers as one. Nothing found is said only when everybody answered. */
export function answerOf(answers: SourceAnswer[]): LookUpAnswer {
  const records = answers
    .flatMap((answer) => answer.records.flatMap((read) => recordViewOf(answer, read)))
    .toSorted((a, b) => b.record.times.createdAt - a.record.times.createdAt);
  const isSilent = answers.some(
    ({ freshness }) => freshness.state === 'offline' || freshness.state === 'unavailable',
  );
  const none = answers.length === 0 ? 'no-source' : isSilent ? 'unavailable' : 'none';
  return {
    outcome: records.length === 0 ? none : records.length === 1 ? 'one' : 'several',
    records,
    unreadable: answers.flatMap(({ records: read }) =>
      read.filter((one) => one.record === null).map((one) => ({ problems: one.problems })),
    ),
    isCut: answers.some((answer) => answer.isCut),
    sources: answers.map(({ sourceId, name, freshness, records: read }) => ({
      sourceId,
      name,
      freshness,
      count: read.length,
    })),
  };
}
