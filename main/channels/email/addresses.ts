import type { AddressObject } from 'mailparser';
import { repairHeader } from './charset.ts';
import { MAX_ADDRESSES } from './limits.ts';
import type { ParsedAddress } from './parsed-mail.ts';
import { shownName } from './senders.ts';

const MAX_ADDRESS = 320;

/** The addresses of a header with names fit to be shown; groups are opened. */
export function addressesOf(value: AddressObject | AddressObject[] | undefined): ParsedAddress[] {
  const objects = value === undefined ? [] : Array.isArray(value) ? value : [value];
  return objects
    .flatMap((object) => object.value.flatMap((entry) => entry.group ?? [entry]))
    .map((entry) => ({ address: (entry.address ?? '').trim(), name: entry.name }))
    .filter((entry) => entry.address !== '' && entry.address.length <= MAX_ADDRESS)
    .slice(0, MAX_ADDRESSES)
    .map(({ address, name }) => ({ address, name: shownName(name, address) }));
}

/** The sender; a name written in raw 8-bit bytes is decoded from them. */
export function senderOf(
  value: AddressObject | undefined,
  line: string | undefined,
): ParsedAddress | null {
  const [from] = addressesOf(value);
  if (!from || line === undefined || !/[\u0080-\u00FF]/.test(line)) return from ?? null;
  const raw = line
    .slice(0, 2_000)
    .replace(/<[^>]*>.*$/s, '')
    .replace(/["']/g, '');
  return { address: from.address, name: shownName(repairHeader(raw, line), from.address) };
}
