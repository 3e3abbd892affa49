import type { House } from '../../usecases/house.ts';
import { isDeclined } from '../../usecases/outcome.ts';
import { withdrawReferral } from '../../usecases/referral/withdraw-referral.ts';
import { door as open } from '../door.ts';
import { decline, respond } from '../respond.ts';
import { referralRoutes } from '../routes/referral.ts';

export const door = (house: House) =>
  open(referralRoutes.withdrawReferral, async ({ by, params, body, key }) => {
    const outcome = await withdrawReferral(house, { by, caseId: params.caseId, key, ...body });
    return isDeclined(outcome) ? decline(outcome) : respond(referralRoutes.withdrawReferral, 200, outcome);
  });
