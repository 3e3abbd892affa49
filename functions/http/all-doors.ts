import type { House } from '../usecases/house.ts';
import type { Outside } from '../ports/outside.ts';
import type { Door } from './door.ts';
import type { Stage } from './route.ts';
import { door as beginHandover } from './doors/begin-handover.ts';
import { door as addWebhook } from './doors/add-webhook.ts';
import { door as listDeliveries } from './doors/list-deliveries.ts';
import { door as listWebhooks } from './doors/list-webhooks.ts';
import { door as removeWebhook } from './doors/remove-webhook.ts';
import { door as resendDelivery } from './doors/resend-delivery.ts';
import { door as tryWebhook } from './doors/try-webhook.ts';
import { door as claimTask } from './doors/claim-task.ts';
import { door as countInbox } from './doors/count-inbox.ts';
import { door as decideTask } from './doors/decide-task.ts';
import { door as endSubstitution } from './doors/end-substitution.ts';
import { door as enterSubstitution } from './doors/enter-substitution.ts';
import { door as extendClock } from './doors/extend-clock.ts';
import { door as fileComplaint } from './doors/file-complaint.ts';
import { door as fileObjection } from './doors/file-objection.ts';
import { door as findCases } from './doors/find-cases.ts';
import { door as health } from './doors/health.ts';
import { door as listApplicationTasks } from './doors/list-application-tasks.ts';
import { door as listMonitoringPool } from './doors/list-monitoring-pool.ts';
import { door as listPublicNotices } from './doors/list-public-notices.ts';
import { door as listSubstitutions } from './doors/list-substitutions.ts';
import { door as listSupervised } from './doors/list-supervised.ts';
import { door as listUnitTasks } from './doors/list-unit-tasks.ts';
import { door as pauseClock } from './doors/pause-clock.ts';
import { door as readApplication } from './doors/read-application.ts';
import { door as readChain } from './doors/read-chain.ts';
import { door as readClassification } from './doors/read-classification.ts';
import { door as readDeadline } from './doors/read-deadline.ts';
import { door as readEvents } from './doors/read-events.ts';
import { door as readHandover } from './doors/read-handover.ts';
import { door as readInbox } from './doors/read-inbox.ts';
import { door as readLetter } from './doors/read-letter.ts';
import { door as readReceipt } from './doors/read-receipt.ts';
import { door as readRefusalLetter } from './doors/read-refusal-letter.ts';
import { door as readSupervision } from './doors/read-supervision.ts';
import { door as readTask } from './doors/read-task.ts';
import { door as markRead } from './doors/mark-read.ts';
import { door as readChanges } from './doors/read-changes.ts';
import { door as readMessages } from './doors/read-messages.ts';
import { door as reassignTask } from './doors/reassign-task.ts';
import { door as releaseTask } from './doors/release-task.ts';
import { door as restartApplication } from './doors/restart-application.ts';
import { door as resumeClock } from './doors/resume-clock.ts';
import { door as submitApplication } from './doors/submit-application.ts';
import { door as supplementApplication } from './doors/supplement-application.ts';
import { door as takeBackTask } from './doors/take-back-task.ts';
import { door as urgeTask } from './doors/urge-task.ts';
import { door as withdrawApplication } from './doors/withdraw-application.ts';

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

/** People's work. */
export const workDoors = (house: House, outside: Outside): readonly Door[] => [
  addWebhook(house, outside),
  tryWebhook(house, outside),
  ...[
    readInbox,
    countInbox,
    listUnitTasks,
    listApplicationTasks,
    readTask,
    claimTask,
    releaseTask,
    decideTask,
    reassignTask,
    urgeTask,
    takeBackTask,
    enterSubstitution,
    listSubstitutions,
    endSubstitution,
    readSupervision,
    listSupervised,
    beginHandover,
    readHandover,
    readMessages,
    readChanges,
    markRead,
    listWebhooks,
    removeWebhook,
    listDeliveries,
    resendDelivery,
    restartApplication,
  ].map((door) => door(house)),
];
