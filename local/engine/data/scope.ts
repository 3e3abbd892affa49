import type { Json, JsonObject } from '../json.ts';
import type { Sources } from '../ports.ts';

/** `$states`. */
export interface States {
  readonly input: Json;
  readonly context: JsonObject;
  readonly result?: Json | undefined;
  readonly errorOutput?: Json | undefined;
}

/** What an expression may see: `$states`, the variables of its scope, and the ports behind `$random`, `$now` and the like. */
export interface Scope {
  readonly states: States;
  readonly variables: JsonObject;
  readonly sources: Sources;
}

/** The context is built when an expression first asks for it: few do, and it is the costly part. */
export class LazyStates implements States {
  readonly input: Json;
  readonly result: Json | undefined;
  readonly errorOutput: Json | undefined;
  #context: JsonObject | (() => JsonObject);

  constructor(input: Json, context: () => JsonObject, result?: Json, errorOutput?: Json) {
    this.input = input;
    this.#context = context;
    this.result = result;
    this.errorOutput = errorOutput;
  }

  get context(): JsonObject {
    if (typeof this.#context === 'function') this.#context = this.#context();
    return this.#context;
  }
}

/** The same scope once the state has a result. */
export const withResult = ({ states, variables, sources }: Scope, result: Json): Scope => ({
  states: new LazyStates(states.input, () => states.context, result, states.errorOutput),
  variables,
  sources,
});

/** As the evaluator binds it: plain values, and no field that is not there. */
export const plainStates = ({ input, context, result, errorOutput }: States): JsonObject => ({
  input,
  context,
  ...(result === undefined ? {} : { result }),
  ...(errorOutput === undefined ? {} : { errorOutput }),
});
