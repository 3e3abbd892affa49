/** The Map state (inline). Distributed mode, ItemReader, ItemBatcher and ResultWriter are refused. */
import { StatesError } from '../errors.ts';
import { isArray, type Json } from '../json.ts';
import { isExpression, unexpectedType } from '../data/expression.ts';
import { handlers } from './handlers.ts';
import * as jsonata from './jsonata-flow.ts';
import * as jsonpath from './jsonpath-flow.ts';
import type { DataFlow, Evaluate, MapState, QueryLanguage } from './machine.ts';
import type { Reader } from './reader.ts';
import type { Surroundings } from './states.ts';

/** AWS runs at most 40 iterations of an inline Map at once. */
export const INLINE_CONCURRENCY = 40;

export function compileMap(
  reader: Reader,
  base: { name: string; language: QueryLanguage; next?: string },
  flow: DataFlow,
  around: Surroundings,
): MapState {
  const { language } = base;
  const processor = reader.object('ItemProcessor') ?? reader.object('Iterator');
  if (processor === undefined) reader.required('ItemProcessor');
  const mode = processor?.object('ProcessorConfig')?.string('Mode');
  if (mode === 'DISTRIBUTED')
    reader.report.schema(
      'The Map mode DISTRIBUTED is not supported; use INLINE',
      reader.at('ItemProcessor/ProcessorConfig/Mode'),
    );
  const number = (name: string): Evaluate<number> | undefined =>
    language === 'JSONata' ? jsonata.numberField(reader, name, 0) : jsonpath.numberOrPath(reader, name, 0);
  const toleratedCount = number('ToleratedFailureCount');
  const toleratedPercentage = number('ToleratedFailurePercentage');
  const itemSelector = selectorOf(reader, language);
  return {
    ...base,
    type: 'Map',
    graph: processor === undefined ? 0 : around.graph(processor),
    items: language === 'JSONata' ? jsonataItems(reader) : jsonPathItems(reader, flow),
    ...(itemSelector === undefined ? {} : { itemSelector }),
    maxConcurrency: number('MaxConcurrency') ?? (() => 0),
    ...(toleratedCount === undefined ? {} : { toleratedCount }),
    ...(toleratedPercentage === undefined ? {} : { toleratedPercentage }),
    flow,
    ...handlers(reader, language, around.target),
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
        : `Reference path "${chosen.text}" must point to array.`,
    );
  };
}

function asItems(value: Json, error: string): readonly Json[] {
  if (isArray(value)) return value;
  throw new StatesError(error, `Map state input must be an array but was: ${JSON.stringify(value)}`);
}
