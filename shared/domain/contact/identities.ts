import { partsOfE164, toE164 } from '#shared/lib/phone.ts';
import { maskAccount, maskEmail, maskPhone } from '../redaction/display-masks.ts';
import { redactText } from '../redaction/redact.ts';
import type { Identity, IdentityKind } from './parts.ts';

export type IdentityProblem = 'contact.identity-bad' | 'contact.identity-is-card';

/** What a person typed, as an address is kept; or why it is none. */
export function addressFrom(
  kind: IdentityKind,
  text: string,
  region = 'CN',
): { address: string } | { problem: IdentityProblem } {
  const plain = text.normalize('NFKC').trim();
  const bad = { problem: 'contact.identity-bad' } as const;
  if (plain === '' || plain.length > 400) return bad;
  if (kind === 'phone') {
    const phone = toE164(plain, region);
    return phone === null ? bad : { address: phone };
  }
  if (redactText(plain).text !== plain) return { problem: 'contact.identity-is-card' };
  if (kind !== 'email') return { address: plain };
  const mail = plain.toLowerCase();
  return /^[^\s@<>,;]+@[^\s@<>,;]+$/.test(mail) ? { address: mail } : bad;
}

/** How an address is shown to those who gave no reason to see it whole. */
export function maskIdentity({ kind, address }: Pick<Identity, 'kind' | 'address'>): string {
  switch (kind) {
    case 'email':
      return maskEmail(address);
    case 'phone': {
      const { code, national } = partsOfE164(address);
      return code === '86' ? maskPhone(national) : `+${code} ${maskPhone(national)}`.trim();
    }
    case 'visitor':
      // A browser's name says nothing of a person.
      return lastPart(address);
    case 'account':
    case 'social': {
      const own = lastPart(address);
      return `${address.slice(0, address.length - own.length)}${maskAccount(own)}`;
    }
  }
}

/** Without what only the desk needs: the account a visitor came to. */
export const shownAddress = ({ kind, address }: Pick<Identity, 'kind' | 'address'>): string =>
  kind === 'visitor' ? lastPart(address) : address;

const lastPart = (address: string) => address.slice(address.lastIndexOf('/') + 1);
