import { withJudgement } from './alert/with-judgement.ts';
import { withAnnouncements } from './announce.ts';
import { withClockwork } from './clockwork.ts';
import type { Authorize } from '../domain/authority/authorize.ts';
import type { Cases, Doorbells } from '../ports/cases.ts';
import type { Ids } from '../ports/ids.ts';
import type { People } from '../ports/people.ts';
import type { Mailroom, Ledger } from '../ports/notification.ts';
import type { Policy } from '../ports/policy.ts';
import type { Time } from '../ports/time.ts';
import type { Webhooks } from '../ports/webhooks.ts';
import type { Worklists } from '../ports/worklists.ts';
import type { FeedParts } from './feed/parts.ts';

/** What most use cases need. */
export interface House {
  readonly cases: Cases;
  readonly people: People;
  readonly worklists: Worklists;
  readonly mailroom: Mailroom;
  readonly ledger: Ledger;
  readonly webhooks: Webhooks;
  readonly policy: Policy;
  readonly time: Time;
  readonly ids: Ids;
  readonly authorize: Authorize;
  /** The register of feeds; absent where no lake is at hand. */
  readonly feeds?: Pick<FeedParts, 'feeds' | 'lake' | 'states'>;
}

/** Puts in front of the repository what every write of a case must do. */
export function furnished(house: HouseWithDoorbells): HouseWithDoorbells {
  return { ...house, cases: withClockwork(withAnnouncements(withJudgement(house.cases), house.policy), house) };
}

export interface HouseWithDoorbells extends House {
  readonly doorbells: Doorbells;
}
