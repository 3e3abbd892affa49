/** `ItemReader` and `ItemBatcher` of a distributed Map. */
import { StatesError } from '../errors.ts';
import * as jsonata from './jsonata-flow.ts';
import * as jsonpath from './jsonpath-flow.ts';
import type { BatchLimits, Evaluate, ItemBatcher, ItemFormat, ItemReader, QueryLanguage } from './machine.ts';
import type { Reader } from './reader.ts';
import type { Surroundings } from './states.ts';

const FORMATS = ['CSV', 'JSON', 'JSONL'] as const;
const DELIMITERS: ReadonlyMap<string, string> = new Map([
  ['COMMA', ','],
  ['PIPE', '|'],
  ['SEMICOLON', ';'],
  ['SPACE', ' '],
  ['TAB', '\t'],
]);

export function compileItemReader(
  map: Reader,
  language: QueryLanguage,
  around: Pick<Surroundings, 'describeResource'>,
): ItemReader | undefined {
  const reader = map.object('ItemReader');
  if (reader === undefined) return undefined;
  reader.required('Resource');
  const resource = reader.string('Resource') ?? '';
  const kind = around.describeResource(resource);
  if (kind?.events !== 'reader') {
    reader.report.schema(
      `The resource provided ${resource} is not recognized. The value is not a valid resource ARN, or the resource is not available in this region.`,
      reader.at('Resource'),
    );
    return undefined;
  }
  const config = reader.object('ReaderConfig');
  const maxItems = config === undefined ? undefined : limit(config, language, 'MaxItems', 0);
  return {
    resource,
    kind,
    arguments: argumentsOf(reader, language),
    format: config === undefined ? { type: 'LIST' } : formatOf(config),
    maxItems: maxItems ?? (() => 0),
  };
}

function argumentsOf(reader: Reader, language: QueryLanguage): Evaluate {
  if (language === 'JSONata') return jsonata.template(reader, 'Arguments') ?? (() => ({}));
  const given = reader.get('Parameters');
  if (given === undefined) return () => ({});
  const build = jsonpath.payload(given, reader, 'Parameters');
  return (scope) => build(scope, scope.states.input);
}

function formatOf(config: Reader): ItemFormat {
  const given = config.string('InputType');
  if (given === undefined) return { type: 'LIST' };
  const type = FORMATS.find((one) => one === given);
  if (type === undefined)
    config.report.schema(`Value is not one of the allowed values: [${FORMATS.join(', ')}]`, config.at('InputType'));
  if (type !== 'CSV') return { type: type ?? 'JSON' };
  const where = config.string('CSVHeaderLocation');
  if (where === undefined) config.required('CSVHeaderLocation');
  else if (where !== 'FIRST_ROW' && where !== 'GIVEN')
    config.report.schema('Value is not one of the allowed values: [FIRST_ROW, GIVEN]', config.at('CSVHeaderLocation'));
  if (where === 'GIVEN') config.required('CSVHeaders');
  const headers = where === 'GIVEN' ? config.strings('CSVHeaders') : undefined;
  const delimiter = DELIMITERS.get(config.string('CSVDelimiter') ?? 'COMMA');
  if (delimiter === undefined) {
    const allowed = [...DELIMITERS.keys()].join(', ');
    config.report.schema(`Value is not one of the allowed values: [${allowed}]`, config.at('CSVDelimiter'));
  }
  return { type, delimiter: delimiter ?? ',', ...(headers === undefined ? {} : { headers }) };
}

/** A whole number, an expression, or under JSONPath `…Path`. */
function limit(reader: Reader, language: QueryLanguage, name: string, least: number): Evaluate<number> | undefined {
  if (language === 'JSONata') return jsonata.numberField(reader, name, least);
  const chosen = jsonpath.path(reader, `${name}Path`);
  if (chosen === undefined) return jsonpath.numberOrPath(reader, name, least);
  return (scope) => {
    const value = jsonpath.readPath(chosen, scope, scope.states.input);
    if (typeof value === 'number' && Number.isInteger(value) && value >= least) return value;
    const shown = typeof value === 'string' ? value : JSON.stringify(value);
    throw new StatesError(
      'States.Runtime',
      `The ${name}Path field refers to value "${shown}" which is not a valid integer: ${chosen.text}`,
    );
  };
}

export function compileItemBatcher(map: Reader, language: QueryLanguage): ItemBatcher | undefined {
  const batcher = map.object('ItemBatcher');
  if (batcher === undefined) return undefined;
  const items = limit(batcher, language, 'MaxItemsPerBatch', 1);
  const bytes = limit(batcher, language, 'MaxInputBytesPerBatch', 1);
  if (items === undefined && bytes === undefined) batcher.required('MaxItemsPerBatch');
  const limits: Evaluate<BatchLimits> = (scope) => ({
    items: items?.(scope) ?? Infinity,
    bytes: bytes?.(scope) ?? Infinity,
  });
  const input = batchInput(batcher, language);
  return input === undefined ? { limits } : { limits, input };
}

function batchInput(batcher: Reader, language: QueryLanguage): Evaluate | undefined {
  if (language === 'JSONata') return jsonata.template(batcher, 'BatchInput');
  const given = batcher.get('BatchInput');
  if (given === undefined) return undefined;
  const build = jsonpath.payload(given, batcher, 'BatchInput');
  return (scope) => build(scope, scope.states.input);
}
