/** Runs the machines of `workflows/` as they are deployed, with doors given as functions, on a clock that jumps. */
import { createEngine, type Engine, type ExecutionDescription } from '../../local/engine/driver.ts';
import type { Json, JsonObject } from '../../local/engine/json.ts';
import { memoryJournal } from '../../local/engine/journal/memory.ts';
import { seededRandom } from '../../local/engine/random.ts';
import { simulate, simulatedTime, type SimulatedTime } from '../../local/engine/time/simulated.ts';
import type { DoorName, MachineName } from '../../workflows/bindings.ts';
import { machines, substitute } from '../../workflows/index.ts';

export const MONDAY = Date.parse('2026-03-02T01:00:00Z');
export const HOUR = 3_600_000;
export const DAY = 24 * HOUR;

export type FakeDoor = (payload: JsonObject) => Json | Promise<Json>;
export type FakeDoors = Partial<Record<DoorName, FakeDoor>>;

export interface WorkflowHarness {
  readonly engine: Engine;
  readonly time: SimulatedTime;
  /** Failures that had no caller. */
  readonly errors: unknown[];
  /** Starts a machine and runs the clock until nothing is due any more. */
  readonly run: (machine: MachineName, name: string, input: Json) => Promise<ExecutionDescription>;
  /** `2d03:00 TaskStateEntered Open`: time since the clock's start, type, state; in the order of the history. */
  readonly story: (executionArn: string) => Promise<readonly string[]>;
  readonly close: () => Promise<void>;
}

/** `doors` gets the engine and the clock, so that a fake door can ring a token later. */
export async function workflowHarness(
  doors: (house: { readonly engine: () => Engine; readonly time: SimulatedTime }) => FakeDoors,
  { seed = 1, start = MONDAY }: { readonly seed?: number; readonly start?: number } = {},
): Promise<WorkflowHarness> {
  const time = simulatedTime(start);
  const errors: unknown[] = [];
  const table: Readonly<Record<string, FakeDoor | undefined>> = doors({ engine: () => engine, time });
  const engine: Engine = await createEngine({
    journal: memoryJournal(),
    time,
    random: seededRandom(seed),
    onError: (error) => errors.push(error),
    lambda: async (name, payload) => {
      const door = table[name];
      if (door === undefined) throw new Error(`The test gives no door '${name}'.`);
      return door(payload as JsonObject);
    },
  });
  for (const { name, definition } of machines) {
    const text = substitute(definition, (binding) =>
      binding.kind === 'door' ? binding.door : binding.kind === 'machine' ? binding.machine : 'aws',
    );
    await engine.putStateMachine({ name, definition: text });
  }
  return {
    engine,
    time,
    errors,
    async run(machine, name, input) {
      const { executionArn } = await engine.startExecution({ stateMachine: machine, name, input });
      await simulate(engine, time);
      return engine.describeExecution(executionArn);
    },
    async story(executionArn) {
      const events = await engine.getExecutionHistory(executionArn, { limit: 25_000 });
      return events.map((event) => {
        const details = Object.entries(event).find(([key]) => key.endsWith('EventDetails'))?.[1] as
          | { name?: string }
          | undefined;
        const name = details?.name === undefined ? '' : ` ${details.name}`;
        return `${since(event.timestamp - start)} ${event.type}${name}`;
      });
    },
    close: () => engine.close(),
  };
}

function since(ms: number): string {
  const two = (n: number): string => String(Math.floor(n)).padStart(2, '0');
  return `${Math.floor(ms / DAY)}d${two((ms % DAY) / HOUR)}:${two((ms % HOUR) / 60_000)}`;
}

/** What becomes of one piece of work: its outcome after so many days, or the end of its period. */
export interface Work {
  readonly days: number;
  readonly outcome?: string;
  /** The period ran out instead of a decision. */
  readonly expired?: true;
}

/**
 * People and records, as far as machines see them: each task is decided after its days and rung; the record is what
 * `settle-task` reads. `work` names what happens to a kind of task, round by round; the last entry repeats.
 */
export function fakeOffice(
  work: Readonly<Record<string, readonly Work[]>>,
  { engine, time }: { readonly engine: () => Engine; readonly time: SimulatedTime },
): Pick<Record<DoorName, FakeDoor>, 'open-task' | 'settle-task'> {
  const seen = new Map<string, number>();
  const decided = new Map<string, JsonObject>();
  const idOf = (payload: JsonObject): string =>
    `${String(payload['kind'] as string)} ${String(payload['round'] as number)} ${(payload['part'] as string | undefined) ?? ''}`;
  return {
    'open-task': (payload) => {
      const { kind, token } = payload as { kind: string; token: string };
      const plan = work[kind];
      if (plan === undefined) throw new Error(`The test plans no work of kind '${kind}'.`);
      const turn = seen.get(kind) ?? 0;
      seen.set(kind, turn + 1);
      const { days, outcome, expired } = plan[Math.min(turn, plan.length - 1)]!;
      time.schedule(time.now() + days * DAY, () => {
        decided.set(
          idOf(payload),
          expired === true ? { kind: 'expired' } : { kind: 'decided', outcome: outcome ?? 'done' },
        );
        // As the outbox does: a token that nobody waits for any more is rung in vain.
        void engine()
          .sendTaskSuccess(token, {})
          .catch(() => undefined);
      });
      return {};
    },
    'settle-task': (payload) => decided.get(idOf(payload)) ?? { kind: 'open' },
  };
}

/** An ordinary application that takes 45 working days (63 days) from acceptance to determination. */
export const ORDINARY: Readonly<Record<string, readonly Work[]>> = {
  'household-investigation': [{ days: 14 }],
  'information-check': [{ days: 21 }],
  'township-opinion': [{ days: 14, outcome: 'confirm' }],
  'public-notice': [{ days: 7, expired: true }],
  confirmation: [{ days: 21, outcome: 'confirm' }],
};

/** Runs it once; the answer is the end of the execution and the days that passed. */
export async function ordinaryApplication(seed = 1): Promise<{
  readonly ended: ExecutionDescription;
  readonly days: number;
  readonly story: readonly string[];
}> {
  const house = await workflowHarness(
    (inside) => ({
      ...fakeOffice(ORDINARY, inside),
      classify: () => ({ kind: 'recommended' }),
      determine: () => ({ kind: 'granted' }),
    }),
    { seed },
  );
  const ended = await house.run('application', 'A-1-g1', { schemaVersion: 1, caseId: 'A-1', gen: 1, round: 1 });
  const story = await house.story(ended.executionArn);
  const days = (house.time.now() - MONDAY) / DAY;
  await house.close();
  if (house.errors.length > 0) throw new AggregateError(house.errors, 'The machines failed.');
  return { ended, days, story };
}
