import { beforeEach, describe, expect, it } from 'vitest';
import type { WorkflowService } from '../../../functions/ports/workflow.ts';
import { createOutbox, createUnsettled } from '../../../functions/store/queues.ts';
import { openTask } from '../../../functions/usecases/carry/open-task.ts';
import { settleTask } from '../../../functions/usecases/carry/settle-task.ts';
import { reconcile } from '../../../functions/usecases/sweep/reconcile.ts';
import { CASE, DoorbellWorld, TASK } from '../../model/doorbell-world.ts';

const MINUTE = 60_000;
const step = { schemaVersion: 1, caseId: CASE, gen: 1, round: 1, kind: 'township-opinion' } as const;

let world: DoorbellWorld;
let house: ReturnType<DoorbellWorld['house']>;
let isRunning: boolean;
let rung: string[];

beforeEach(() => {
  world = new DoorbellWorld();
  house = world.house('test', (_label, act) => Promise.resolve(act()));
  isRunning = true;
  rung = [];
});

function look() {
  const workflow: WorkflowService = {
    start: async () => 'started',
    signal: async (token) => {
      rung.push(token);
      return 'woken';
    },
    isRunning: async () => isRunning,
  };
  return reconcile(house, {
    doorbells: house.doorbells,
    outbox: createOutbox(house.items),
    workflow,
    unsettled: createUnsettled(house.items),
  });
}

const open = () => openTask(house, { ...step, stage: 'TownshipOpinion', token: 'token' });
const decide = () => world.person((_label, act) => Promise.resolve(act()));
const gen = (): unknown => world.head?.['gen'];

/** The message was delivered, or lost; either way it waits no longer. */
async function strikeOffMessages(withTokens: boolean): Promise<void> {
  const outbox = createOutbox(house.items);
  for await (const { id } of outbox.waiting()) {
    await outbox.done(id, withTokens ? await house.doorbells.tokens(CASE, TASK) : []);
  }
}

describe('reconcile', () => {
  it('leaves work alone that takes its time', async () => {
    await open();
    world.now += 30 * 24 * 60 * MINUTE;
    expect(await look()).toEqual({ rungAgain: 0, restarted: 0, cancelled: 0 });
    expect(gen()).toBe(1);
  });

  it('rings again where a closed task has not been seen for five minutes', async () => {
    await open();
    await decide();
    await strikeOffMessages(false);
    world.now += 4 * MINUTE;
    expect((await look()).rungAgain).toBe(0);
    world.now += 2 * MINUTE;
    expect((await look()).rungAgain).toBe(1);
    expect(rung).toEqual(['token']);
  });

  it('rebuilds the case where every bell was rung and nobody came', async () => {
    await open();
    await decide();
    await strikeOffMessages(true);
    world.now += 10 * MINUTE;
    expect((await look()).restarted).toBe(0);
    world.now += 10 * MINUTE;
    expect((await look()).restarted).toBe(1);
    expect(gen()).toBe(2);
    expect(world.events('execution-restarted')).toHaveLength(1);
  });

  it('rebuilds a case without a running execution, at its stage, once it has been quiet', async () => {
    await open();
    isRunning = false;
    expect((await look()).restarted).toBe(0);
    world.now += 6 * MINUTE;
    expect((await look()).restarted).toBe(1);
    const [message] = world.outbox().map((item) => item['message']);
    expect(message).toMatchObject({ kind: 'start', input: { gen: 2, resumeAt: 'TownshipOpinion', round: 1 } });
    // The old one meets the new generation at its next step.
    await expect(settleTask(house, step)).rejects.toMatchObject({ name: 'Superseded' });
  });

  it('cancels a task of a stage that the procedure has left', async () => {
    await open();
    const head = (await house.cases.head(CASE))!;
    await house.cases.commit({ head, next: { stage: 'Confirm' }, events: [] });
    world.now += 6 * MINUTE;
    expect((await look()).cancelled).toBe(1);
    expect(world.task?.['status']).toBe('CANCELLED');
  });

  it('lets a settled task and a closed case rest', async () => {
    await open();
    await decide();
    await settleTask(house, step);
    await strikeOffMessages(true);
    const head = (await house.cases.head(CASE))!;
    await house.cases.commit({ head, next: { status: 'granted', closedOn: head.acceptedOn! }, events: [] });
    isRunning = false;
    world.now += 60 * MINUTE;
    expect(await look()).toEqual({ rungAgain: 0, restarted: 0, cancelled: 0 });
  });
});
