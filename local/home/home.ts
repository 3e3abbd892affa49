import { randomIds } from '../../functions/adapters/crypto/random-ids.ts';
import { createFeedRows } from '../../functions/adapters/duckdb/feed-rows.ts';
import { noLake } from '../../functions/adapters/lake/no-lake.ts';
import type { KeyFile } from '../../functions/adapters/crypto/key-file.ts';
import { createVault } from '../../functions/adapters/crypto/vault.ts';
import { createOutside } from '../../functions/adapters/channels/webhook.ts';
import type { WebhookChannelOptions } from '../../functions/adapters/channels/webhook.ts';
import { openTable } from '../../functions/adapters/tabular/open-table.ts';
import { createPolicy } from '../../functions/adapters/policy/policy-pack.ts';
import type { CommitterStats } from '../../functions/adapters/sqlite/committer.ts';
import { authorize } from '../../functions/domain/authority/authorize.ts';
import { databaseDoors } from '../../functions/http/groups/database.ts';
import { deliberationDoors } from '../../functions/http/groups/deliberation.ts';
import { intakeDoors } from '../../functions/http/groups/intake.ts';
import { casesDoors } from '../../functions/http/groups/cases.ts';
import { messagesDoors } from '../../functions/http/groups/messages.ts';
import { peopleDoors } from '../../functions/http/groups/people.ts';
import { visitsDoors } from '../../functions/http/groups/visits.ts';
import { terminationDoors } from '../../functions/http/groups/termination.ts';
import { referralDoors } from '../../functions/http/groups/referral.ts';
import { monitoringDoors } from '../../functions/http/groups/monitoring.ts';
import { workDoors } from '../../functions/http/groups/work.ts';
import { doors as testClockDoors } from '../../functions/http/doors/test-clock.ts';
import type { HttpEvent, HttpResponse } from '../../functions/http/http.ts';
import { httpHandler } from '../../functions/http/middleware.ts';
import type { Stage } from '../../functions/http/route.ts';
import type { Anchors } from '../../functions/ports/anchors.ts';
import type { Identity } from '../../functions/ports/identity.ts';
import type { Policy } from '../../functions/ports/policy.ts';
import type { Ids } from '../../functions/ports/ids.ts';
import type { DeliveryKey } from '../../functions/domain/notification/delivery.ts';
import type { NotifyMessage } from '../../functions/domain/casework/message.ts';
import type { Item } from '../../functions/ports/item-store.ts';
import { createAccessLog } from '../../functions/store/access-log.ts';
import { createCases } from '../../functions/store/cases.ts';
import { createDoorbells } from '../../functions/store/doorbells.ts';
import { createDueIndex, createOutbox, createUnsettled } from '../../functions/store/queues.ts';
import { createLedger } from '../../functions/store/ledger.ts';
import { createMailroom } from '../../functions/store/mail.ts';
import { createPeople } from '../../functions/store/people.ts';
import { createRungs } from '../../functions/store/rungs.ts';
import { createSettings } from '../../functions/store/settings.ts';
import { storedClock } from '../../functions/store/stored-clock.ts';
import { createTokens } from '../../functions/store/tokens.ts';
import { createWebhooks } from '../../functions/store/webhooks.ts';
import { createWorklists } from '../../functions/store/worklists.ts';
import { sweepDoor } from '../../functions/sweeps/sweep.ts';
import { taskDoors } from '../../functions/tasks/doors.ts';
import { furnished } from '../../functions/usecases/house.ts';
import type { HouseWithDoorbells } from '../../functions/usecases/house.ts';
import { followRules } from '../../functions/usecases/sweep/follow-rules.ts';
import { welcoming } from '../../functions/http/welcome.ts';
import { runDue } from '../../functions/usecases/sweep/run-due.ts';
import { deliverNotice } from '../../functions/usecases/notify/deliver-notice.ts';
import { retryDelivery } from '../../functions/usecases/notify/retry-delivery.ts';
import type { NotifyParts } from '../../functions/usecases/notify/parts.ts';
import { answerTask } from '../../functions/usecases/sweep/answer-task.ts';
import type { Answer } from '../../functions/usecases/sweep/answer-task.ts';
import { runHandover } from '../../functions/usecases/sweep/run-handover.ts';
import type { DueReport } from '../../functions/usecases/sweep/run-due.ts';
import { discoveryDoors } from '../../functions/http/groups/discovery.ts';
import { feedDoors } from '../../functions/http/groups/feeds.ts';
import { monthlyScan } from '../../functions/usecases/discovery/monthly-scan.ts';
import { bindings } from '../../workflows/bindings.ts';
import type { DoorName } from '../../workflows/bindings.ts';
import { machines, substitute } from '../../workflows/index.ts';
import { createEngine } from '../engine/driver.ts';
import type { Random, Time } from '../engine/ports.ts';
import { lambdaContext } from '../http/lambda-context.ts';
import { engineWorkflow } from './engine-workflow.ts';
import { openDiscovery } from './open-discovery.ts';
import { openFeeds } from './open-feeds.ts';
import type { OpenStorage } from './storage.ts';
import { outboxPump } from './outbox-pump.ts';
import { homeAnchoring } from './open-anchors.ts';

