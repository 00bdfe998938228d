import type { TranscriptOutcome } from '../channel.ts';

export const json = (value: unknown, status = 200) =>
  Response.json(value, {
    status,
    headers: { 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' },
  });
export const refused = (code: string, status = 400) => json({ code }, status);

const reasons: Record<Exclude<TranscriptOutcome, 'mailed'>, [code: string, status: number]> = {
  'nothing-said': ['chat.not-answered', 409],
  'nobody-answered': ['chat.not-answered', 409],
  'no-mailbox': ['chat.no-mail', 409],
  'bad-address': ['chat.bad-address', 400],
  'too-many': ['chat.transcript-limit', 429],
};

export const unmailed = (outcome: Exclude<TranscriptOutcome, 'mailed'>) =>
  refused(...reasons[outcome]);
