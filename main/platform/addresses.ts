import { BlockList, isIP } from 'node:net';

/** IANA special-purpose registries (IPv4, IPv6): what is not the Internet. */
const special = new BlockList();
for (const [net, bits] of [
  ['0.0.0.0', 8],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
  ['169.254.0.0', 16],
] as const)
  special.addSubnet(net, bits, 'ipv4');
for (const [net, bits] of [
  ['::', 128],
  ['100::', 64],
  ['2001::', 23],
  ['2001:db8::', 32],
  ['3fff::', 20],
  ['5f00::', 16],
  ['fe80::', 10],
  ['fec0::', 10],
  ['ff00::', 8],
] as const)
  special.addSubnet(net, bits, 'ipv6');
// Cloud metadata under private addresses.
special.addAddress('100.100.100.200', 'ipv4');
special.addAddress('fd00:ec2::254', 'ipv6');

const inside = new BlockList();
for (const [net, bits] of [
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['172.16.0.0', 12],
  ['192.168.0.0', 16],
] as const)
  inside.addSubnet(net, bits, 'ipv4');
inside.addAddress('::1', 'ipv6');
inside.addSubnet('fc00::', 7, 'ipv6');

/** What an IPv6 address carries of an IPv4 one: mapped, NAT64 and 6to4. */
function carriedV4(address: string): string | null {
  const words = wordsOf(address);
  if (!words) return null;
  const v4 = (high = 0, low = 0) => [high >> 8, high & 255, low >> 8, low & 255].join('.');
  const isZero = (from: number, to: number) => words.slice(from, to).every((word) => word === 0);
  if (isZero(0, 5) && (words[5] === 0xffff || (words[5] === 0 && words[6] !== 0)))
    return v4(words[6], words[7]);
  if (words[0] === 0x64 && words[1] === 0xff9b) return v4(words[6], words[7]);
  if (words[0] === 0x2002) return v4(words[1], words[2]);
  return null;
}

function wordsOf(address: string): number[] | null {
  let text = address.split('%', 1)[0] ?? '';
  const dotted = /(\d+)\.(\d+)\.(\d+)\.(\d+)$/.exec(text);
  if (dotted) {
    const [a = 0, b = 0, c = 0, d = 0] = dotted.slice(1).map(Number);
    text =
      text.slice(0, dotted.index) + `${((a << 8) | b).toString(16)}:${((c << 8) | d).toString(16)}`;
  }
  const [head = '', tail] = text.split('::');
  const parse = (part: string) => (part === '' ? [] : part.split(':').map((w) => parseInt(w, 16)));
  const [front, back] = [parse(head), parse(tail ?? '')];
  if (tail === undefined) return front.length === 8 ? front : null;
  return [...front, ...Array.from({ length: 8 - front.length - back.length }, () => 0), ...back];
}

/** `public`: on the Internet. `private`: one's own network or this computer. `never`: link-local, metadata, reserved. */
export function reachOf(address: string): 'public' | 'private' | 'never' {
  const family = isIP(address.split('%', 1)[0] ?? '');
  if (family === 0) return 'never';
  if (family === 6) {
    const v4 = carriedV4(address);
    if (v4) return reachOf(v4);
  }
  const kind = family === 6 ? 'ipv6' : 'ipv4';
  const plain = address.split('%', 1)[0] ?? '';
  if (special.check(plain, kind)) return 'never';
  return inside.check(plain, kind) ? 'private' : 'public';
}
