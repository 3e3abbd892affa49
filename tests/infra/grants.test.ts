import * as iam from 'aws-cdk-lib/aws-iam';
import { Aws, Stack } from 'aws-cdk-lib';
import type { CfnResource } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';
import { bundles } from '../../infra/bundling.ts';
import { readConfig } from '../../infra/config.ts';
import { HouseFunction } from '../../infra/constructs/function.ts';
import { cloudHouse } from '../../infra/house.ts';
import { calledBy } from './called-actions.ts';
import { bareApp, listed } from './synthesised.ts';
import type { Part } from './synthesised.ts';

/** Rights that a role has for what AWS does in its name; the code behind it calls none of them. */
const indirect: readonly {
  readonly why: string;
  readonly covers: (statement: Part, action: string, entry: string) => boolean;
}[] = [
  {
    why: 'Lambda writes the log',
    covers: (_statement, action) => action === 'logs:CreateLogStream' || action === 'logs:PutLogEvents',
  },
  {
    why: 'DynamoDB and S3 use their key for whoever calls them',
    covers: ({ Condition }, action) =>
      action.startsWith('kms:') && Condition?.StringLike?.['kms:ViaService'] !== undefined,
  },
  {
    why: 'the event source mapping reads the stream',
    // The redrive reads it itself.
    covers: (_statement, action, entry) =>
      entry !== 'redrive' &&
      ['DescribeStream', 'GetRecords', 'GetShardIterator', 'ListStreams'].some((name) => action === `dynamodb:${name}`),
  },
  {
    why: 'Lambda puts what failed into the queue',
    covers: (_statement, action) =>
      ['SendMessage', 'GetQueueAttributes', 'GetQueueUrl'].some((name) => action === `sqs:${name}`),
  },
  {
    why: 'stream and queues are sealed by the storage key',
    covers: ({ Resource }, action) => action.startsWith('kms:') && JSON.stringify(Resource).includes('StorageKey'),
  },
];

interface Role {
  readonly path: string;
  readonly entry: string;
  readonly granted: ReadonlySet<string>;
}

function rolesOf(plant: (functions: readonly HouseFunction[]) => void = () => {}): readonly Role[] {
  const app = bareApp();
  cloudHouse(app, readConfig({ stage: 'test' }));
  const functions = app.node.findAll().filter((one) => one instanceof HouseFunction);
  plant(functions);
  return functions.map((made) => ({
    path: made.node.path,
    entry: made.entry,
    granted: new Set(
      statementsOf(made).flatMap((statement) =>
        listed(statement['Action'])
          .map(String)
          .filter((action) => !indirect.some(({ covers }) => covers(statement, action, made.entry))),
      ),
    ),
  }));
}

function statementsOf({ role }: HouseFunction): readonly Part[] {
  const stack = Stack.of(role);
  const { defaultChild } = role.node;
  const id = stack.getLogicalId(defaultChild as CfnResource);
  return Object.values<Part>(Template.fromStack(stack).findResources('AWS::IAM::Policy'))
    .filter(({ Properties }) => Properties['Roles'].some(({ Ref }: Part) => Ref === id))
    .flatMap(({ Properties }) => Properties['PolicyDocument'].Statement);
}

const outputs = bundles().metafile.outputs;
const inputsOf = (entry: string) =>
  Object.entries(outputs).find(([file]) => file.endsWith(`/${entry}/index.mjs`))![1].inputs;

const without = (some: ReadonlySet<string>, others: ReadonlySet<string>) => [...some].filter((one) => !others.has(one));

/** What a role lacks or has too much of; empty where both sides say the same. */
function differencesOf({ path, entry, granted }: Role): readonly string[] {
  const { actions } = calledBy(inputsOf(entry));
  return [
    ...without(actions, granted).map((action) => `${path} calls ${action}, which it is not granted`),
    ...without(granted, actions).map((action) => `${path} is granted ${action}, which it never calls`),
  ];
}

const named = (functions: readonly HouseFunction[], path: string) => functions.find(({ node }) => node.path === path)!;

describe('what a function may do', () => {
  it('is what its bundle can call, and nothing besides', () => {
    const roles = rolesOf();
    expect(roles.length).toBeGreaterThan(20);
    expect(roles.flatMap(differencesOf)).toEqual([]);
  });

  it('is declared beside the adapter for every command in a bundle', () => {
    const undeclared = rolesOf().flatMap(({ entry }) => calledBy(inputsOf(entry)).undeclared);
    expect(undeclared).toEqual([]);
    const foreign = 'node_modules/@aws-sdk/client-dynamodb/dist-es/commands/ScanCommand.js';
    expect(calledBy({ [foreign]: { bytesInOutput: 60 } }).undeclared).toEqual(['ScanCommand']);
  });

  it('lacks what was forgotten: the test names it', () => {
    const [role] = rolesOf().filter(({ path }) => path === 'YimenApi/Feeds');
    const forgetful = { ...role!, granted: new Set(without(role!.granted, new Set(['s3:PutObject']))) };
    expect(differencesOf(forgetful)).toEqual(['YimenApi/Feeds calls s3:PutObject, which it is not granted']);
  });

  it.each(['kms:GenerateDataKey', 'dynamodb:Scan'])('has too much with %s planted: the test names it', (action) => {
    const roles = rolesOf((functions) =>
      named(functions, 'YimenWorkflow/Classify').role.addToPolicy(
        new iam.PolicyStatement({ actions: [action], resources: [`arn:${Aws.PARTITION}:planted:::x`] }),
      ),
    );
    expect(roles.flatMap(differencesOf)).toEqual([`YimenWorkflow/Classify is granted ${action}, which it never calls`]);
  });
});
