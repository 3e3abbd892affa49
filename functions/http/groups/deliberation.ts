import type { House } from '../../usecases/house.ts';
import type { Door } from '../door.ts';
import { door as castVote } from '../doors/cast-vote.ts';
import { door as closeBallot } from '../doors/close-ballot.ts';
import { door as declareConflict } from '../doors/declare-conflict.ts';
import { door as listBallots } from '../doors/list-ballots.ts';
import { door as openMotion } from '../doors/open-motion.ts';
import { door as readMinutes } from '../doors/read-minutes.ts';
import { door as readMotion } from '../doors/read-motion.ts';
import { door as recordAttendance } from '../doors/record-attendance.ts';

/** Motions before the coordination mechanism. */
export const deliberationDoors = (house: House): readonly Door[] =>
  [openMotion, listBallots, readMotion, declareConflict, recordAttendance, castVote, closeBallot, readMinutes].map(
    (door) => door(house),
  );
