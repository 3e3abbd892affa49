import type { House } from '../../usecases/house.ts';
import type { Door } from '../door.ts';
import type { Stage } from '../route.ts';
import { door as extendClock } from '../doors/extend-clock.ts';
import { door as fileComplaint } from '../doors/file-complaint.ts';
import { door as fileObjection } from '../doors/file-objection.ts';
import { door as findCases } from '../doors/find-cases.ts';
import { door as health } from '../doors/health.ts';
import { door as listMonitoringPool } from '../doors/list-monitoring-pool.ts';
import { door as listPublicNotices } from '../doors/list-public-notices.ts';
import { door as pauseClock } from '../doors/pause-clock.ts';
import { door as readApplication } from '../doors/read-application.ts';
import { door as readChain } from '../doors/read-chain.ts';
import { door as readClassification } from '../doors/read-classification.ts';
import { door as readDeadline } from '../doors/read-deadline.ts';
import { door as readEvents } from '../doors/read-events.ts';
import { door as readLetter } from '../doors/read-letter.ts';
import { door as readReceipt } from '../doors/read-receipt.ts';
import { door as readRefusalLetter } from '../doors/read-refusal-letter.ts';
import { door as resumeClock } from '../doors/resume-clock.ts';
import { door as submitApplication } from '../doors/submit-application.ts';
import { door as supplementApplication } from '../doors/supplement-application.ts';
import { door as withdrawApplication } from '../doors/withdraw-application.ts';

/** Families, their applications and what the public may see. */
export const intakeDoors = (house: House, stage: Stage): readonly Door[] => [
  health(house, stage),
  ...[
    submitApplication,
    supplementApplication,
    readApplication,
    readClassification,
    readReceipt,
    readDeadline,
    readRefusalLetter,
    readLetter,
    readEvents,
    withdrawApplication,
    fileObjection,
    fileComplaint,
    pauseClock,
    resumeClock,
    extendClock,
    readChain,
    listPublicNotices,
    listMonitoringPool,
    findCases,
  ].map((door) => door(house)),
];
