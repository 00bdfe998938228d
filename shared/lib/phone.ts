/**
 * Telephone numbers in E.164 (ITU-T E.164: at most 15 digits, no leading zero after the plus).
 * The one place that knows numbering plans, so that a library can take it over.
 */

interface Plan {
  code: string;
  /** Written before a national number inside the country, not outside. */
  trunk: string;
  /** National numbers without trunk prefix. */
  national: RegExp;
}

const plans = {
  CN: { code: '86', trunk: '0', national: /^(1[3-9]\d{9}|[2-9]\d{8,10}|10\d{8})$/ },
  HK: { code: '852', trunk: '', national: /^[2-9]\d{7}$/ },
  MO: { code: '853', trunk: '', national: /^[2-9]\d{7}$/ },
  TW: { code: '886', trunk: '0', national: /^[2-9]\d{7,8}$/ },
  SG: { code: '65', trunk: '', national: /^[3689]\d{7}$/ },
  MY: { code: '60', trunk: '0', national: /^[1-9]\d{7,9}$/ },
  JP: { code: '81', trunk: '0', national: /^[1-9]\d{8,9}$/ },
  KR: { code: '82', trunk: '0', national: /^[1-9]\d{7,9}$/ },
  GB: { code: '44', trunk: '0', national: /^[1-9]\d{8,9}$/ },
  US: { code: '1', trunk: '1', national: /^[2-9]\d{2}[2-9]\d{6}$/ },
} as const satisfies Record<string, Plan>;
export type PhoneRegion = keyof typeof plans;

const DECORATION = /[\s().\-/·‐-―−]/g;

/**
 * The number in E.164, or null when it is none. `+` and `00` begin an international number;
 * anything else is read in `region`, with or without its trunk prefix. Full-width signs count.
 */
export function toE164(text: string, region: PhoneRegion = 'CN'): string | null {
  const plain = text
    .normalize('NFKC')
    .replace(/[\u200B-\u200F\u2060\uFEFF]/g, '')
    .replace(DECORATION, '');
  if (!/^\+?\d{3,20}$/.test(plain)) return null;
  if (plain.startsWith('+')) return international(plain.slice(1));
  if (plain.startsWith('00')) return international(plain.slice(2));
  const plan: Plan = plans[region];
  const bare =
    plan.trunk !== '' && plain.startsWith(plan.trunk) ? plain.slice(plan.trunk.length) : plain;
  if (plan.national.test(bare)) return `+${plan.code}${bare}`;
  // People write the country's code without the plus.
  return plain.startsWith(plan.code) && plan.national.test(plain.slice(plan.code.length))
    ? `+${plain}`
    : null;
}

function international(digits: string): string | null {
  if (!/^[1-9]\d{6,14}$/.test(digits)) return null;
  const plan: Plan | undefined = Object.values(plans).find(({ code }) => digits.startsWith(code));
  if (!plan) return `+${digits}`;
  const rest = digits.slice(plan.code.length);
  // `+86 (0)10 …` as printed on cards.
  const bare =
    plan.trunk !== '' && rest.startsWith(plan.trunk) ? rest.slice(plan.trunk.length) : rest;
  return plan.national.test(bare) ? `+${plan.code}${bare}` : null;
}

/** Country code and what follows it; the code is empty where the plan is not known here. */
export function partsOfE164(phone: string): { code: string; national: string } {
  const digits = phone.replace(/^\+/, '');
  const plan = Object.values(plans).find(({ code }) => digits.startsWith(code));
  return plan
    ? { code: plan.code, national: digits.slice(plan.code.length) }
    : { code: '', national: digits };
}
