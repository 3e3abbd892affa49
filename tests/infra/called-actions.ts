import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { anchorsActions } from '../../functions/adapters/anchors/actions.ts';
import { cryptoActions } from '../../functions/adapters/crypto/actions.ts';
import { dynamodbActions } from '../../functions/adapters/dynamodb/actions.ts';
import { eventbridgeActions } from '../../functions/adapters/eventbridge/actions.ts';
import { lambdaActions } from '../../functions/adapters/lambda/actions.ts';
import { lakeActions } from '../../functions/adapters/lake/actions.ts';
import { sqsActions } from '../../functions/adapters/sqs/actions.ts';
import { streamsActions } from '../../functions/adapters/streams/actions.ts';
import { stepfunctionsActions } from '../../functions/adapters/stepfunctions/actions.ts';

const root = join(import.meta.dirname, '../..');

/** By folder and file of `functions/adapters`: what each declares that it asks of AWS. */
const declared: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  anchors: anchorsActions,
  crypto: cryptoActions,
  dynamodb: dynamodbActions,
  eventbridge: eventbridgeActions,
  lake: lakeActions,
  lambda: lambdaActions,
  sqs: sqsActions,
  streams: streamsActions,
  stepfunctions: stepfunctionsActions,
};

/** Of the SDK's own, never sent: DynamoDB's endpoint discovery is off, and no bucket of ours is a directory bucket. */
const internal = new Set(['DescribeEndpointsCommand', 'CreateSessionCommand']);

export interface Called {
  readonly actions: ReadonlySet<string>;
  /** Commands in the bundle that no adapter in it declares. */
  readonly undeclared: readonly string[];
}

/** What a bundle can ask of AWS, by the files that esbuild put into it. */
export function calledBy(inputs: { readonly [file: string]: { readonly bytesInOutput: number } }): Called {
  const files = Object.keys(inputs).filter((file) => inputs[file]!.bytesInOutput > 0);
  const adapters = files.flatMap((file) => {
    const [, folder = '', name = ''] = /^functions\/adapters\/([^/]+)\/([^/]+)$/.exec(file) ?? [];
    const actions = declared[folder]?.[name];
    return actions === undefined ? [] : [{ file, actions }];
  });
  const sent = new Set(adapters.flatMap(({ file }) => commandsIn(file)));
  const commands = files.flatMap((file) =>
    /@aws-sdk\/client-[^/]+\/dist-es\/commands\//.test(file) ? [basename(file, '.js')] : [],
  );
  return {
    actions: new Set(adapters.flatMap(({ actions }) => actions)),
    undeclared: commands.filter((command) => !sent.has(command) && !internal.has(command)),
  };
}

const commandsIn = (file: string): readonly string[] => [
  ...new Set(readFileSync(join(root, file), 'utf8').match(/\b[A-Z]\w*Command\b/g)),
];
