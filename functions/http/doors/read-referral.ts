import type { House } from '../../usecases/house.ts';
import { isDeclined } from '../../usecases/outcome.ts';
import { readReferral } from '../../usecases/referral/read-referral.ts';
import { door as open } from '../door.ts';
import { decline, respond } from '../respond.ts';
import { referralRoutes } from '../routes/referral.ts';

export const door = (house: House) =>
  open(referralRoutes.readReferral, async ({ by, params }) => {
    const outcome = await readReferral(house, { by, caseId: params.caseId });
    return isDeclined(outcome) ? decline(outcome) : respond(referralRoutes.readReferral, 200, outcome.view);
  });
