/** The one state that is tested: given alone, or by its name in a whole machine. */
import { compileDefinition } from '../../engine/definition/compile.ts';
import type { State } from '../../engine/definition/machine.ts';
import type { TaskKind } from '../../engine/integrations/integration.ts';
import { field, isArray, isObject, isString, parseJson, type Json, type JsonObject } from '../../engine/json.ts';
import { Fault } from '../fault.ts';

export interface ChosenState {
  readonly name: string;
  /** As it stands in the definition. */
  readonly source: JsonObject;
  readonly state: State;
}

export interface Choice {
  readonly definition: string;
  readonly stateName: string | undefined;
  /** What a distributed Map's ItemReader would have read. */
  readonly itemReaderData: Json | undefined;
  readonly describeResource: (resource: string) => TaskKind | undefined;
}

const invalid = (what: string): Fault => new Fault('InvalidDefinition', `Invalid State Machine Definition: '${what}'`);

/** AWS's name for a state that was given without one. */
const NAMELESS = 'StateName';

/** Throws `InvalidDefinition`. */
export function sourceOf(definition: string, stateName: string | undefined): { name: string; source: JsonObject } {
  let whole: Json;
  try {
    whole = parseJson(definition);
  } catch (error) {
    throw invalid(`INVALID_JSON_DESCRIPTION: ${error instanceof Error ? error.message : String(error)} at /`);
  }
  if (!isObject(whole)) throw invalid('SCHEMA_VALIDATION_FAILED: Expected value of type OBJECT at /');
  const states = field(whole, 'States');
  if (states === undefined) return { name: NAMELESS, source: whole };
  const name = stateName ?? field(whole, 'StartAt');
  if (stateName === undefined || !isString(name))
    throw new Fault('ValidationException', 'stateName must be specified when the definition is a state machine');
  const found = find(whole, name, 'JSONPath');
  if (found === undefined) throw new Fault('ValidationException', `State '${name}' not found in definition`);
  return { name, source: found };
}

/** With the query language that it inherits. */
function find(graph: JsonObject, name: string, inherited: string): JsonObject | undefined {
  const given = field(graph, 'QueryLanguage');
  const language = isString(given) ? given : inherited;
  const states = field(graph, 'States');
  if (!isObject(states)) return undefined;
  const own = field(states, name);
  if (isObject(own)) return { QueryLanguage: language, ...own };
  for (const state of Object.values(states)) {
    const branches = field(state, 'Branches');
    for (const inner of [
      field(state, 'ItemProcessor'),
      field(state, 'Iterator'),
      ...(isArray(branches) ? branches : []),
    ]) {
      const found = isObject(inner) ? find(inner, name, language) : undefined;
      if (found !== undefined) return found;
    }
  }
  return undefined;
}

/** Throws `InvalidDefinition`. */
export function choose({ definition, stateName, itemReaderData, describeResource }: Choice): ChosenState {
  const { name, source } = sourceOf(definition, stateName);
  const { ItemReader: reader, ItemBatcher: _, ResultWriter: __, ...rest } = source;
  const items = itemReaderData ?? null;
  const readable =
    reader === undefined ? rest : { ...rest, ...(source['QueryLanguage'] === 'JSONata' ? { Items: items } : {}) };
  const others = [...targets(readable)].filter((target) => target !== name);
  const machine = {
    StartAt: others.length === 0 ? name : `${name} `,
    States: {
      // Leads to all that the state leads to, so that nothing is called unreachable.
      ...(others.length === 0 ? {} : { [`${name} `]: fork([name, ...others]) }),
      [name]: readable,
      ...Object.fromEntries(others.map((target) => [target, { Type: 'Succeed' }])),
    },
  };
  const compiled = compileDefinition(JSON.stringify(machine), {
    type: 'STANDARD',
    describeResource: (resource) => describeResource(resource) ?? anyResource(resource),
  });
  if (compiled.kind === 'invalid') {
    const texts = compiled.diagnostics.map(
      ({ code, message, location }) => `${code}: ${message} at ${location.replace(`/States/${name}`, '') || '/'}`,
    );
    throw invalid(texts.join(', '));
  }
  const state = compiled.machine.graphs[0]?.states.get(name);
  if (state === undefined) throw invalid(`SCHEMA_VALIDATION_FAILED: There is no state '${name}' at /`);
  return { name, source: readable, state };
}

const fork = (targets: readonly string[]): Json => ({
  Type: 'Choice',
  Choices: targets.map((target) => ({ Variable: '$', IsPresent: true, Next: target })),
});

function targets(state: JsonObject): Set<string> {
  const found = new Set<string>();
  const add = (value: Json | undefined): void => {
    if (isString(value)) found.add(value);
  };
  add(state['Next']);
  add(state['Default']);
  for (const list of [state['Choices'], state['Catch']])
    for (const rule of isArray(list) ? list : []) add(field(rule, 'Next'));
  return found;
}

const ANY = /^arn:[a-z0-9-]+:states:::((?:aws-sdk:)?[a-z0-9-]+):(\w+(?:\.(?:sync|sync:2|waitForTaskToken))?)$/;

/** A mocked task is never called: any well-formed integration will do. */
function anyResource(resource: string): TaskKind | undefined {
  const [, resourceType, action] = ANY.exec(resource) ?? [];
  return resourceType === undefined || action === undefined
    ? undefined
    : { integration: '', events: 'task', resource: action, resourceType, pattern: 'request', requiredArguments: [] };
}
