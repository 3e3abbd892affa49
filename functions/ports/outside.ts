import type { Channel } from './channel.ts';

export const addressFaults = [
  'webhook-url-invalid',
  'webhook-not-https',
  'webhook-credentials',
  'webhook-address-literal',
  'webhook-address-private',
  'webhook-unresolvable',
] as const;
/** Why nothing may be sent to an address. */
export type AddressFault = (typeof addressFaults)[number];

/** The world beyond the house, as far as messages go there. */
export interface Outside {
  /** Where the address leads now. It is looked at again at every sending: names move. */
  check(
    url: string,
  ): Promise<
    { readonly kind: 'fine'; readonly host: string } | { readonly kind: 'refused'; readonly why: AddressFault }
  >;
  readonly webhook: Channel;
}
