/** How personal data is shown to those without a reason to see it whole. */

const stars = (count: number) => '*'.repeat(Math.max(0, count));
const charactersOf = (text: string) => Array.from(text);

/** First three and last four: 138****8000. A short number shows its last two. */
export function maskPhone(phone: string): string {
  const characters = charactersOf(phone.trim());
  return characters.length < 8
    ? stars(characters.length - 2) + characters.slice(-2).join('')
    : `${characters.slice(0, 3).join('')}${stars(characters.length - 7)}${characters.slice(-4).join('')}`;
}

/** First three and last four: 110***********002X. */
export const maskResidentId = (id: string): string => {
  const text = id.trim().toUpperCase();
  return text.length < 8
    ? stars(text.length)
    : `${text.slice(0, 3)}${stars(text.length - 7)}${text.slice(-4)}`;
};

/** The last four; with `hasBin`, for roles that need it, the first six as well (PCI DSS 3.4.1). */
export function maskCard(digits: string, hasBin = false): string {
  const card = digits.replace(/\D/g, '');
  const last4 = card.length > 4 ? card.slice(-4) : '****';
  if (!hasBin || card.length < 13) return `**** **** **** ${last4}`;
  return `${card.slice(0, 6)}${stars(card.length - 10)}${last4}`;
}

/** Han: only the last character. Else the first letter of each word. */
export function maskName(name: string): string {
  const text = name.trim();
  if (/\p{Script=Han}/u.test(text)) {
    const characters = charactersOf(text);
    return stars(characters.length - 1) + (characters.at(-1) ?? '');
  }
  return text
    .split(/\s+/)
    .filter((word) => word !== '')
    .map((word) => `${charactersOf(word)[0] ?? ''}***`)
    .join(' ');
}

/** First and last of the part before the @; the domain stays. */
export function maskEmail(address: string): string {
  const at = address.lastIndexOf('@');
  if (at < 1) return maskAccount(address);
  const local = charactersOf(address.slice(0, at));
  const last = local.length > 2 ? `***${local.at(-1) ?? ''}` : '*';
  return `${local[0] ?? ''}${last}${address.slice(at)}`;
}

/** First two and last one: wa*****8. */
export function maskAccount(account: string): string {
  const characters = charactersOf(account.trim());
  if (characters.length < 4) return `${characters[0] ?? ''}${stars(characters.length - 1)}`;
  return `${characters.slice(0, 2).join('')}${stars(characters.length - 3)}${characters.at(-1) ?? ''}`;
}
