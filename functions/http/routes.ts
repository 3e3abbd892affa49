import { casesRoutes } from './routes/cases.ts';
import { databaseRoutes } from './routes/database.ts';
import { discoveryRoutes } from './routes/discovery.ts';
import { deliberationRoutes } from './routes/deliberation.ts';
import { feedRoutes } from './routes/feeds.ts';
import { intakeRoutes } from './routes/intake.ts';
import { messagesRoutes } from './routes/messages.ts';
import { monitoringRoutes } from './routes/monitoring.ts';
import { peopleRoutes } from './routes/people.ts';
import { terminationRoutes } from './routes/termination.ts';
import { referralRoutes } from './routes/referral.ts';
import { visitRoutes } from './routes/visits.ts';
import { workRoutes } from './routes/work.ts';
import type { Routes } from './route.ts';

/** Every route of the house. Read by CDK, the doors, the embedded home, the API page and the tests of who may do what. */
export const routes = {
  ...intakeRoutes,
  ...casesRoutes,
  ...workRoutes,
  ...referralRoutes,
  ...peopleRoutes,
  ...terminationRoutes,
  ...messagesRoutes,
  ...deliberationRoutes,
  ...monitoringRoutes,
  ...visitRoutes,
  ...databaseRoutes,
  ...discoveryRoutes,
  ...feedRoutes,
} as const satisfies Routes;
