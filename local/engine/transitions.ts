/** Entering states and branches: the only place where a branch comes to stand in a state. */
import type { Json } from './json.ts';
import type { Branch } from './execution.ts';
import type { Step } from './step.ts';

export interface NewBranch {
  readonly parent?: Branch;
  readonly graph: number;
  readonly index: number;
  readonly input: Json;
  /** The event that its first one follows. */
  readonly after: number;
  readonly item?: Json;
  readonly isolated?: boolean;
}

/** Opens a branch at its graph's first state. */
export function enterBranch(
  step: Step,
  { parent, graph, index, input, after, item, isolated = false }: NewBranch,
): void {
  const id = parent === undefined ? 0 : step.newBranchId();
  const startAt = step.machine.graphs[graph]?.startAt ?? '';
  const branch: Branch = {
    id,
    graph,
    index,
    state: startAt,
    input,
    enteredAt: step.sources.at,
    enteredId: 0,
    enteredPrev: 0,
    lastEvent: after,
    variables: {},
    retries: [],
    retryCount: 0,
    phase: { kind: 'run' },
    ...(parent === undefined ? {} : { parent: parent.id }),
    ...(item === undefined ? {} : { item }),
    ...(isolated ? { isolated } : {}),
    ...(isolated || parent?.quiet === true ? { quiet: true } : {}),
  };
  step.add(branch);
  enterState(step, branch, startAt, input);
}

/** Moves a branch into a state and queues it. */
export function enterState(step: Step, branch: Branch, name: string, input: Json): void {
  const { type } = step.state(branch, name);
  const enteredPrev = branch.lastEvent;
  const enteredId = step.recordAfter(enteredPrev, `${type}StateEntered`, { input, name }, branch.quiet);
  step.update(branch, {
    state: name,
    input,
    enteredAt: step.sources.at,
    enteredId,
    enteredPrev,
    lastEvent: enteredId,
    retries: [],
    retryCount: 0,
    phase: { kind: 'run' },
  });
  step.ready.push(branch.id);
}
