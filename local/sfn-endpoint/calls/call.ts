import type { Engine } from '../../engine/driver.ts';
import type { TaskState } from '../../engine/definition/machine.ts';
import type { Outcome, TaskKind } from '../../engine/integrations/integration.ts';
import type { Json } from '../../engine/json.ts';
import type { Catalogue } from '../catalogue.ts';
import type { Fields } from '../fields.ts';

/** What the operations work on. */
export interface Api {
  readonly engine: Engine;
  readonly catalogue: Catalogue;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** In [0, 1): which version an alias routes to. */
  readonly chance: () => number;
  readonly uuid: () => string;
  readonly describeResource: (resource: string) => TaskKind | undefined;
  /** Calls what a Task state calls, outside every execution. */
  readonly performTask: (state: TaskState, given: Json) => Promise<Outcome>;
}

/** One operation of the API: its answer is what stands in the response's body; a refusal is thrown. */
export type Call = (fields: Fields, api: Api) => Promise<object>;

/** The API's timestamps are seconds; engine and catalogue have milliseconds. */
export const seconds = (ms: number): number => ms / 1_000;

/** Absent fields are left out of a body. */
export const optionalSeconds = (ms: number | undefined): number | undefined =>
  ms === undefined ? undefined : seconds(ms);
