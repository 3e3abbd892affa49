import type { House } from '../../usecases/house.ts';
import type { Door } from '../door.ts';
import { door as listReferrals } from '../doors/list-referrals.ts';
import { door as openReferral } from '../doors/open-referral.ts';
import { door as readReferral } from '../doors/read-referral.ts';
import { door as readReferralLetter } from '../doors/read-referral-letter.ts';
import { door as withdrawReferral } from '../doors/withdraw-referral.ts';

/** 一门受理、协同办理. */
export const referralDoors = (house: House): readonly Door[] =>
  [openReferral, readReferral, listReferrals, readReferralLetter, withdrawReferral].map((door) => door(house));
