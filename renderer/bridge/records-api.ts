import { api } from './api.ts';
import { act, command, query, whole } from './endpoints.ts';

/** Transaction sources and records. What a source says changes without a word, so records are asked anew. */
export const recordsApi = api.injectEndpoints({
  endpoints: (build) => ({
    sourceList: whole(build, (e) => e.source.list(), ['sources']),
    sourceConnect: command(build, (e) => e.source.connect),
    sourceReconfigure: command(build, (e) => e.source.reconfigure),
    sourceRemove: command(build, (e) => e.source.remove),
    sourceTest: act(build, (e) => e.source.test),
    sourceTryOne: act(build, (e) => e.source.tryOne),
    sourcePreview: act(build, (e) => e.source.preview),
    sourceRefresh: act(build, (e) => e.source.refresh, ['sources']),
    sourcePurge: act(build, (e) => e.source.purge, ['sources', 'records']),
    recordFind: query(
      build,
      (e) => e.record.find,
      () => ['records'],
    ),
    recordGet: query(
      build,
      (e) => e.record.get,
      () => ['records'],
    ),
    recordAccount: query(
      build,
      (e) => e.record.account,
      () => ['records'],
    ),
    recordForConversation: query(
      build,
      (e) => e.record.forConversation,
      ({ conversationId: id }) => [
        { type: 'records', id },
        { type: 'conversation', id },
      ],
    ),
  }),
});
