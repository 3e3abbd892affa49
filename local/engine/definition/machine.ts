/** A definition after compilation: every expression and path is a function, every transition known to lead somewhere. */
import type { Json } from '../json.ts';
import type { MachineType } from '../execution.ts';
import type { Scope } from '../data/scope.ts';
import type { TaskKind } from '../integrations/integration.ts';

export type QueryLanguage = 'JSONata' | 'JSONPath';

export interface Machine {
  readonly type: MachineType;
  readonly timeoutSeconds?: number;
  /** By number; 0 is the machine's own, the others are the insides of Parallel and Map, in the order of the text. */
  readonly graphs: readonly Graph[];
}

export interface Graph {
  readonly startAt: string;
  readonly states: ReadonlyMap<string, State>;
}

export type Evaluate<T = Json> = (scope: Scope) => T;

/** What a state hands on, and what it writes into the variables of its scope. */
export interface Result {
  readonly output: Json;
  readonly assigned?: Readonly<Record<string, Json>>;
}

interface StateBase {
  readonly name: string;
  readonly language: QueryLanguage;
  /** Absent: the state ends its graph. */
  readonly next?: string;
}

/** Begin and end of a state's data flow, alike in both query languages. */
export interface DataFlow {
  /** InputPath and Parameters, or Arguments; for Map and Parallel what the branches get. */
  readonly begin: Evaluate;
  /** Given a scope with `states.result`: ResultSelector, Assign, ResultPath, OutputPath, or Output and Assign. */
  readonly finish: Evaluate<Result>;
}

export interface PassState extends StateBase {
  readonly type: 'Pass';
  readonly flow: DataFlow;
}
export interface SucceedState extends StateBase {
  readonly type: 'Succeed';
  readonly flow: DataFlow;
}
export interface FailState extends StateBase {
  readonly type: 'Fail';
  readonly error?: Evaluate<string>;
  readonly cause?: Evaluate<string>;
}
export interface WaitState extends StateBase {
  readonly type: 'Wait';
  /** The instant at which it ends, in milliseconds. */
  readonly until: Evaluate<number>;
  readonly flow: DataFlow;
}
export interface ChoiceRule {
  readonly test: Evaluate<boolean>;
  readonly next: string;
  readonly finish: Evaluate<Result>;
}
export interface ChoiceState extends StateBase {
  readonly type: 'Choice';
  readonly rules: readonly ChoiceRule[];
  readonly otherwise?: string;
  readonly begin: Evaluate;
  readonly finish: Evaluate<Result>;
}
export interface TaskState extends StateBase, Handled {
  readonly type: 'Task';
  readonly resource: string;
  readonly kind: TaskKind;
  readonly flow: DataFlow;
  readonly timeoutSeconds?: Evaluate<number>;
  readonly heartbeatSeconds?: Evaluate<number>;
}
export interface ParallelState extends StateBase, Handled {
  readonly type: 'Parallel';
  readonly branches: readonly number[];
  readonly flow: DataFlow;
}
/** How the text that an ItemReader brought becomes items; `LIST`: it brought them as they are. */
export type ItemFormat =
  | { readonly type: 'JSON' | 'JSONL' | 'LIST' }
  /** Without headers the first row gives them. */
  | { readonly type: 'CSV'; readonly delimiter: string; readonly headers?: readonly string[] };
export interface ItemReader {
  readonly resource: string;
  readonly kind: TaskKind;
  readonly arguments: Evaluate;
  readonly format: ItemFormat;
  /** 0: all. */
  readonly maxItems: Evaluate<number>;
}
export interface BatchLimits {
  readonly items: number;
  readonly bytes: number;
}
export interface ItemBatcher {
  readonly limits: Evaluate<BatchLimits>;
  readonly input?: Evaluate;
}
export interface MapState extends StateBase, Handled {
  readonly type: 'Map';
  readonly graph: number;
  /** `label` is part of the Map Run's ARN. */
  readonly distributed?: { readonly label: string };
  /** Not asked where `reader` brings them. */
  readonly items: Evaluate<readonly Json[]>;
  readonly reader?: ItemReader;
  readonly batcher?: ItemBatcher;
  /** Absent: the item itself. The scope's context carries `Map.Item`. */
  readonly itemSelector?: Evaluate;
  readonly maxConcurrency: Evaluate<number>;
  readonly toleratedCount?: Evaluate<number>;
  readonly toleratedPercentage?: Evaluate<number>;
  readonly flow: DataFlow;
}
export type State =
  | PassState
  | SucceedState
  | FailState
  | WaitState
  | ChoiceState
  | TaskState
  | ParallelState
  | MapState;

export interface Handled {
  readonly retry: readonly RetryRule[];
  readonly catch: readonly CatchRule[];
}
export interface RetryRule {
  readonly errors: readonly string[];
  readonly intervalSeconds: number;
  readonly maxAttempts: number;
  readonly backoffRate: number;
  readonly maxDelaySeconds?: number;
  readonly fullJitter: boolean;
}
export interface CatchRule {
  readonly errors: readonly string[];
  readonly next: string;
  /** Given a scope with `states.errorOutput`. */
  readonly finish: Evaluate<Result>;
}
