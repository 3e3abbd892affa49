import type { House } from '../../usecases/house.ts';
import type { Outside } from '../../ports/outside.ts';
import type { Door } from '../door.ts';
import { door as beginHandover } from '../doors/begin-handover.ts';
import { door as addWebhook } from '../doors/add-webhook.ts';
import { door as listDeliveries } from '../doors/list-deliveries.ts';
import { door as listWebhooks } from '../doors/list-webhooks.ts';
import { door as removeWebhook } from '../doors/remove-webhook.ts';
import { door as resendDelivery } from '../doors/resend-delivery.ts';
import { door as tryWebhook } from '../doors/try-webhook.ts';
import { door as claimTask } from '../doors/claim-task.ts';
import { door as countInbox } from '../doors/count-inbox.ts';
import { door as decideTask } from '../doors/decide-task.ts';
import { door as endSubstitution } from '../doors/end-substitution.ts';
import { door as enterSubstitution } from '../doors/enter-substitution.ts';
import { door as listCaseTasks } from '../doors/list-case-tasks.ts';
import { door as listSubstitutions } from '../doors/list-substitutions.ts';
import { door as listSupervised } from '../doors/list-supervised.ts';
import { door as listUnitTasks } from '../doors/list-unit-tasks.ts';
import { door as readHandover } from '../doors/read-handover.ts';
import { door as readInbox } from '../doors/read-inbox.ts';
import { door as readSupervision } from '../doors/read-supervision.ts';
import { door as readTask } from '../doors/read-task.ts';
import { door as markRead } from '../doors/mark-read.ts';
import { door as readChanges } from '../doors/read-changes.ts';
import { door as readMessages } from '../doors/read-messages.ts';
import { door as reassignTask } from '../doors/reassign-task.ts';
import { door as releaseTask } from '../doors/release-task.ts';
import { door as restartCase } from '../doors/restart-case.ts';
import { door as takeBackTask } from '../doors/take-back-task.ts';
import { door as urgeTask } from '../doors/urge-task.ts';

/** People's work. */
export const workDoors = (house: House, outside: Outside): readonly Door[] => [
  addWebhook(house, outside),
  tryWebhook(house, outside),
  ...[
    readInbox,
    countInbox,
    listUnitTasks,
    listCaseTasks,
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
    restartCase,
  ].map((door) => door(house)),
];
