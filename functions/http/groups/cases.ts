import type { House } from '../../usecases/house.ts';
import type { Door } from '../door.ts';
import { door as findCases } from '../doors/find-cases.ts';
import { door as listMonitoringPool } from '../doors/list-monitoring-pool.ts';
import { door as listPublicNotices } from '../doors/list-public-notices.ts';
import { door as readApplication } from '../doors/read-application.ts';
import { door as readChain } from '../doors/read-chain.ts';
import { door as readClassification } from '../doors/read-classification.ts';
import { door as readDeadline } from '../doors/read-deadline.ts';
import { door as readEvents } from '../doors/read-events.ts';
import { door as readLetter } from '../doors/read-letter.ts';
import { door as readReceipt } from '../doors/read-receipt.ts';
import { door as readRefusalLetter } from '../doors/read-refusal-letter.ts';

/** Where an application stands, what was written about it, and what the public may see. */
export const casesDoors = (house: House): readonly Door[] =>
  [
    readApplication,
    readClassification,
    readReceipt,
    readDeadline,
    readRefusalLetter,
    readLetter,
    readEvents,
    readChain,
    listPublicNotices,
    listMonitoringPool,
    findCases,
  ].map((door) => door(house));
