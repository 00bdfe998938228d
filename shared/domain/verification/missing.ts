import { FACTORS, type FactorId } from './factors.ts';
import { levelOf, type Proof } from './levels.ts';
import type { Level } from './policy.ts';

/** What lies between a customer and a level. */
export interface Missing {
  /** Whole answers still needed, at least; null: answers alone do not get there. */
  answers: number | null;
  /** One of them must be about the transaction, one about the account. */
  needsTransaction: boolean;
  needsAccount: boolean;
  needsCode: boolean;
  needsApproval: boolean;
}

const none: Missing = {
  answers: 0,
  needsTransaction: false,
  needsAccount: false,
  needsCode: false,
  needsApproval: false,
};

function subsets<T>(items: readonly T[]): T[][] {
  return items.reduce<T[][]>((all, item) => [...all, ...all.map((one) => [...one, item])], [[]]);
}

/** The shortest way to `level` from what is proven, over the factors this brand asks. */
export function missingFor(proof: Proof, level: Level, asked: readonly FactorId[]): Missing {
  if (levelOf(proof) >= level) return none;
  const open = asked.filter(
    (id) => FACTORS[id].strength === 'strong' && !proof.proven.includes(id),
  );
  const isSensitive = level === 4;
  const held: Proof = isSensitive
    ? { ...proof, proven: [...proof.proven, 'F10'], isContactSettled: true, isApproved: true }
    : proof;
  const ways = subsets(open)
    .filter((more) => levelOf({ ...held, proven: [...held.proven, ...more] }) >= level)
    .toSorted((a, b) => a.length - b.length);
  const shortest = ways[0];
  const fewest = ways.filter((way) => way.length === shortest?.length);
  const always = (group: 'T' | 'A') =>
    fewest.length > 0 && fewest.every((way) => way.some((id) => FACTORS[id].group === group));
  return {
    answers: shortest ? shortest.length : null,
    needsTransaction: always('T'),
    needsAccount: always('A'),
    needsCode: isSensitive && !(proof.proven.includes('F10') && proof.isContactSettled),
    needsApproval: isSensitive && !proof.isApproved,
  };
}
