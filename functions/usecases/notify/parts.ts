import type { Channel } from '../../ports/channel.ts';
import type { House } from '../house.ts';

/** What bringing messages to people takes. */
export interface NotifyParts extends Pick<
  House,
  'cases' | 'people' | 'policy' | 'time' | 'mailroom' | 'ledger' | 'webhooks'
> {
  /** Ways out of the house; none is needed for the mail inside it. */
  readonly channels: readonly Channel[];
}
