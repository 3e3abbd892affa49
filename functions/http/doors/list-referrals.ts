import type { House } from '../../usecases/house.ts';
import { isDeclined } from '../../usecases/outcome.ts';
import { listReferrals } from '../../usecases/referral/list-referrals.ts';
import { door as open } from '../door.ts';
import { decline, respond } from '../respond.ts';
import { referralRoutes } from '../routes/referral.ts';

export const door = (house: House) =>
  open(referralRoutes.listReferrals, async ({ by, params }) => {
    const outcome = await listReferrals(house, { by, householdId: params.householdId });
    return isDeclined(outcome) ? decline(outcome) : respond(referralRoutes.listReferrals, 200, outcome.view);
  });
