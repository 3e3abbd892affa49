import type { House } from '../../usecases/house.ts';
import type { Door } from '../door.ts';
import type { Stage } from '../route.ts';
import { door as extendClock } from '../doors/extend-clock.ts';
import { door as fileComplaint } from '../doors/file-complaint.ts';
import { door as fileObjection } from '../doors/file-objection.ts';
import { door as health } from '../doors/health.ts';
import { door as pauseClock } from '../doors/pause-clock.ts';
import { door as resumeClock } from '../doors/resume-clock.ts';
import { door as submitApplication } from '../doors/submit-application.ts';
import { door as supplementApplication } from '../doors/supplement-application.ts';
import { door as withdrawApplication } from '../doors/withdraw-application.ts';

/** Families and their applications: what is filed, and what the clock is told. */
export const intakeDoors = (house: House, stage: Stage): readonly Door[] => [
  health(house, stage),
  ...[
    submitApplication,
    supplementApplication,
    withdrawApplication,
    fileObjection,
    fileComplaint,
    pauseClock,
    resumeClock,
    extendClock,
  ].map((door) => door(house)),
];
