/** Which fields each state type takes in each query language; any other is refused. */
import type { QueryLanguage, State } from './machine.ts';

const EVERY = ['Type', 'Comment', 'QueryLanguage'];
const FLOW = ['Next', 'End'];
const HANDLED = ['Retry', 'Catch'];
const JSONPATH_IO = ['InputPath', 'OutputPath'];
const RESULT = ['Parameters', 'ResultSelector', 'ResultPath'];

const MAP = [
  'ItemProcessor',
  'Iterator',
  'MaxConcurrency',
  'ItemSelector',
  'ItemReader',
  'ItemBatcher',
  'ToleratedFailureCount',
  'ToleratedFailurePercentage',
  'Label',
];

const FIELDS: Readonly<Record<QueryLanguage, Readonly<Record<State['type'], readonly string[]>>>> = {
  JSONata: {
    Pass: [...FLOW, 'Output', 'Assign'],
    Succeed: ['Output'],
    Fail: ['Error', 'Cause'],
    Wait: [...FLOW, 'Seconds', 'Timestamp', 'Output', 'Assign'],
    Choice: ['Choices', 'Default', 'Output', 'Assign'],
    Task: [
      ...FLOW,
      ...HANDLED,
      'Resource',
      'Arguments',
      'Output',
      'Assign',
      'TimeoutSeconds',
      'HeartbeatSeconds',
      'Credentials',
    ],
    Parallel: [...FLOW, ...HANDLED, 'Branches', 'Arguments', 'Output', 'Assign'],
    Map: [...FLOW, ...HANDLED, ...MAP, 'Items', 'Output', 'Assign'],
  },
  JSONPath: {
    Pass: [...FLOW, ...JSONPATH_IO, 'Parameters', 'Result', 'ResultPath', 'Assign'],
    Succeed: [...JSONPATH_IO],
    Fail: ['Error', 'ErrorPath', 'Cause', 'CausePath'],
    Wait: [...FLOW, ...JSONPATH_IO, 'Seconds', 'SecondsPath', 'Timestamp', 'TimestampPath', 'Assign'],
    Choice: [...JSONPATH_IO, 'Choices', 'Default', 'Assign'],
    Task: [
      ...FLOW,
      ...HANDLED,
      ...JSONPATH_IO,
      ...RESULT,
      'Resource',
      'Assign',
      'TimeoutSeconds',
      'TimeoutSecondsPath',
      'HeartbeatSeconds',
      'HeartbeatSecondsPath',
      'Credentials',
    ],
    Parallel: [...FLOW, ...HANDLED, ...JSONPATH_IO, ...RESULT, 'Branches', 'Assign'],
    Map: [
      ...FLOW,
      ...HANDLED,
      ...JSONPATH_IO,
      ...RESULT,
      ...MAP,
      'ItemsPath',
      'MaxConcurrencyPath',
      'ToleratedFailureCountPath',
      'ToleratedFailurePercentagePath',
      'Assign',
    ],
  },
};

const SETS = new Map(
  Object.entries(FIELDS).flatMap(([language, types]) =>
    Object.entries(types).map(([type, names]) => [`${language} ${type}`, new Set([...EVERY, ...names])] as const),
  ),
);

export const fieldsOf = (language: QueryLanguage, type: State['type']): ReadonlySet<string> =>
  SETS.get(`${language} ${type}`) ?? new Set();
