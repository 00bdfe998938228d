import { norm } from './norm.ts';

/** Country code and trunk prefix (dialled inside the country only). Source: ITU-T E.164, national plans. */
const REGIONS: Record<string, { code: string; trunk: string }> = {
  AU: { code: '61', trunk: '0' },
  CA: { code: '1', trunk: '1' },
  CN: { code: '86', trunk: '0' },
  DE: { code: '49', trunk: '0' },
  FR: { code: '33', trunk: '0' },
  GB: { code: '44', trunk: '0' },
  HK: { code: '852', trunk: '' },
  ID: { code: '62', trunk: '0' },
  IN: { code: '91', trunk: '0' },
  JP: { code: '81', trunk: '0' },
  KR: { code: '82', trunk: '0' },
  MO: { code: '853', trunk: '' },
  MY: { code: '60', trunk: '0' },
  PH: { code: '63', trunk: '0' },
  SG: { code: '65', trunk: '' },
  TH: { code: '66', trunk: '0' },
  TW: { code: '886', trunk: '0' },
  US: { code: '1', trunk: '1' },
  VN: { code: '84', trunk: '0' },
};

/**
 * A phone number as E.164 (`+8613800138000`), null when it is none. A number without country code
 * belongs to `region` (ISO 3166); a region not in the table takes international numbers only.
 */
export function e164Of(text: string, region: string): string | null {
  const dialled = norm(text)
    .replace(/^tel:/i, '')
    .replace(/\(0\)/g, '')
    .replace(/[\s().\-/]/g, '');
  const [, plus = '', digits = ''] = /^(\+|00)?(\d+)$/.exec(dialled) ?? [];
  const home = REGIONS[region];
  let full: string | null = null;
  if (plus) full = digits;
  else if (home && isWithCode(digits, region, home.code)) full = digits;
  else if (home)
    full =
      home.code +
      (home.trunk && digits.startsWith(home.trunk) ? digits.slice(home.trunk.length) : digits);
  return full !== null && /^[1-9]\d{7,14}$/.test(full) ? `+${full}` : null;
}

/** `8613800138000`: a Chinese mobile written with its country code but without the plus. */
const isWithCode = (digits: string, region: string, code: string) =>
  region === 'CN' && digits.length === 13 && digits.startsWith(`${code}1`);
