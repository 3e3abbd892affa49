import type { House } from '../../usecases/house.ts';
import type { QueryParts } from '../../usecases/household/query-person.ts';
import type { Door } from '../door.ts';
import { door as openAdjudication } from '../doors/open-adjudication.ts';
import { door as queryPerson } from '../doors/query-person.ts';
import { door as readAccessLog } from '../doors/read-access-log.ts';
import { door as readAdjudication } from '../doors/read-adjudication.ts';
import { door as readHousehold } from '../doors/read-household.ts';
import { door as reviewHouseholds } from '../doors/review-households.ts';

/** The register of low-income people, and what departments' feeds say of them. */
export const databaseDoors = (house: House, parts: QueryParts): readonly Door[] => [
  readHousehold(house, parts.feeds),
  reviewHouseholds(house, parts.feeds),
  openAdjudication(house),
  readAdjudication(house),
  queryPerson(house, parts),
  readAccessLog(house, parts),
];
