/** An engine on simulated time with doors given as functions. */
import {
  createEngine,
  type Engine,
  type EngineOptions,
  type ExecutionDescription,
} from '../../../local/engine/driver.ts';
import type { Json } from '../../../local/engine/json.ts';
import { memoryJournal, type MemoryJournal } from '../../../local/engine/journal/memory.ts';
import type { LambdaContext, LambdaDoor } from '../../../local/engine/ports.ts';
import { seededRandom } from '../../../local/engine/random.ts';
import { simulate, simulatedTime, type SimulatedTime } from '../../../local/engine/time/simulated.ts';

export type Door = (payload: Record<string, Json>, context: LambdaContext) => unknown;

export interface House {
  readonly engine: Engine;
  readonly time: SimulatedTime;
  readonly journal: MemoryJournal;
  readonly errors: unknown[];
  /** Runs until nothing is due, or to the given instant. */
  readonly run: (until?: number) => Promise<void>;
  /** Starts an execution of a definition and runs it to its end. */
  readonly execute: (definition: object, input?: Json) => Promise<ExecutionDescription>;
  /** `id prev type name` of each event. */
  readonly history: (arn: string) => Promise<string[]>;
}

/** The token that a door was handed in its payload. */
export const tokenOf = (payload: Record<string, Json>): string => {
  const { token } = payload;
  if (typeof token !== 'string') throw new Error(`The payload carries no token: ${JSON.stringify(payload)}`);
  return token;
};

export const START = Date.parse('2026-01-05T01:00:00Z');

export const TASK = 'arn:aws:states:::lambda:invoke';
export const WAIT_TOKEN = `${TASK}.waitForTaskToken`;

export const jsonata = (states: object, more: object = {}): object => ({
  QueryLanguage: 'JSONata',
  StartAt: Object.keys(states)[0],
  States: states,
  ...more,
});
export const jsonpath = (states: object, more: object = {}): object => ({
  StartAt: Object.keys(states)[0],
  States: states,
  ...more,
});

export async function house(
  doors: Record<string, Door> = {},
  more: Partial<EngineOptions> & { journal?: MemoryJournal; time?: SimulatedTime; seed?: number } = {},
): Promise<House> {
  const time = more.time ?? simulatedTime(START);
  const journal = more.journal ?? memoryJournal();
  const errors: unknown[] = [];
  const lambda: LambdaDoor = async (name, payload, context) => {
    const door = doors[name];
    if (door === undefined) throw new Error(`no door ${name}`);
    return door(payload as Record<string, Json>, context);
  };
  const engine = await createEngine({
    random: seededRandom(more.seed ?? 1),
    onError: (error) => errors.push(error),
    ...more,
    journal,
    time,
    lambda,
  });
  let machines = 0;
  return {
    engine,
    time,
    journal,
    errors,
    run: (until) => simulate(engine, time, until),
    async execute(definition, input = {}) {
      const name = `m${++machines}`;
      await engine.createStateMachine({ name, definition: JSON.stringify(definition) });
      const { executionArn } = await engine.startExecution({ stateMachine: name, input });
      await simulate(engine, time);
      return engine.describeExecution(executionArn);
    },
    async history(arn) {
      const events = await engine.getExecutionHistory(arn, { limit: 25_000 });
      return events.map((event) => {
        const details = Object.entries(event).find(([key]) => key.endsWith('EventDetails'))?.[1] as
          | { name?: string }
          | undefined;
        return `${event.id} ${event.previousEventId} ${event.type}${details?.name === undefined ? '' : ` ${details.name}`}`;
      });
    },
  };
}
