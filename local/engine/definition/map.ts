/** The Map state, inline or distributed. ResultWriter is refused. */
import { StatesError } from '../errors.ts';
import { isArray, type Json } from '../json.ts';
import { isExpression, unexpectedType } from '../data/expression.ts';
import { handlers } from './handlers.ts';
import { compileItemBatcher, compileItemReader } from './item-reader.ts';
import * as jsonata from './jsonata-flow.ts';
import * as jsonpath from './jsonpath-flow.ts';
import type { DataFlow, Evaluate, MapState, QueryLanguage } from './machine.ts';
import type { Reader } from './reader.ts';
import type { Surroundings } from './states.ts';

/** AWS runs at most 40 iterations of an inline Map at once. */
export const INLINE_CONCURRENCY = 40;

/** AWS: 10,000 child executions; here they share one process. */
export const DISTRIBUTED_CONCURRENCY = 1_000;

const MAX_LABEL = 40;
const LABEL_FORBIDDEN = /[\s?*<>{}[\]:;,\\|^~$#%&`"\p{Cc}]/u;

export function compileMap(
  reader: Reader,
  base: { name: string; language: QueryLanguage; next?: string },
  flow: DataFlow,
  around: Surroundings,
): MapState {
  const { language } = base;
  const processor = reader.object('ItemProcessor') ?? reader.object('Iterator');
  if (processor === undefined) reader.required('ItemProcessor');
  const distributed = distribution(reader, processor, base.name, around);
  const number = (name: string): Evaluate<number> | undefined =>
    language === 'JSONata' ? jsonata.numberField(reader, name, 0) : jsonpath.numberOrPath(reader, name, 0);
  const tolerated = (name: string): Evaluate<number> | undefined =>
    language === 'JSONata' ? jsonata.numberField(reader, name, 0) : toleratedByPath(reader, name);
  const toleratedCount = tolerated('ToleratedFailureCount');
  const toleratedPercentage = tolerated('ToleratedFailurePercentage');
  const itemSelector = selectorOf(reader, language);
  if (distributed === undefined) {
    for (const name of ['ItemReader', 'ItemBatcher'])
      if (reader.has(name)) reader.report.schema(`Field '${name}' is not supported`, reader.at(name));
  }
  const itemReader = distributed === undefined ? undefined : compileItemReader(reader, language, around);
  const batcher = distributed === undefined ? undefined : compileItemBatcher(reader, language);
  return {
    ...base,
    type: 'Map',
    graph: processor === undefined ? 0 : around.graph(processor),
    ...(distributed === undefined ? {} : { distributed }),
    items: language === 'JSONata' ? jsonataItems(reader) : jsonPathItems(reader, flow),
    ...(itemReader === undefined ? {} : { reader: itemReader }),
    ...(batcher === undefined ? {} : { batcher }),
    ...(itemSelector === undefined ? {} : { itemSelector }),
    maxConcurrency: number('MaxConcurrency') ?? (() => 0),
    ...(toleratedCount === undefined ? {} : { toleratedCount }),
    ...(toleratedPercentage === undefined ? {} : { toleratedPercentage }),
    flow,
    ...handlers(reader, language, around.target),
  };
}

function distribution(
  reader: Reader,
  processor: Reader | undefined,
  name: string,
  around: Surroundings,
): { label: string } | undefined {
  const config = processor?.object('ProcessorConfig');
  const mode = config?.string('Mode') ?? 'INLINE';
  if (mode !== 'INLINE' && mode !== 'DISTRIBUTED')
    config?.report.schema('Value is not one of the allowed values: [DISTRIBUTED, INLINE]', config.at('Mode'));
  if (config === undefined || mode !== 'DISTRIBUTED') return undefined;
  config.required('ExecutionType');
  if (around.machineType === 'EXPRESS')
    config.report.schema('Express state machine does not support distributed maps', config.at('Mode'));
  const label = reader.string('Label') ?? name.replace(/[^\w-]/g, '').slice(0, MAX_LABEL);
  if (label.length > MAX_LABEL) reader.report.schema(`Label cannot exceed ${MAX_LABEL} characters`, reader.at('Label'));
  if (LABEL_FORBIDDEN.test(label)) reader.report.schema('Label contains an invalid character', reader.at('Label'));
  return { label };
}

function toleratedByPath(reader: Reader, name: string): Evaluate<number> | undefined {
  const chosen = jsonpath.path(reader, `${name}Path`);
  if (chosen === undefined) return jsonpath.numberOrPath(reader, name, 0);
  const kind = name.endsWith('Percentage') ? 'float' : 'integer';
  return (scope) => {
    const value = jsonpath.readPath(chosen, scope, scope.states.input);
    const number = typeof value === 'string' && /^-?\d+(?:\.\d+)?$/.test(value) ? Number(value) : value;
    if (typeof number === 'number' && number >= 0 && (kind === 'float' || Number.isInteger(number))) return number;
    const shown = typeof value === 'string' ? value : JSON.stringify(value);
    throw new StatesError(
      'States.Runtime',
      `The ${name}Path field refers to value "${shown}" which is not a valid ${kind}: ${chosen.text}`,
    );
  };
}

function selectorOf(reader: Reader, language: QueryLanguage): Evaluate | undefined {
  if (language === 'JSONata') return jsonata.template(reader, 'ItemSelector');
  const name = reader.has('ItemSelector') ? 'ItemSelector' : 'Parameters';
  const given = reader.get(name);
  if (given === undefined) return undefined;
  const build = jsonpath.payload(given, reader, name);
  return (scope) => build(scope, scope.states.result ?? null);
}

function jsonataItems(reader: Reader): Evaluate<readonly Json[]> {
  const given = reader.get('Items');
  if (given === undefined) return ({ states }) => asItems(states.input, 'States.QueryEvaluationError');
  if (typeof given === 'string' && isExpression(given)) {
    const evaluate = jsonata.expression(reader, 'Items');
    return (scope) => {
      const value = evaluate.evaluate(scope, 'Items');
      if (!isArray(value)) throw unexpectedType(evaluate.text, 'Items', 'array', value);
      return value;
    };
  }
  const build = jsonata.template(reader, 'Items') ?? (() => null);
  return (scope) => asItems(build(scope), 'States.QueryEvaluationError');
}

function jsonPathItems(reader: Reader, flow: DataFlow): Evaluate<readonly Json[]> {
  const chosen = jsonpath.path(reader, 'ItemsPath');
  return (scope) => {
    const input = flow.begin(scope);
    if (chosen === undefined) return asItems(input, 'States.Runtime');
    const value = chosen.read(scope, input);
    if (isArray(value)) return value;
    throw new StatesError(
      'States.Runtime',
      value === undefined
        ? `Invalid path '${chosen.text}': Missing property in path $['${chosen.reference?.at(-1) ?? chosen.text}']`
        : // AWS names a path into the context object without its second dollar sign.
          `Reference path "${chosen.text.replace(/^\$\$/, '$')}" must point to array.`,
    );
  };
}

function asItems(value: Json, error: string): readonly Json[] {
  if (isArray(value)) return value;
  throw new StatesError(error, `Map state input must be an array but was: ${JSON.stringify(value)}`);
}
