import type { Authorize } from '../domain/authority/authorize.ts';
import type { Cases, Doorbells } from '../ports/cases.ts';
import type { Ids } from '../ports/ids.ts';
import type { Policy } from '../ports/policy.ts';
import type { Time } from '../ports/time.ts';

/** What most use cases need. */
export interface House {
  readonly cases: Cases;
  readonly policy: Policy;
  readonly time: Time;
  readonly ids: Ids;
  readonly authorize: Authorize;
}

export interface HouseWithDoorbells extends House {
  readonly doorbells: Doorbells;
}
