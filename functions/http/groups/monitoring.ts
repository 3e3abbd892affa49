import type { House } from '../../usecases/house.ts';
import type { Door } from '../door.ts';
import { door as readRelief } from '../doors/read-relief.ts';
import { door as requestRelief } from '../doors/request-relief.ts';
import { door as withdrawRelief } from '../doors/withdraw-relief.ts';

/** Alerts, and help that cannot wait. */
export const monitoringDoors = (house: House): readonly Door[] =>
  [requestRelief, readRelief, withdrawRelief].map((door) => door(house));
