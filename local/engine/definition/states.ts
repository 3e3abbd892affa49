/** One state of a definition, compiled. What it needs of its surroundings comes as `Surroundings`. */
import { StatesError } from '../errors.ts';
import { isArray, isObject, type Json } from '../json.ts';
import { isExpression, unexpectedType } from '../data/expression.ts';
import { parseIsoTime } from '../time/iso.ts';
import type { TaskKind } from '../integrations/integration.ts';
import type { MachineType } from '../execution.ts';
import { choiceTest } from './choice-rule.ts';
import { fieldsOf } from './fields.ts';
import { handlers } from './handlers.ts';
import * as jsonata from './jsonata-flow.ts';
import * as jsonpath from './jsonpath-flow.ts';
import type { ChoiceRule, DataFlow, Evaluate, FailState, QueryLanguage, Result, State } from './machine.ts';
import type { Reader } from './reader.ts';
import { compileMap } from './map.ts';

export interface Surroundings {
  readonly machineType: MachineType;
  readonly language: QueryLanguage;
  readonly describeResource: (resource: string) => TaskKind | undefined;
  /** Compiles an inner machine and gives its number. */
  readonly graph: (reader: Reader) => number;
  /** Name of the state that a field points to; a missing one goes to the report. */
  readonly target: (reader: Reader, name: string) => string;
}

const TYPES: readonly State['type'][] = ['Pass', 'Succeed', 'Fail', 'Wait', 'Choice', 'Task', 'Parallel', 'Map'];

/** Undefined where the state is beyond reading; the report says why. */
export function compileState(reader: Reader, name: string, around: Surroundings): State | undefined {
  if (!reader.required('Type')) return undefined;
  const type = TYPES.find((known) => known === reader.source['Type']);
  if (type === undefined) {
    reader.report.schema(
      `Value is not one of the allowed values: [${[...TYPES].toSorted().join(', ')}]`,
      reader.at('Type'),
    );
    return undefined;
  }
  const language = languageOf(reader, around.language);
  reader.allowOnly(fieldsOf(language, type));
  const next = transition(reader, type, around);
  const base = { name, language, ...(next === undefined ? {} : { next }) };
  const flow = (fallback: Evaluate): DataFlow => flowOf(reader, language, fallback);
  const result: Evaluate = ({ states }) => states.result ?? null;
  const input: Evaluate = ({ states }) => states.input;
  switch (type) {
    case 'Pass':
      return { ...base, type, flow: passFlow(reader, language) };
    case 'Succeed':
      return { ...base, type, flow: flow(input) };
    case 'Fail':
      return { ...base, type, ...failTexts(reader, language) };
    case 'Wait':
      return { ...base, type, until: waitUntil(reader, language), flow: flow(input) };
    case 'Choice':
      return choice(reader, base, around);
    case 'Task': {
      const kind = taskKind(reader, language, around);
      const times = taskTimes(reader, language);
      return {
        ...base,
        type,
        resource: reader.string('Resource') ?? '',
        kind,
        flow: flow(result),
        ...times,
        ...handlers(reader, language, around.target),
      };
    }
    case 'Parallel': {
      reader.required('Branches');
      const branches = reader.objects('Branches') ?? [];
      if (reader.has('Branches') && branches.length === 0)
        reader.report.schema('Array must not be empty', reader.at('Branches'));
      return {
        ...base,
        type,
        branches: branches.map(around.graph),
        flow: flow(result),
        ...handlers(reader, language, around.target),
      };
    }
    case 'Map':
      return compileMap(reader, base, flow(result), around);
  }
}

function languageOf(reader: Reader, outer: QueryLanguage): QueryLanguage {
  const own = reader.string('QueryLanguage');
  if (own === undefined) return outer;
  if (own !== 'JSONata' && own !== 'JSONPath') {
    reader.report.schema('Value is not one of the allowed values: [JSONPath, JSONata]', reader.at('QueryLanguage'));
    return outer;
  }
  if (own === 'JSONPath' && outer === 'JSONata') {
    reader.report.schema(
      "'QueryLanguage' can not be 'JSONPath' if set to 'JSONata' for whole state machine",
      reader.path,
    );
  }
  return own;
}

function transition(reader: Reader, type: State['type'], around: Surroundings): string | undefined {
  if (type === 'Succeed' || type === 'Fail' || type === 'Choice') return undefined;
  const end = reader.boolean('End');
  if (reader.has('Next') === (end === true)) {
    reader.report.schema(
      reader.has('Next')
        ? 'These fields are mutually exclusive: [Next, End]'
        : 'Missing required field: one of [Next, End]',
      reader.path,
    );
  }
  return reader.has('Next') ? around.target(reader, 'Next') : undefined;
}

