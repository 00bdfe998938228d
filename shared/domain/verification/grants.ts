import type { Level, VerificationPolicy } from './policy.ts';

/** A level held for a set of records, within one conversation and for one contact. */
export interface Grant {
  level: Exclude<Level, 0>;
  recordIds: readonly string[];
  grantedAt: number;
}

/** Whether a grant still stands. `heardAt`: the customer's last word. */
export function isLive(
  grant: Grant,
  { expiry }: VerificationPolicy,
  heardAt: number,
  at: number,
): boolean {
  const { level, grantedAt } = grant;
  if (level === 4) return at - grantedAt < expiry.sensitiveMs;
  if (level === 3) return at - grantedAt < expiry.actMs;
  return at - Math.max(grantedAt, heardAt) < expiry.idleMs;
}

const covers = (grant: Grant, recordIds: readonly string[]) =>
  recordIds.length > 0 && recordIds.every((id) => grant.recordIds.includes(id));

/** The highest level that holds for all of `recordIds`. */
export const levelFor = (
  grants: readonly Grant[],
  recordIds: readonly string[],
  live: (grant: Grant) => boolean,
): Level =>
  grants
    .filter((grant) => covers(grant, recordIds) && live(grant))
    .reduce<Level>((most, grant) => (grant.level > most ? grant.level : most), 0);

/** What reaching `to` from `from` gives: each level between, so that losing the upper leaves the lower. */
export function grantsBetween(
  from: Level,
  to: Level,
  recordIds: readonly string[],
  grantedAt: number,
): Grant[] {
  const levels = ([1, 2, 3, 4] as const).filter((one) => one > from && one <= to);
  return levels.map((level) => ({ level, recordIds: [...recordIds], grantedAt }));
}

/** After an act, or a transfer to another agent: levels 3 and 4 are used up. */
export const withoutActs = (grants: readonly Grant[]): Grant[] =>
  grants.filter(({ level }) => level <= 2);
