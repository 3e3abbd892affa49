/** Whether a mocked result is what the service could have answered: the actions that machines call most. */
import { field, isArray, isObject, type Json } from '../../engine/json.ts';
import { Fault } from '../fault.ts';

type Shape =
  | 'string'
  | 'number'
  | 'boolean'
  | { readonly least: number }
  | { readonly list: Shape }
  | { readonly table: Shape }
  | { readonly fields: Readonly<Record<string, Shape>>; readonly required?: readonly string[] };

const texts = (...names: readonly string[]): Record<string, Shape> =>
  Object.fromEntries(names.map((name) => [name, 'string']));
const numbers = (...names: readonly string[]): Record<string, Shape> =>
  Object.fromEntries(names.map((name) => [name, 'number']));

const attribute: Shape = {
  fields: { ...texts('S', 'N', 'B'), BOOL: 'boolean', NULL: 'boolean', SS: { list: 'string' }, NS: { list: 'string' } },
};
const units = numbers('CapacityUnits', 'ReadCapacityUnits', 'WriteCapacityUnits');
const capacity: Shape = {
  fields: {
    ...texts('TableName'),
    ...units,
    Table: { fields: units },
    LocalSecondaryIndexes: { table: { fields: units } },
    GlobalSecondaryIndexes: { table: { fields: units } },
  },
};
const item: Shape = {
  fields: {
    Attributes: { table: attribute },
    Item: { table: attribute },
    ConsumedCapacity: capacity,
    ItemCollectionMetrics: {
      fields: { ItemCollectionKey: { table: attribute }, SizeEstimateRangeGB: { list: 'number' } },
    },
  },
};
const started: Shape = { fields: texts('ExecutionArn', 'StartDate'), required: ['ExecutionArn', 'StartDate'] };
const sent: Shape = {
  fields: texts(
    'MD5OfMessageBody',
    'MD5OfMessageAttributes',
    'MD5OfMessageSystemAttributes',
    'MessageId',
    'SequenceNumber',
  ),
};
const published: Shape = { fields: texts('MessageId', 'SequenceNumber') };
const put: Shape = {
  fields: {
    FailedEntryCount: 'number',
    Entries: { list: { fields: texts('EventId', 'ErrorCode', 'ErrorMessage') } },
  },
};
const lambdaFunction: Shape = {
  fields: {
    Configuration: {
      fields: {
        ...texts('FunctionName', 'FunctionArn', 'Runtime', 'Role', 'Handler', 'Description', 'LastModified'),
        ...texts(
          'CodeSha256',
          'Version',
          'KMSKeyArn',
          'MasterArn',
          'RevisionId',
          'State',
          'StateReason',
          'PackageType',
        ),
        CodeSize: 'number',
        Timeout: { least: 1 },
        MemorySize: { least: 128 },
        Environment: { fields: { Variables: { table: 'string' } } },
        Layers: { list: { fields: { ...texts('Arn'), CodeSize: 'number' } } },
        Architectures: { list: 'string' },
      },
    },
    Code: { fields: texts('RepositoryType', 'Location', 'ImageUri', 'ResolvedImageUri') },
    Tags: { table: 'string' },
    Concurrency: { fields: { ReservedConcurrentExecutions: { least: 0 } } },
  },
};

const SHAPES: Readonly<Record<string, Shape>> = {
  'dynamodb:getItem': item,
  'dynamodb:putItem': item,
  'dynamodb:updateItem': item,
  'dynamodb:deleteItem': item,
  'states:startExecution': started,
  'sfn:startExecution': started,
  'sqs:sendMessage': sent,
  'sns:publish': published,
  'events:putEvents': put,
  'eventbridge:putEvents': put,
  'kms:encrypt': { fields: texts('CiphertextBlob', 'KeyId', 'EncryptionAlgorithm') },
  'kms:decrypt': { fields: texts('Plaintext', 'KeyId', 'EncryptionAlgorithm') },
  'kms:generateDataKey': { fields: texts('CiphertextBlob', 'Plaintext', 'KeyId') },
  'lambda:getFunction': lambdaFunction,
};

const RESOURCE = /^arn:[a-z0-9-]+:states:::(?:aws-sdk:)?([a-z0-9-]+:\w+)$/;

const refused = (what: string): Fault =>
  new Fault('ValidationException', `Mock result schema validation error: ${what}`);

/** `PRESENT` looks only at the fields that are there. Throws `ValidationException`. */
export function checkMock(resource: string, result: Json, mode: 'STRICT' | 'PRESENT'): void {
  const shape = SHAPES[RESOURCE.exec(resource)?.[1] ?? ''];
  if (shape !== undefined) check(shape, result, 'result', mode === 'STRICT');
}

function check(shape: Shape, value: Json, name: string, strict: boolean): void {
  if (typeof shape === 'string') {
    if (typeof value !== shape) throw refused(`Field '${name}' must be a ${shape}`);
  } else if ('least' in shape) {
    if (typeof value !== 'number') throw refused(`Field '${name}' must be a number`);
    if (value < shape.least) throw refused(`Field '${name}' is less than the minimum value`);
  } else if ('list' in shape) {
    if (!isArray(value)) throw refused(`Field '${name}' must be an array`);
    for (const one of value) check(shape.list, one, name, strict);
  } else {
    if (!isObject(value)) throw refused(`Field '${name}' must be an object`);
    if ('table' in shape) {
      for (const [key, one] of Object.entries(value)) check(shape.table, one, key, strict);
      return;
    }
    for (const key of strict ? (shape.required ?? []) : [])
      if (field(value, key) === undefined) throw refused(`Required field '${key}' is missing`);
    for (const [key, inner] of Object.entries(shape.fields)) {
      const one = field(value, key);
      if (one !== undefined) check(inner, one, key, strict);
    }
  }
}
