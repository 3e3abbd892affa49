import { describe, expect, it } from 'vitest';
import { explore } from '../support/interleave.ts';
import type { Scenario } from '../support/interleave.ts';
import { DoorbellWorld } from './doorbell-world.ts';

/** Whatever the order: no decision is lost, doubled or left asleep. */
function soundAtRest(world: DoorbellWorld, finished: ReadonlySet<string>): void {
  const status = world.task?.['status'];
  const executions = [...finished].filter((name) => name.startsWith('execution'));
  expect(world.outbox()).toEqual([]);
  expect(world.events('township-opinion').length).toBe(status === 'DECIDED' ? 1 : 0);
  if (status === 'DECIDED' || status === 'CANCELLED') {
    const current = world.ended.filter(({ kind }) => kind !== 'superseded');
    expect(executions.length).toBe(world.started);
    expect(current.length).toBeLessThanOrEqual(world.started);
    expect(world.ended.some(({ execution }) => execution.endsWith(JSON.stringify(world.head?.['gen'])))).toBe(true);
    for (const end of current) expect(end.kind).toBe(status === 'DECIDED' ? 'decided' : 'cancelled');
    expect(world.task?.['settledAt']).toBeDefined();
  }
}

const scenario = (actors: Scenario<DoorbellWorld>['actors'], maxStates: number): Scenario<DoorbellWorld> => ({
  build: () => new DoorbellWorld(),
  actors,
  fingerprint: (world) => world.fingerprint(),
  atRest: soundAtRest,
  always: (world) => {
    expect(world.events('township-opinion').length).toBeLessThanOrEqual(1);
    expect(world.decisions.filter((kind) => kind === 'task-changed').length).toBeLessThanOrEqual(1);
  },
  maxStates,
});

describe('the doorbell protocol, in every order of its steps', () => {
  it('carries a decision to the execution that waits', async () => {
    const { states, rests } = await explore(
      scenario(
        {
          execution1: (world, turn) => world.execution('execution1', 1, turn),
          person: (world, turn) => world.person(turn),
          consumer: (world, turn) => world.consumer(turn),
        },
        20_000,
      ),
    );
    expect(states).toBeGreaterThan(20);
    expect(rests).toBeGreaterThan(1);
  });

  it('survives a repeated delivery of Open', async () => {
    const { states } = await explore(
      scenario(
        {
          execution1: (world, turn) => world.execution('execution1', 1, turn),
          zombie: (world, turn) => world.zombieOpen(turn),
          person: (world, turn) => world.person(turn),
          consumer: (world, turn) => world.consumer(turn),
        },
        60_000,
      ),
    );
    expect(states).toBeGreaterThan(50);
  });

  it('survives a wait that ends for nothing', async () => {
    const { states } = await explore(
      scenario(
        {
          execution1: (world, turn) => world.execution('execution1', 1, turn, 1),
          person: (world, turn) => world.person(turn),
          consumer: (world, turn) => world.consumer(turn),
        },
        60_000,
      ),
    );
    expect(states).toBeGreaterThan(25);
  });

  it('survives a consumer that dies between ringing and striking off', async () => {
    const { states } = await explore(
      scenario(
        {
          execution1: (world, turn) => world.execution('execution1', 1, turn),
          person: (world, turn) => world.person(turn),
          consumer: (world, turn) => world.consumer(turn, 1),
        },
        20_000,
      ),
    );
    expect(states).toBeGreaterThan(25);
  });

  it('survives a restart at any moment: the old execution is superseded, the new one hears the decision', async () => {
    const { states } = await explore(
      scenario(
        {
          execution1: (world, turn) => world.execution('execution1', 1, turn),
          restarter: (world, turn) => world.restarter(turn),
          person: (world, turn) => world.person(turn),
          consumer: (world, turn) => world.consumer(turn),
          execution2: (world, turn) => world.restartedExecution('execution2', 2, turn),
        },
        200_000,
      ),
    );
    expect(states).toBeGreaterThan(25);
  });

  it('lets either the decision or the withdrawal win, never both', async () => {
    const { states } = await explore(
      scenario(
        {
          execution1: (world, turn) => world.execution('execution1', 1, turn),
          withdrawer: (world, turn) => world.withdrawer(turn),
          person: (world, turn) => world.person(turn),
          consumer: (world, turn) => world.consumer(turn),
        },
        100_000,
      ),
    );
    expect(states).toBeGreaterThan(25);
  });
});