export interface HomeOptions {
  /** Everything that must survive is in it. */
  readonly storage: OpenStorage;
  /** Folder of the datasets (`lake-folder.ts`); without one the home takes no feeds. */
  readonly lake?: string;
  /** Without one nothing is anchored. */
  readonly anchors?: Anchors;
  readonly stage: Stage;
  readonly keys: KeyFile;
  readonly identity: Identity;
  readonly ids?: Ids;
  /** Default: the pack that this version carries. */
  readonly policy?: Policy;
  /** Real time, epoch ms. */
  readonly now?: () => number;
  /** For simulations: the clock and the randomness of the engine; with it goes a `now` of the same clock. */
  readonly engine?: { readonly time: Time; readonly random: Random };
  /** For tests: lets messages out to an address of their own. */
  readonly webhookAccess?: Pick<WebhookChannelOptions, 'guard' | 'ca'>;
  /** Told of all that was put, after its commit. */
  readonly onCommitted?: (written: readonly Item[]) => void;
  /** For tests: indexes follow the table this late, as they may on DynamoDB. */
  readonly indexLagMs?: number;
  readonly onFailure: (what: string, error: unknown) => void;
}

export interface Home {
  handle(event: HttpEvent): Promise<HttpResponse>;
  readonly house: HouseWithDoorbells;
  /** Due items, waiting messages, and the look for what was left behind. */
  readonly sweep: () => Promise<DueReport>;
  /** Due items alone, and what they set going. */
  readonly runDue: () => Promise<DueReport>;
  readonly stats: () => CommitterStats;
  /** What is under way between people's acts. */
  readonly busy: () => { readonly appends: number; readonly tasks: number };
  close(): Promise<void>;
}

/** Together two seconds. */
const LOOKS_FOR_REST = 400;
const LOOK_MS = 5;

const isDoor = (name: string): name is DoorName =>
  Object.values(bindings).some((binding) => binding.kind === 'door' && binding.door === name);

