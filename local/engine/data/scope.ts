import type { Json, JsonObject } from '../json.ts';
import type { Sources } from '../ports.ts';

/** What an expression may see: `$states`, the variables of its scope, and the ports behind `$random`, `$now` and the like. */
export interface Scope {
  readonly states: {
    readonly input: Json;
    readonly context: JsonObject;
    readonly result?: Json;
    readonly errorOutput?: Json;
  };
  readonly variables: JsonObject;
  readonly sources: Sources;
}
