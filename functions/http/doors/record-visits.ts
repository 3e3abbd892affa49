import type { House } from '../../usecases/house.ts';
import { recordVisits } from '../../usecases/visit/record-visits.ts';
import { door as open } from '../door.ts';
import { respond } from '../respond.ts';
import { visitRoutes } from '../routes/visits.ts';
import { visitRecords } from '../visit-records.ts';

export const door = (house: House) =>
  open(visitRoutes.recordVisits, async ({ by, body }) => {
    const { view } = await recordVisits(house, { by, ...visitRecords(body.records) });
    return respond(visitRoutes.recordVisits, 200, view);
  });
