import { createHash } from 'node:crypto';

/**
 * Explores every order in which actors can take their atomic steps. Actors run real code; each step that they take
 * through `turn` waits until the explorer lets them. A schedule is replayed from the beginning for each branch, and a
 * state that was seen before (same world, same progress of every actor) is not walked again.
 */
export interface Scenario<World> {
  build(): World;
  /** By name; each gets a `turn` to wrap its atomic steps in. They may end or wait for ever. */
  readonly actors: Readonly<Record<string, (world: World, turn: Turn) => Promise<void>>>;
  /** What may be compared of the world: equal texts are equal worlds. */
  fingerprint(world: World): string;
  /** Called where no actor can go on; throws where something is wrong. `path` is how it came to that. */
  atRest(world: World, finished: ReadonlySet<string>, path: readonly string[]): void;
  /** Called after every step. */
  always?(world: World, path: readonly string[]): void;
  /** Stops with an error above this many states, so that a scenario that grows is noticed. */
  readonly maxStates: number;
}

/** Runs one atomic step when it is this actor's turn. */
export type Turn = <T>(label: string, step: () => T) => Promise<T>;

interface Waiting {
  readonly label: string;
  go(): void;
}

interface Run<World> {
  readonly world: World;
  readonly waiting: Map<string, Waiting>;
  readonly finished: Set<string>;
  readonly traces: Map<string, string>;
  readonly failures: unknown[];
}

const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

export async function explore<World>(scenario: Scenario<World>): Promise<{ states: number; rests: number }> {
  const seen = new Set<string>();
  const stack: string[][] = [[]];
  let rests = 0;
  while (stack.length > 0) {
    const path = stack.pop() ?? [];
    const run = await replay(scenario, path);
    if (run.failures.length > 0) throw new Error(`after ${path.join(' · ')}`, { cause: run.failures[0] });
    const state = stateOf(scenario, run);
    if (seen.has(state)) continue;
    seen.add(state);
    if (seen.size > scenario.maxStates) throw new Error(`more than ${scenario.maxStates} states`);
    if (run.waiting.size === 0) {
      rests += 1;
      scenario.atRest(run.world, run.finished, path);
      continue;
    }
    for (const actor of run.waiting.keys()) stack.push([...path, actor]);
  }
  return { states: seen.size, rests };
}

async function replay<World>(scenario: Scenario<World>, path: readonly string[]): Promise<Run<World>> {
  const run: Run<World> = {
    world: scenario.build(),
    waiting: new Map(),
    finished: new Set(),
    traces: new Map(),
    failures: [],
  };
  for (const [name, actor] of Object.entries(scenario.actors)) {
    run.traces.set(name, '');
    const turn: Turn = (label, step) =>
      new Promise((resolve, reject) => {
        // An actor may have several steps open at once (Promise.all); each can be the next.
        let slot = name;
        for (let more = 2; run.waiting.has(slot); more += 1) slot = `${name}/${more}`;
        run.waiting.set(slot, {
          label,
          go: () => {
            try {
              const result = step();
              run.traces.set(name, digest(`${run.traces.get(name)}|${label}|${JSON.stringify(result)}`));
              resolve(result);
            } catch (error) {
              reject(error);
            }
          },
        });
      });
    actor(run.world, turn).then(
      () => run.finished.add(name),
      (error: unknown) => run.failures.push(error),
    );
  }
  await settle();
  for (const [index, actor] of path.entries()) {
    const waiting = run.waiting.get(actor);
    if (waiting === undefined) throw new Error(`${actor} cannot move after ${path.slice(0, index).join(' · ')}`);
    run.waiting.delete(actor);
    waiting.go();
    await settle();
    scenario.always?.(run.world, path.slice(0, index + 1));
  }
  return run;
}

function stateOf<World>(scenario: Scenario<World>, run: Run<World>): string {
  const actors = [...run.traces].map(([name, trace]) => `${name}:${trace}:${run.finished.has(name)}`);
  const steps = [...run.waiting].map(([slot, { label }]) => `${slot}:${label}`).toSorted();
  return digest(`${scenario.fingerprint(run.world)}|${actors.join('|')}|${steps.join('|')}`);
}

const digest = (text: string): string => createHash('sha1').update(text).digest('base64');