function flowOf(reader: Reader, language: QueryLanguage, fallback: Evaluate): DataFlow {
  if (language === 'JSONPath') return jsonpath.jsonPathFlow(reader);
  const given = jsonata.template(reader, 'Arguments');
  return { begin: given ?? (({ states }) => states.input), finish: jsonata.finish(reader, fallback) };
}

/** Under JSONPath a `Result` takes the place of what Pass was given. */
function passFlow(reader: Reader, language: QueryLanguage): DataFlow {
  if (language === 'JSONata') return flowOf(reader, language, ({ states }) => states.input);
  const flow = jsonpath.jsonPathFlow(reader);
  const fixed = reader.get('Result');
  return fixed === undefined ? flow : { ...flow, begin: (scope) => (flow.begin(scope), fixed) };
}

function failTexts(reader: Reader, language: QueryLanguage): Pick<FailState, 'error' | 'cause'> {
  const text = (name: 'Error' | 'Cause'): Evaluate<string> | undefined => {
    if (language === 'JSONata') return jsonata.stringField(reader, name);
    const constant = reader.string(name);
    const source = reader.string(`${name}Path`);
    if (source === undefined) return constant === undefined ? undefined : () => constant;
    const value = jsonpath.valueOf(source, `${name}Path`, reader, `${name}Path`);
    return (scope) => {
      const found = value?.(scope, scope.states.input) ?? null;
      if (typeof found !== 'string')
        throw new StatesError(
          'States.Runtime',
          `The ${name}Path parameter does not reference a string: ${source} == ${JSON.stringify(found)}`,
        );
      return found;
    };
  };
  const error = text('Error');
  const cause = text('Cause');
  return { ...(error === undefined ? {} : { error }), ...(cause === undefined ? {} : { cause }) };
}

const NEVER: Evaluate<number> = () => 0;

function waitUntil(reader: Reader, language: QueryLanguage): Evaluate<number> {
  const given = ['Seconds', 'SecondsPath', 'Timestamp', 'TimestampPath'].filter((name) => reader.has(name));
  const [name] = given;
  if (name === undefined || given.length !== 1) {
    reader.report.schema(
      'Exactly one of these fields is required: [Seconds, SecondsPath, Timestamp, TimestampPath]',
      reader.path,
    );
    return NEVER;
  }
  if (name.startsWith('Seconds')) {
    const seconds =
      language === 'JSONata' ? jsonata.numberField(reader, 'Seconds', 0) : jsonpath.numberOrPath(reader, 'Seconds', 0);
    return seconds === undefined ? NEVER : (scope) => scope.sources.at + seconds(scope) * 1_000;
  }
  return timestampOf(reader, language, name);
}

function timestampOf(reader: Reader, language: QueryLanguage, name: string): Evaluate<number> {
  if (name === 'TimestampPath') {
    const chosen = jsonpath.path(reader, name);
    if (chosen === undefined) return NEVER;
    return (scope) => {
      const value = chosen.read(scope, scope.states.input);
      if (value === undefined)
        throw new StatesError(
          'States.Runtime',
          `The TimestampPath parameter does not reference an input value: ${chosen.text}`,
        );
      const at = typeof value === 'string' ? parseIsoTime(value) : undefined;
      if (at !== undefined) return at;
      const shown = typeof value === 'string' ? value : JSON.stringify(value);
      throw new StatesError(
        'States.Runtime',
        `The TimestampPath parameter does not reference a valid ISO-8601 extended offset date-time format string: ${chosen.text} == ${shown}`,
      );
    };
  }
  const text = reader.string(name) ?? '';
  if (language === 'JSONata' && isExpression(text)) {
    const value = jsonata.stringField(reader, name);
    return (scope) => {
      const shown = value?.(scope) ?? '';
      const at = parseIsoTime(shown);
      if (at !== undefined) return at;
      throw new StatesError(
        'States.QueryEvaluationError',
        `The Timestamp field cannot be parsed as an ISO-8601 extended offset date-time format string: ${shown}`,
        name,
      );
    };
  }
  const at = parseIsoTime(text);
  if (at === undefined) reader.report.schema('String does not match RFC3339 timestamp', reader.at(name));
  return () => at ?? 0;
}

function choice(reader: Reader, base: { name: string; language: QueryLanguage }, around: Surroundings): State {
  reader.required('Choices');
  const { language } = base;
  const input: Evaluate = ({ states }) => states.input;
  const rules = (reader.objects('Choices') ?? []).map((rule) => choiceRule(rule, language, around));
  if (reader.has('Choices') && rules.length === 0)
    reader.report.schema('Array must not be empty', reader.at('Choices'));
  const flow = flowOf(reader, language, input);
  const otherwise = reader.has('Default') ? around.target(reader, 'Default') : undefined;
  return {
    ...base,
    type: 'Choice',
    rules,
    ...(otherwise === undefined ? {} : { otherwise }),
    begin: flow.begin,
    finish: flow.finish,
  };
}

