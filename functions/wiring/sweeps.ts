import type { DueIndex, Unsettled } from '../ports/cases.ts';
import { createSettings } from '../store/settings.ts';
import { createDueIndex, createOutbox, createUnsettled } from '../store/queues.ts';
import type { Metrics } from '../ports/metrics.ts';
import type { Rungs } from '../ports/rungs.ts';
import { createRungs } from '../store/rungs.ts';
import type { Settings } from '../ports/settings.ts';
import type { WorkflowService } from '../ports/workflow.ts';
import type { House } from '../usecases/house.ts';
import type { Delivery } from '../usecases/sweep/deliver-message.ts';
import type { DeliveryKey } from '../domain/notification/delivery.ts';
import { retryDelivery } from '../usecases/notify/retry-delivery.ts';
import { deliverNotice } from '../usecases/notify/deliver-notice.ts';
import { answerTask } from '../usecases/sweep/answer-task.ts';
import { runHandover } from '../usecases/sweep/run-handover.ts';
import type { Environment } from './environment.ts';
import { openFailureLog } from './failure-log.ts';
import type { ReportFailure } from './failure-log.ts';
import { houseOver } from './house.ts';
import { openNotifying } from './courier.ts';
import { openMetrics } from './metrics.ts';
import { openStore } from './store.ts';
import { openSealingVault } from './vault.ts';
import { openWorkflow } from './workflow.ts';

export interface Sweeping {
  readonly house: House;
  readonly dueIndex: DueIndex;
  readonly rungs: Rungs;
  readonly unsettled: Unsettled;
  readonly settings: Settings;
  readonly delivery: Delivery & { readonly workflow: WorkflowService };
  readonly retry: (delivery: DeliveryKey, now: number) => Promise<void>;
  readonly metrics: Metrics;
  readonly reportFailure: ReportFailure;
}

/** The due index, the outbox and the look for what was left behind. The role opens doorbells and no family's data. */
export async function openSweeps(environment: Environment): Promise<Sweeping> {
  const items = openStore(environment);
  const house = houseOver(items, openSealingVault(environment));
  const notifying = openNotifying(environment, house);
  return {
    house,
    dueIndex: createDueIndex(items),
    rungs: createRungs({ items, time: house.time, ids: house.ids }),
    unsettled: createUnsettled(items),
    settings: createSettings(items),
    retry: (delivery, now) => retryDelivery(notifying, delivery, now),
    delivery: {
      doorbells: house.doorbells,
      outbox: createOutbox(items),
      workflow: openWorkflow(environment),
      notify: (id, message) => deliverNotice(notifying, id, message),
      handover: (id) => runHandover(house, id),
      answer: (answer) => answerTask(house, answer),
    },
    metrics: openMetrics(environment),
    reportFailure: openFailureLog('sweeps'),
  };
}
