import { isSupportedCountry, parsePhoneNumberFromString } from 'libphonenumber-js/max';

const INVISIBLE = /[\u200B-\u200F\u2060\uFEFF]/g;

/**
 * A telephone number in E.164 (`+8613800138000`), or null when it is none. `+` and the region's
 * own prefix begin an international number; anything else is read in `region` (ISO 3166), with or
 * without its trunk prefix. Full-width signs count.
 */
export function toE164(text: string, region = 'CN'): string | null {
  const number = numberIn(text, region);
  return number?.isValid() === true && number.ext === undefined ? number.number : null;
}

/** As `toE164`, for comparing: a range the plans do not know yet is no reason to refuse an answer. */
export function possibleE164(text: string, region: string): string | null {
  const number = numberIn(text, region);
  return number?.isPossible() === true ? number.number : null;
}

function numberIn(text: string, region: string) {
  const plain = text.normalize('NFKC').replace(INVISIBLE, '').replace(/[·‧]/g, ' ').trim();
  return parsePhoneNumberFromString(plain, {
    ...(isSupportedCountry(region) ? { defaultCountry: region } : {}),
    extract: false,
  });
}

/** Country code and what follows it. */
export function partsOfE164(phone: string): { code: string; national: string } {
  const number = parsePhoneNumberFromString(phone);
  return number
    ? { code: number.countryCallingCode, national: number.nationalNumber }
    : { code: '', national: phone.replace(/^\+/, '') };
}