const JSONATA_RULE = new Set(['Condition', 'Next', 'Output', 'Assign', 'Comment']);

function choiceRule(rule: Reader, language: QueryLanguage, around: Surroundings): ChoiceRule {
  rule.required('Next');
  const next = around.target(rule, 'Next');
  const input: Evaluate = ({ states }) => states.input;
  if (language === 'JSONPath') {
    const test = choiceTest(rule);
    const assign = jsonpath.assignments(rule);
    const finish = (scope: Parameters<Evaluate>[0]): Result => {
      const assigned = assign?.(scope, scope.states.result ?? null);
      return assigned === undefined
        ? { output: scope.states.result ?? null }
        : { output: scope.states.result ?? null, assigned };
    };
    return { test: (scope) => test(scope, scope.states.result ?? null), next, finish };
  }
  rule.allowOnly(JSONATA_RULE);
  rule.required('Condition');
  const condition = rule.get('Condition');
  const finish = jsonata.finish(rule, input);
  if (typeof condition === 'boolean') return { test: () => condition, next, finish };
  const text = rule.string('Condition') ?? '';
  if (!isExpression(text)) {
    rule.report.schema('Value must be a boolean or a JSONata expression', rule.at('Condition'));
    return { test: () => false, next, finish };
  }
  const evaluate = jsonata.expression(rule, 'Condition');
  const where = rule.path.slice(rule.path.indexOf('Choices'));
  const test: Evaluate<boolean> = (scope) => {
    const value = evaluate.evaluate(scope, `${where}/Condition`);
    if (typeof value !== 'boolean') throw unexpectedType(evaluate.text, `${where}/Condition`, 'boolean', value);
    return value;
  };
  return { test, next, finish };
}

const UNKNOWN: TaskKind = {
  integration: '',
  events: 'task',
  resource: '',
  resourceType: '',
  pattern: 'request',
  requiredArguments: [],
};

function taskKind(reader: Reader, language: QueryLanguage, around: Surroundings): TaskKind {
  reader.required('Resource');
  reader.object('Credentials')?.requiredOne('RoleArn');
  const resource = reader.string('Resource');
  if (resource === undefined) return UNKNOWN;
  const kind = around.describeResource(resource);
  if (kind === undefined || kind.events === 'reader') {
    reader.report.schema(
      `The resource provided ${resource} is not recognized. The value is not a valid resource ARN, or the resource is not available in this region.`,
      reader.at('Resource'),
    );
    return UNKNOWN;
  }
  if (around.machineType === 'EXPRESS' && kind.pattern !== 'request') {
    const pattern = kind.pattern === 'sync' ? '.sync' : '.waitForTaskToken';
    reader.report.schema(
      `Express state machine does not support '${pattern}' service integration`,
      reader.at('Resource'),
    );
  }
  checkArguments(reader, language === 'JSONata' ? 'Arguments' : 'Parameters', kind);
  return kind;
}

/** A template that is one expression is judged when it runs. */
function checkArguments(reader: Reader, name: string, kind: TaskKind): void {
  const given: Json | undefined = reader.get(name);
  if (typeof given === 'string' || isArray(given)) return;
  const missing = kind.requiredArguments.filter(
    (field) => !isObject(given) || !(Object.hasOwn(given, field) || Object.hasOwn(given, `${field}.$`)),
  );
  for (const field of missing)
    reader.report.schema(
      `The field '${field}' is required but was missing`,
      given === undefined ? reader.path : reader.at(name),
    );
}

function taskTimes(
  reader: Reader,
  language: QueryLanguage,
): { timeoutSeconds?: Evaluate<number>; heartbeatSeconds?: Evaluate<number> } {
  const read = (name: string): Evaluate<number> | undefined =>
    language === 'JSONata' ? jsonata.numberField(reader, name, 1) : jsonpath.numberOrPath(reader, name, 1);
  const timeoutSeconds = read('TimeoutSeconds');
  const heartbeatSeconds = read('HeartbeatSeconds');
  const [timeout, heartbeat] = [reader.get('TimeoutSeconds'), reader.get('HeartbeatSeconds')];
  if (typeof timeout === 'number' && typeof heartbeat === 'number' && heartbeat >= timeout) {
    reader.report.schema('HeartbeatSeconds must be smaller than TimeoutSeconds', reader.at('HeartbeatSeconds'));
  }
  return {
    ...(timeoutSeconds === undefined ? {} : { timeoutSeconds }),
    ...(heartbeatSeconds === undefined ? {} : { heartbeatSeconds }),
  };
}
