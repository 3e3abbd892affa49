import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { setTimeout as sleep } from 'node:timers/promises';
import { scanIndex } from '../adapters/dynamodb/scan-index.ts';
import type { DueIndex } from '../ports/cases.ts';
import { dueInstant } from '../store/queues.ts';
import { deliverWaiting } from '../usecases/sweep/deliver-message.ts';
import { runDue } from '../usecases/sweep/run-due.ts';
import type { House } from '../usecases/house.ts';
import type { MoveTestClockParts } from '../usecases/move-test-clock.ts';
import { clientSettings } from './clients.ts';
import { clock } from './clock.ts';
import { readEnvironment, storeSettings } from './environment.ts';
import type { Environment } from './environment.ts';
import type { ReportFailure } from './failure-log.ts';
import type { HttpGroup } from './http-group.ts';
import { openIdentity } from './identity.ts';
import { openSweeps } from './sweeps.ts';

export interface ClockDesk extends Pick<HttpGroup, 'identity'> {
  readonly house: House;
  readonly parts: MoveTestClockParts;
  readonly reportFailure: ReportFailure;
}

const LOOKS = 20;
const LOOK_MS = 50;

/** The clock of a test deployment. As it moves it does what is due and hands on what waits; the rest is the sweep's, as ever. */
export async function openClockDesk(environment: Environment): Promise<ClockDesk> {
  const { house, dueIndex, rungs, retry, delivery, unsettled, reportFailure } = await openSweeps(environment);
  const isBusy = async (): Promise<boolean> => {
    for await (const _ of delivery.outbox.waiting()) return true;
    for await (const _ of unsettled.unsettled(clock.now())) return true;
    return false;
  };
  // A sweep that did nothing has set nothing going.
  let hasDoneNothing = false;
  return {
    identity: openIdentity(environment),
    house,
    reportFailure,
    parts: {
      clock,
      dueIndex: { ...dueIndex, next: nextInstant(environment, dueIndex) },
      /** Waits until no message waits and no closed task waits for its procedure, but not for long: others may be at work. */
      async rest() {
        if (hasDoneNothing) {
          hasDoneNothing = false;
          return;
        }
        // Twice in a row: between two looks a procedure may be on its way from one task to the next.
        for (let look = 0, quiet = 0; look < LOOKS && quiet < 2; look += 1) {
          quiet = (await isBusy()) ? 0 : quiet + 1;
          await sleep(LOOK_MS);
        }
      },
      async runSweeps() {
        const report = await runDue(house, { dueIndex, rungs, retry });
        const delivered = await deliverWaiting(delivery, (id, error) => reportFailure(`outbox message ${id}`, error));
        hasDoneNothing = delivered + report.noticesEnded + report.limitsExceeded + report.reminded === 0;
        return report;
      },
    },
  };
}

/**
 * The whole index at once instead of each hour in each shard: days pass in a second, and few cases are open. Where nothing is left from before, the
 * sweep is spared the hours in between, in which nothing is due.
 */
function nextInstant(environment: Environment, dueIndex: DueIndex): DueIndex['next'] {
  const { TABLE_NAME: tableName } = readEnvironment(storeSettings, environment);
  const client = new DynamoDBClient(clientSettings);
  return async (after, until) => {
    let soonest: number | undefined;
    let isLeft = false;
    for await (const key of scanIndex(client, { tableName, indexName: 'gsi3', sortKey: 'gsi3sk' })) {
      const at = dueInstant(key);
      if (at <= after) isLeft = true;
      else if (at < until && (soonest === undefined || at < soonest)) soonest = at;
    }
    if (!isLeft) await dueIndex.lookedThrough(soonest ?? until);
    return soonest;
  };
}
