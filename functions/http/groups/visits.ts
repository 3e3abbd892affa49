import type { House } from '../../usecases/house.ts';
import type { Door } from '../door.ts';
import { door as listVisits } from '../doors/list-visits.ts';
import { door as openVisit } from '../doors/open-visit.ts';
import { door as planVisits } from '../doors/plan-visits.ts';
import { door as readVisit } from '../doors/read-visit.ts';
import { door as readVisitHours } from '../doors/read-visit-hours.ts';
import { door as recordVisits } from '../doors/record-visits.ts';

/** Families that somebody goes and looks after. */
export const visitsDoors = (house: House): readonly Door[] =>
  [openVisit, listVisits, recordVisits, planVisits, readVisit, readVisitHours].map((door) => door(house));
