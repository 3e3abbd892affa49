import { Aws, CfnResource } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as sfn from 'aws-cdk-lib/aws-stepfunctions';
import type { Construct } from 'constructs';
import { describe, expect, it } from 'vitest';
import { readConfig } from '../../infra/config.ts';
import { cloudHouse } from '../../infra/house.ts';
import { bareApp } from './synthesised.ts';

function planted(plant: (api: Construct) => void): () => unknown {
  const app = bareApp();
  plant(cloudHouse(app, readConfig({})).api);
  return () => app.synth();
}

describe('synthesis', () => {
  it('passes as it stands', () => {
    expect(planted(() => {})).not.toThrow();
  });

  it.each([{ account: '123456789012' }, { stage: 'test' }, { partition: 'aws-cn', account: '123456789012' }])(
    'passes for %j',
    (given) => {
      const app = bareApp();
      cloudHouse(app, readConfig(given));
      expect(() => app.synth()).not.toThrow();
    },
  );

  it('fails on an action that is a wildcard', () => {
    const synth = planted((api) => {
      const role = new iam.Role(api, 'Planted', { assumedBy: new iam.ServicePrincipal('lambda.amazonaws.com') });
      role.addToPolicy(new iam.PolicyStatement({ actions: ['dynamodb:*'], resources: ['*'] }));
    });
    expect(synth).toThrow('AwsSolutions-IAM5[Action::dynamodb:*]');
  });

  it('fails on a machine that is no valid ASL', () => {
    const synth = planted((api) => {
      new sfn.StateMachine(api, 'Planted', {
        definitionBody: sfn.DefinitionBody.fromString(
          JSON.stringify({ QueryLanguage: 'JSONata', StartAt: 'Nowhere', States: { End: { Type: 'Succeed' } } }),
        ),
      });
    });
    expect(synth).toThrow('E3601');
  });

  const definition = (more: object, Next = 'Work') =>
    JSON.stringify({
      QueryLanguage: 'JSONata',
      StartAt: 'Begin',
      States: {
        Begin: { Type: 'Pass', Next },
        Work: {
          Type: 'Task',
          Resource: 'arn:${Partition}:states:::lambda:invoke',
          Arguments: { FunctionName: '${Door}', Payload: {} },
          End: true,
          ...more,
        },
      },
    });
  const machine = (api: Construct, text: string) =>
    void new sfn.StateMachine(api, 'Planted', {
      definitionBody: sfn.DefinitionBody.fromString(text),
      definitionSubstitutions: { Partition: Aws.PARTITION, Door: 'door' },
    });

  it.each([
    ['a state that is not there', definition({}, 'Nowhere'), "Missing 'Next' target: Nowhere"],
    ['a state that nobody reaches', definition({}).replace('"Next":"Work"', '"End":true'), 'Work'],
    ['JSONata that does not parse', definition({ Output: '{% $states.input. %}' }), 'JSONata'],
    [
      'a task that the engine does not know',
      definition({ Resource: 'arn:${Partition}:states:::athena:now' }),
      'athena',
    ],
  ])('fails on a machine with %s', (_what, text, message) => {
    expect(planted((api) => machine(api, text))).toThrow(
      expect.objectContaining({ message: expect.stringMatching(new RegExp(`${message}[^]*yimen-workflows::asl`)) }),
    );
  });

  it('fails on a machine that names a partition, and passes one that does not', () => {
    expect(planted((api) => machine(api, definition({ Resource: 'arn:aws:states:::lambda:invoke' })))).toThrow(
      "Acknowledge with 'yimen::partition-literal'",
    );
    expect(planted((api) => machine(api, definition({})))).not.toThrow();
  });

  it('fails on a role that takes a ready-made policy of AWS', () => {
    const synth = planted((api) => {
      const role = new iam.Role(api, 'Planted', { assumedBy: new iam.ServicePrincipal('lambda.amazonaws.com') });
      role.addManagedPolicy(iam.ManagedPolicy.fromAwsManagedPolicyName('AdministratorAccess'));
    });
    expect(synth).toThrow('AwsSolutions-IAM4');
  });

  it.each([
    [
      'partition-literal',
      (api: Construct) =>
        new CfnResource(api, 'Planted', {
          type: 'AWS::SNS::Topic',
          properties: { KmsMasterKeyId: 'arn:aws:kms:eu-west-1:1:key/1' },
        }),
    ],
    [
      'sealed',
      (api: Construct) =>
        new CfnResource(api, 'Planted', { type: 'AWS::Logs::LogGroup', properties: { RetentionInDays: 365 } }),
    ],
    [
      'sealed',
      (api: Construct) => new CfnResource(api, 'Planted', { type: 'AWS::SNS::Topic', properties: { TopicName: 't' } }),
    ],
    [
      'runtime',
      (api: Construct) =>
        new CfnResource(api, 'Planted', {
          type: 'AWS::Lambda::Function',
          properties: { Code: { ZipFile: '' }, Role: 'r', Handler: 'index.handler', Runtime: 'nodejs24.x' },
        }),
    ],
    [
      'restorable',
      (api: Construct) =>
        new CfnResource(api, 'Planted', {
          type: 'AWS::DynamoDB::Table',
          properties: { KeySchema: [], DeletionProtectionEnabled: true },
        }),
    ],
  ])("fails on a breach of the house's rule %s", (rule, plant) => {
    const synth = planted((api) => void plant(api));
    expect(synth).toThrow(`Acknowledge with 'yimen::${rule}'`);
  });
});
