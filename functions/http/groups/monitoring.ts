import type { House } from '../../usecases/house.ts';
import type { Door } from '../door.ts';
import { door as closeAlerts } from '../doors/close-alerts.ts';
import { door as listVisits } from '../doors/list-visits.ts';
import { door as openVisit } from '../doors/open-visit.ts';
import { door as planVisits } from '../doors/plan-visits.ts';
import { door as readAlert } from '../doors/read-alert.ts';
import { door as readRelief } from '../doors/read-relief.ts';
import { door as readVisitHours } from '../doors/read-visit-hours.ts';
import { door as readVisit } from '../doors/read-visit.ts';
import { door as recordVisits } from '../doors/record-visits.ts';
import { door as requestRelief } from '../doors/request-relief.ts';
import { door as submitAlert } from '../doors/submit-alert.ts';
import { door as submitAlerts } from '../doors/submit-alerts.ts';
import { door as withdrawRelief } from '../doors/withdraw-relief.ts';

/** Alerts, visits, and help that cannot wait. */
export const monitoringDoors = (house: House): readonly Door[] =>
  [
    submitAlert,
    submitAlerts,
    closeAlerts,
    readAlert,
    openVisit,
    listVisits,
    recordVisits,
    planVisits,
    readVisit,
    readVisitHours,
    requestRelief,
    readRelief,
    withdrawRelief,
  ].map((door) => door(house));
