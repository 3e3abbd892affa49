import type { House } from '../../usecases/house.ts';
import { isDeclined } from '../../usecases/outcome.ts';
import { openReferral } from '../../usecases/referral/open-referral.ts';
import { door as open } from '../door.ts';
import { decline, respond } from '../respond.ts';
import { referralRoutes } from '../routes/referral.ts';

export const door = (house: House) =>
  open(referralRoutes.openReferral, async ({ by, body, key }) => {
    const outcome = await openReferral(house, { by, request: body, key });
    if (isDeclined(outcome)) return decline(outcome);
    return respond(referralRoutes.openReferral, 201, outcome, { location: `/referrals/${outcome.caseId}` });
  });
