import type { House } from '../../usecases/house.ts';
import type { Door } from '../door.ts';
import { door as closeAlerts } from '../doors/close-alerts.ts';
import { door as readAlert } from '../doors/read-alert.ts';
import { door as readRelief } from '../doors/read-relief.ts';
import { door as requestRelief } from '../doors/request-relief.ts';
import { door as submitAlert } from '../doors/submit-alert.ts';
import { door as submitAlerts } from '../doors/submit-alerts.ts';
import { door as withdrawRelief } from '../doors/withdraw-relief.ts';

/** Alerts, and help that cannot wait. */
export const monitoringDoors = (house: House): readonly Door[] =>
  [submitAlert, submitAlerts, closeAlerts, readAlert, requestRelief, readRelief, withdrawRelief].map((door) =>
    door(house),
  );
