import { FACTORS, type FactorId } from './factors.ts';
import type { Level } from './policy.ts';

/** A whole answer makes its half worthless. */
const BETTER: Partial<Record<FactorId, FactorId>> = { F2d: 'F2', F3a: 'F3', F6p: 'F6' };
/** What finds a record by itself. */
const IDENTIFIERS: readonly FactorId[] = ['F1', 'F5', 'F6', 'F7'];

export interface Proof {
  proven: readonly FactorId[];
  /** Contact data on file is old enough for a code sent there to prove anything. */
  isContactSettled: boolean;
  /** A second person agreed. */
  isApproved: boolean;
  /** Two halves count as a whole once; false when that was used up. */
  mayPair: boolean;
}

/** The proven factors that count: the best of each kind. */
const best = (proven: readonly FactorId[]): FactorId[] =>
  [...new Set(proven)].filter((id) => {
    const better = BETTER[id];
    return !better || !proven.includes(better);
  });

/** True when two halves are needed to count as one whole. */
export const hasPair = (proven: readonly FactorId[]): boolean =>
  best(proven).filter((id) => FACTORS[id].strength === 'weak').length >= 2;

/** What has been proven, as a level. More proof never lowers it. */
export function levelOf({ proven, isContactSettled, isApproved, mayPair }: Proof): Level {
  const counted = best(proven);
  const countOf = (strength: 'strong' | 'weak', group: 'T' | 'A') =>
    counted.filter((id) => FACTORS[id].strength === strength && FACTORS[id].group === group).length;
  const isPairOfTransaction = mayPair && countOf('weak', 'T') >= 2;
  // A half of each group is a whole of neither.
  const isPairMixed = mayPair && !isPairOfTransaction && hasPair(proven);
  const transaction = countOf('strong', 'T') + (isPairOfTransaction ? 1 : 0);
  const account = countOf('strong', 'A');
  const strong = transaction + account + (isPairMixed ? 1 : 0);
  const isSignedIn = counted.includes('F9');
  const hasCode = counted.includes('F10') && isContactSettled;

  const mayAct =
    (strong >= 3 && transaction >= 2 && account >= 1) ||
    ((isSignedIn || hasCode) && transaction >= 2);
  if (mayAct) return hasCode && isApproved ? 4 : 3;
  if ((strong >= 2 && transaction >= 1) || (isSignedIn && transaction >= 1)) return 2;
  return counted.some((id) => IDENTIFIERS.includes(id)) ? 1 : 0;
}
