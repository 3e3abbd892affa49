import { CfnResource, Stack, Token, Validations } from 'aws-cdk-lib';
import type { Bucket } from 'aws-cdk-lib/aws-s3';
import type { IConstruct } from 'constructs';

const NO_XRAY =
  'X-Ray does not trace Lambda in aws-cn, and one template serves both partitions: lines are joined by case id, execution and request id instead.';

/** Rules of cdk-nag that the whole house departs from, each with its reason; the rest stand beside what departs. */
export function acknowledgeHouseRules(stack: Stack): void {
  Validations.of(stack).acknowledge(
    { id: 'AwsSolutions-SF2', reason: NO_XRAY },
    { id: 'Serverless-StepFunctionStateMachineXray', reason: NO_XRAY },
    { id: 'Serverless-LambdaTracing', reason: NO_XRAY },
    {
      id: 'AwsSolutions-SF1',
      reason:
        'Only errors are logged: every step of a case stands in its own event chain, and an execution keeps its history for 90 days.',
    },
  );
}

/** One wildcard in a role's policy, named exactly, so that any other is still found. */
export function acknowledgeWildcard(
  scope: IConstruct,
  what: `Resource::${string}` | `Action::${string}`,
  reason: string,
): void {
  Validations.of(scope).acknowledge({ id: `AwsSolutions-IAM5[${what}]`, reason });
}

/** How cdk-nag writes the executions of a machine. */
export function executionsOf(machine: IConstruct): `Resource::${string}` {
  const { region, account } = Stack.of(machine);
  const owner = Token.isUnresolved(account) ? '<AWS::AccountId>' : account;
  return `Resource::arn:<AWS::Partition>:states:${region}:${owner}:execution:<${logicalId(machine)}.Name>:*`;
}

/** How cdk-nag writes the versions of a function. */
export const versionsOf = (target: IConstruct): `Resource::${string}` => `Resource::<${logicalId(target)}.Arn>:*`;

/** How cdk-nag writes the objects of a bucket of another stack. */
export function objectsOf(bucket: Bucket): `Resource::${string}` {
  const exported: unknown = Stack.of(bucket).resolve(Stack.of(bucket).exportValue(bucket.bucketArn));
  const name: unknown = Reflect.get(Object(exported), 'Fn::ImportValue');
  if (typeof name !== 'string') throw new Error(`${bucket.node.path} has no export of its name`);
  return `Resource::${name}/*`;
}

/** How cdk-nag writes objects of a bucket of the same stack. */
export const objectsIn = (bucket: IConstruct, names: string): `Resource::${string}` =>
  `Resource::<${logicalId(bucket)}.Arn>/${names}`;

function logicalId(construct: IConstruct): string {
  const { defaultChild } = construct.node;
  if (!CfnResource.isCfnResource(defaultChild)) throw new Error(`${construct.node.path} is no single resource`);
  return Stack.of(construct).getLogicalId(defaultChild);
}
