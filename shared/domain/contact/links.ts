import type { ContactId } from '#shared/lib/ids.ts';

/** The contact a contact is linked into; null at the root. */
type IntoOf = (id: ContactId) => ContactId | null;

/** The contact that stands for the whole person. Ends also where links were damaged into a circle. */
export function rootOf(id: ContactId, intoOf: IntoOf): ContactId {
  const seen = new Set<ContactId>([id]);
  let root = id;
  for (let next = intoOf(root); next !== null && !seen.has(next); next = intoOf(root)) {
    seen.add(next);
    root = next;
  }
  return root;
}

/** Whether a link from one to the other would lead back to where it began. */
export const wouldCircle = (from: ContactId, into: ContactId, intoOf: IntoOf): boolean =>
  rootOf(into, intoOf) === rootOf(from, intoOf);
