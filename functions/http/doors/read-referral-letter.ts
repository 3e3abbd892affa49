import type { House } from '../../usecases/house.ts';
import { isDeclined } from '../../usecases/outcome.ts';
import { readReferralLetter } from '../../usecases/referral/read-referral.ts';
import { door as open } from '../door.ts';
import { letterPage } from '../letter-page.ts';
import { decline, respondPage } from '../respond.ts';
import { referralRoutes } from '../routes/referral.ts';

export const door = (house: House) =>
  open(referralRoutes.readReferralLetter, async ({ by, params }) => {
    const outcome = await readReferralLetter(house, { by, ...params });
    return isDeclined(outcome)
      ? decline(outcome)
      : respondPage(referralRoutes.readReferralLetter, letterPage(outcome.page));
  });
