import type { Contact } from './events.ts';
import type { Evidence, EvidenceKind, IdentityKind } from './parts.ts';

/**
 * What two contacts may have in common. `signal` is the index's key: what is equal has the same one.
 * A name alone is no signal: many people share it.
 */
export interface Signal {
  signal: string;
  kind: EvidenceKind;
  /** Proven by the channel or a signed token. */
  isVerified: boolean;
}

const evidenceOf: Record<Exclude<IdentityKind, 'visitor'>, EvidenceKind> = {
  email: 'same-mail',
  phone: 'same-phone',
  account: 'same-account',
  social: 'same-social',
};

const plain = (text: string) =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s\-_.]/g, '');

/** The signals of a contact by itself. The account id counts without its brand. */
export function signalsOf(contact: Pick<Contact, 'identities' | 'fields'>): Signal[] {
  const found = new Map<string, Signal>();
  const add = (kind: EvidenceKind, value: string, isVerified: boolean) => {
    if (value === '') return;
    const signal = `${kind} ${value}`;
    const isProven = isVerified || (found.get(signal)?.isVerified ?? false);
    found.set(signal, { signal, kind, isVerified: isProven });
  };
  for (const { kind, address, isVerified } of contact.identities) {
    if (kind === 'visitor' || address.startsWith('doubtful/')) continue;
    const value = kind === 'account' ? address.slice(address.indexOf('/') + 1) : address;
    add(evidenceOf[kind], value.toLowerCase(), isVerified);
  }
  const login = contact.fields['user.login'];
  if (login !== undefined) add('same-account', login.toLowerCase(), false);
  const merchant = contact.fields['merchant.id'];
  if (merchant !== undefined) add('same-merchant', plain(merchant), false);
  return [...found.values()];
}

/** The signal of what was said before a chat: a name together with an order. */
export function orderSignal(name: string | null, orderNumber: string | null): Signal | null {
  const [who, order] = [plain(name ?? ''), plain(orderNumber ?? '')];
  if (who === '' || order.length < 4) return null;
  const kind = 'same-name-and-order';
  return { signal: `${kind} ${who} ${order}`, kind, isVerified: false };
}

/** How sure one thing in common makes: proven on both sides, on one, on none. */
const weights: Record<Exclude<EvidenceKind, 'agent-word'>, readonly [number, number, number]> = {
  'same-account': [95, 70, 50],
  'same-mail': [90, 70, 60],
  'same-phone': [90, 75, 65],
  'same-social': [90, 70, 60],
  'same-merchant': [85, 70, 60],
  'same-name-and-order': [55, 55, 55],
};
/** Two proven accounts of one brand are two customers of it, whatever else they share. */
const MOST_AGAINST = 30;
const MOST = 99;

export interface Shared {
  kind: EvidenceKind;
  isVerifiedHere: boolean;
  isVerifiedThere: boolean;
}
export interface Score {
  /** 0 to 99: only a person can be sure. */
  confidence: number;
  evidence: Evidence[];
  /** Both are proven accounts of the same brand, with different ids. */
  isAgainst: boolean;
}

/** How likely two contacts are one person, and why. Never more than a suggestion. */
export function scoreOf(
  shared: readonly Shared[],
  here: readonly Pick<Contact, 'identities'>[],
  there: readonly Pick<Contact, 'identities'>[],
): Score {
  const doubt = shared.reduce((left, one) => {
    if (one.kind === 'agent-word') return left;
    const proofs = Number(one.isVerifiedHere) + Number(one.isVerifiedThere);
    return left * (1 - (weights[one.kind][2 - proofs] ?? 0) / 100);
  }, 1);
  const isAgainst = hasOtherAccount(here, there);
  const sure = Math.min(MOST, Math.round((1 - doubt) * 100));
  return {
    confidence: isAgainst ? Math.min(MOST_AGAINST, sure) : sure,
    evidence: shared.map((one) => ({
      kind: one.kind,
      isVerified: one.isVerifiedHere && one.isVerifiedThere,
      note: null,
    })),
    isAgainst,
  };
}

type Known = readonly Pick<Contact, 'identities'>[];
function hasOtherAccount(here: Known, there: Known): boolean {
  const accountsOf = (known: Known) =>
    known
      .flatMap(({ identities }) => identities)
      .filter(({ kind, isVerified }) => kind === 'account' && isVerified)
      .map(({ address }) => address);
  const [own, other] = [accountsOf(here), accountsOf(there)];
  const brandOf = (address: string) => address.slice(0, address.indexOf('/') + 1);
  return own.some((one) =>
    other.some((two) => one !== two && brandOf(one) !== '' && brandOf(one) === brandOf(two)),
  );
}
