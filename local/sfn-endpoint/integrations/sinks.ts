/** `events:putEvents`, `sqs:sendMessage` and `sns:publish`, each also with `.waitForTaskToken`: into a log of this machine. */
import { createHash } from 'node:crypto';
import type { Integration, Outcome, TaskKind } from '../../engine/integrations/integration.ts';
import { field, isArray, isObject, type Json, type JsonObject } from '../../engine/json.ts';
import type { SinkLog, SinkName } from './sink-log.ts';

interface Sink {
  readonly name: SinkName;
  readonly service: string;
  readonly action: string;
  readonly required: readonly string[];
  /** `ids`: one message id a call; it repeats when a call is made again after a crash. */
  readonly answer: (given: Json, id: (index: number) => string) => Json;
}

const text = (value: Json | undefined): string => (typeof value === 'string' ? value : JSON.stringify(value ?? null));

const SINKS: readonly Sink[] = [
  {
    name: 'events',
    service: 'eventbridge',
    action: 'putEvents',
    required: ['Entries'],
    answer: (given, id) => {
      const entries = field(given, 'Entries');
      return {
        Entries: (isArray(entries) ? entries : []).map((_, i) => ({ EventId: id(i) })),
        FailedEntryCount: 0,
      };
    },
  },
  {
    name: 'sqs',
    service: 'sqs',
    action: 'sendMessage',
    required: ['QueueUrl', 'MessageBody'],
    answer: (given, id) => ({
      MD5OfMessageBody: createHash('md5')
        .update(text(field(given, 'MessageBody')))
        .digest('hex'),
      MessageId: id(0),
    }),
  },
  { name: 'sns', service: 'sns', action: 'publish', required: ['Message'], answer: (_, id) => ({ MessageId: id(0) }) },
];

const RESOURCE = /^arn:[a-z0-9-]+:states:::(aws-sdk:)?(events|eventbridge|sqs|sns):(\w+)(\.waitForTaskToken)?$/;

function find(resource: string): { sink: Sink; kind: TaskKind } | undefined {
  const [, sdk = '', service, action, token = ''] = RESOURCE.exec(resource) ?? [];
  const sink = SINKS.find((one) => one.action === action && service === (sdk === '' ? one.name : one.service));
  if (sink === undefined) return undefined;
  return {
    sink,
    kind: {
      integration: 'sinks',
      events: 'task',
      resource: `${sink.action}${token}`,
      resourceType: `${sdk}${service ?? ''}`,
      pattern: token === '' ? 'request' : 'token',
      requiredArguments: sink.required,
    },
  };
}

/** `now`: milliseconds since the epoch. */
export const sinks = (log: SinkLog, now: () => number): Integration => ({
  name: 'sinks',

  describe: (resource) => find(resource)?.kind,

  async perform({ executionArn, stateName, task }): Promise<Outcome> {
    const found = find(task.resource);
    if (found === undefined) throw new Error(`'${task.resource}' is no resource of the sinks.`);
    const { sink, kind } = found;
    const output = sink.answer(task.arguments, (index) => uuidOf(`${task.nonce} ${index}`));
    const record: JsonObject = {
      id: task.nonce,
      at: new Date(now()).toISOString(),
      executionArn,
      stateName,
      request: isObject(task.arguments) ? task.arguments : {},
      answer: output,
    };
    await log.put(sink.name, record);
    return { kind: kind.pattern === 'token' ? 'submitted' : 'succeeded', output };
  },
});

function uuidOf(seed: string): string {
  const hex = createHash('sha256').update(seed).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