/** The whole town in one process: the same doors, machines and repositories as in the cloud, over one SQLite file. */
export async function openHome(options: HomeOptions): Promise<Home> {
  const { stage, keys, identity, onFailure, ids = randomIds, now = Date.now, indexLagMs } = options;
  const pump = outboxPump((id, error) => onFailure(`outbox message ${id}`, error));
  const storage = options.storage((written) => {
    pump.onCommitted(written);
    options.onCommitted?.(written);
  });
  const { items } = storage;
  const clock = storedClock(now);
  await clock.readOffset(items);
  const vault = createVault({ ...keys, time: { now } });
  const parts = { items, vault, time: clock, ids };
  const tokens = createTokens(items, vault);
  const policy = options.policy ?? createPolicy();
  const feeds = options.lake === undefined ? undefined : openFeeds({ lake: options.lake, keys, time: clock, policy });
  const house: HouseWithDoorbells = furnished({
    cases: createCases(parts, tokens),
    doorbells: createDoorbells(parts, tokens),
    people: createPeople(parts),
    mailroom: createMailroom(items),
    ledger: createLedger(items),
    webhooks: createWebhooks(parts),
    worklists: createWorklists(items),
    policy,
    ...(feeds === undefined ? {} : { feeds }),
    time: clock,
    ids,
    authorize,
  });

  const discovery = feeds === undefined ? undefined : openDiscovery({ house, items, vault, feeds });
  const feedRows = createFeedRows(feeds?.lake ?? noLake);
  const doors = taskDoors(house, { discovery, feeds: feedRows });
  const engine = await createEngine({
    journal: storage.journal,
    lambda: (name, payload) => {
      if (!isDoor(name)) throw new Error(`no door is called ${name}`);
      return doors[name](payload);
    },
    onError: (error) => onFailure('workflow', error),
    ...options.engine,
  });
  for (const machine of machines) {
    const definition = substitute(machine.definition, (binding) => {
      switch (binding.kind) {
        case 'partition':
          return 'aws';
        case 'door':
          return `arn:aws:lambda:us-east-1:000000000000:function:${binding.door}`;
        case 'machine':
          return `arn:aws:states:us-east-1:000000000000:stateMachine:${binding.machine}`;
      }
    });
    await engine.putStateMachine({ name: machine.name, definition, type: machine.type });
  }

  const outside = createOutside({ webhooks: house.webhooks, now: Date.now, ...options.webhookAccess });
  const notifying: NotifyParts = { ...house, channels: [outside.webhook] };
  const delivery = {
    doorbells: house.doorbells,
    outbox: createOutbox(items),
    workflow: engineWorkflow(engine),
    notify: (id: string, message: NotifyMessage) => deliverNotice(notifying, id, message),
    handover: (id: string) => runHandover(house, id),
    answer: (answer: Answer) => answerTask(house, answer),
  };
  await pump.start(delivery);
  const dueIndex = createDueIndex(items);
  const unsettled = createUnsettled(items);
  const settings = createSettings(items);
  const rungs = createRungs(parts);
  await followRules(house, { ...unsettled, settings, rungs });
  // Before the first request: a sweep that has never run looks only a day back, and a home may stop before its first one.
  await runDue(house, { dueIndex, rungs });
  const retry = (key: DeliveryKey, at: number): Promise<void> => retryDelivery(notifying, key, at);

  const { anchors } = options;
  const sweepOnce = sweepDoor({
    house,
    dueIndex,
    rungs,
    unsettled,
    settings,
    delivery,
    retry,
    ...(discovery === undefined
      ? {}
      : { scan: () => monthlyScan({ workflow: delivery.workflow, time: clock, settings }) }),
    ...(anchors === undefined
      ? {}
      : { anchor: homeAnchoring(anchors, { items, time: clock, reportFailure: onFailure }) }),
    reportFailure: onFailure,
  });
  const sweep = async (): Promise<DueReport> => {
    const { due } = await sweepOnce();
    await pump.idle();
    return due ?? { noticesEnded: 0, limitsExceeded: 0, reminded: 0 };
  };

  /** Waits until what was set going has come to rest at people's tasks, but not for long: others may be at work. */
  const rest = async (): Promise<void> => {
    for (let look = 0; look < LOOKS_FOR_REST; look += 1) {
      await pump.idle();
      const { appends, tasks } = engine.busy();
      if (appends === 0 && tasks === 0) break;
      await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
    }
    if (indexLagMs !== undefined) await new Promise((resolve) => setTimeout(resolve, indexLagMs));
  };

  const isMovable = stage !== 'production';
  const handler = httpHandler(
    [
      ...intakeDoors(house, stage),
      ...casesDoors(house),
      ...workDoors(house),
      ...peopleDoors(house),
      ...messagesDoors(house, outside),
      ...terminationDoors(house),
      ...deliberationDoors(house),
      ...referralDoors(house),
      ...monitoringDoors(house),
      ...visitsDoors(house),
      ...databaseDoors(house, { feeds: feedRows, accessLog: createAccessLog(parts) }),
      ...(feeds === undefined ? [] : feedDoors(house, feeds, openTable)),
      ...(discovery === undefined ? [] : discoveryDoors(discovery, delivery.workflow)),
      ...(isMovable ? testClockDoors(house, { clock, dueIndex, rest, runSweeps: sweep }) : []),
    ],
    {
      identity,
      welcome: welcoming(house.people),
      onFailure: ({ requestId, route, error }) => onFailure(`request ${requestId} (${route})`, error),
    },
  );

  return {
    handle: (event) => handler(event, lambdaContext(event.requestContext.requestId)),
    house,
    sweep,
    async runDue() {
      const report = await runDue(house, { dueIndex, rungs, retry });
      await pump.idle();
      return report;
    },
    stats: storage.stats,
    busy() {
      const { appends, tasks } = engine.busy();
      return { appends, tasks: tasks + pump.underWay() };
    },
    async close() {
      await pump.stop();
      await engine.close();
      feedRows.close();
      storage.close();
    },
  };
}
