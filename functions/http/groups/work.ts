import type { House } from '../../usecases/house.ts';
import type { Door } from '../door.ts';
import { door as claimTask } from '../doors/claim-task.ts';
import { door as countInbox } from '../doors/count-inbox.ts';
import { door as decideTask } from '../doors/decide-task.ts';
import { door as listCaseTasks } from '../doors/list-case-tasks.ts';
import { door as listUnitTasks } from '../doors/list-unit-tasks.ts';
import { door as readInbox } from '../doors/read-inbox.ts';
import { door as readTask } from '../doors/read-task.ts';
import { door as reassignTask } from '../doors/reassign-task.ts';
import { door as releaseTask } from '../doors/release-task.ts';
import { door as restartCase } from '../doors/restart-case.ts';
import { door as takeBackTask } from '../doors/take-back-task.ts';
import { door as urgeTask } from '../doors/urge-task.ts';

/** People's work. */
export const workDoors = (house: House): readonly Door[] =>
  [
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
    restartCase,
  ].map((door) => door(house));
