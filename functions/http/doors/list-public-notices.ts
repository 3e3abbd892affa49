import type { House } from '../../usecases/house.ts';
import { isDeclined } from '../../usecases/outcome.ts';
import { listPublicNotices } from '../../usecases/read-lists.ts';
import { door as open } from '../door.ts';
import { decline, respond } from '../respond.ts';
import { casesRoutes } from '../routes/cases.ts';

export const door = (house: House) =>
  open(casesRoutes.listPublicNotices, async ({ query }) => {
    const outcome = await listPublicNotices(house, query.area);
    return isDeclined(outcome) ? decline(outcome) : respond(casesRoutes.listPublicNotices, 200, outcome.view);
  });
