import { lookup } from 'node:dns/promises';
import { BlockList, isIP } from 'node:net';
import type { AddressFault } from '../../ports/outside.ts';

export interface Address {
  readonly address: string;
  readonly family: 4 | 6;
}

export interface AddressGuard {
  /** All addresses of a name, as the system resolves it; throws where there are none. */
  readonly resolve: (host: string) => Promise<readonly Address[]>;
  readonly isRefused: (address: Address) => boolean;
}

export type Checked =
  | { readonly kind: 'fine'; readonly url: URL; readonly address: Address }
  | { readonly kind: 'refused'; readonly why: AddressFault };

/** Everything that is not the public internet, by the special-purpose registries of IANA (RFC 6890 and successors). */
const special4: readonly (readonly [string, number])[] = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  // Shared by carriers' address translation.
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  // Link-local; the clouds' metadata services are here.
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
  // The metadata service of another cloud stands among public addresses.
  ['100.100.100.200', 32],
];
/** Within 2000::/3, outside of which nothing is public: what carries an IPv4 address or is no host. */
const special6: readonly (readonly [string, number])[] = [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
];

const refused4 = new BlockList();
for (const [net, prefix] of special4) refused4.addSubnet(net, prefix, 'ipv4');
const public6 = new BlockList();
public6.addSubnet('2000::', 3, 'ipv6');
const refused6 = new BlockList();
for (const [net, prefix] of special6) refused6.addSubnet(net, prefix, 'ipv6');

/** Loopback, private, link-local, shared, multicast, reserved; and every IPv6 address that hides an IPv4 one. */
export const isRefused = ({ address, family }: Address): boolean =>
  family === 4 ? refused4.check(address, 'ipv4') : !public6.check(address, 'ipv6') || refused6.check(address, 'ipv6');

export const publicInternet: AddressGuard = {
  resolve: async (host) =>
    (await lookup(host, { all: true })).map(({ address, family }) => ({ address, family: family === 6 ? 6 : 4 })),
  isRefused,
};

/** Reads an address and finds where it leads. One refused address among several is enough: the next look may give it. */
export async function checkAddress(text: string, guard: AddressGuard): Promise<Checked> {
  if (!URL.canParse(text)) return { kind: 'refused', why: 'webhook-url-invalid' };
  const url = new URL(text);
  if (url.protocol !== 'https:') return { kind: 'refused', why: 'webhook-not-https' };
  if (url.username !== '' || url.password !== '') return { kind: 'refused', why: 'webhook-credentials' };
  // The parser has turned every way of writing an IPv4 address into dots by now.
  if (url.hostname.startsWith('[') || isIP(url.hostname) !== 0) {
    return { kind: 'refused', why: 'webhook-address-literal' };
  }
  let addresses: readonly Address[];
  try {
    addresses = await guard.resolve(url.hostname);
  } catch {
    return { kind: 'refused', why: 'webhook-unresolvable' };
  }
  const [address] = addresses;
  if (address === undefined) return { kind: 'refused', why: 'webhook-unresolvable' };
  if (addresses.some(guard.isRefused)) return { kind: 'refused', why: 'webhook-address-private' };
  return { kind: 'fine', url, address };
}
