import { ArnFormat, Aws, RemovalPolicy, Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import type * as kms from 'aws-cdk-lib/aws-kms';
import type * as lambda from 'aws-cdk-lib/aws-lambda';
import * as logs from 'aws-cdk-lib/aws-logs';
import * as sfn from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import { acknowledgeWildcard, executionsOf } from '../acknowledgements.ts';
import { bindings } from '../../workflows/bindings.ts';
import type { Binding, DoorName, MachineName } from '../../workflows/bindings.ts';
import { placeholdersOf } from '../../workflows/index.ts';
import type { Machine } from '../../workflows/index.ts';

export interface WorkflowProps {
  readonly machine: Machine;
  /** By the names of `workflows/bindings.ts`. */
  readonly doors: ReadonlyMap<string, lambda.IFunction>;
  /** Machines that this one may start, created before. */
  readonly children: ReadonlyMap<MachineName, sfn.StateMachine>;
  /** Seals the log. */
  readonly key: kms.IKey;
  /** False: whoever deploys makes version and alias. */
  readonly isVersioned: boolean;
}

/**
 * One file of `workflows/` as a state machine. The definition stands in the template, where it can be read and is
 * checked; what its placeholders stand for and what its role may do both come from `workflows/bindings.ts`.
 */
export class Workflow extends Construct {
  readonly stateMachine: sfn.StateMachine;
  /** Starts go through it, so that an execution says which version it runs. */
  readonly live: sfn.CfnStateMachineAlias | undefined;

  constructor(scope: Construct, id: string, props: WorkflowProps) {
    super(scope, id);
    const { machine } = props;
    const bound = placeholdersOf(machine.definition).map((name) => ({ name, binding: bindingOf(name) }));
    const role = new iam.Role(this, 'Role', {
      assumedBy: new iam.ServicePrincipal('states.amazonaws.com', {
        conditions: { StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID } },
      }),
    });
    this.stateMachine = new sfn.StateMachine(this, 'Machine', {
      definitionBody: sfn.DefinitionBody.fromString(machine.definition),
      definitionSubstitutions: Object.fromEntries(
        bound.map(({ name, binding }) => [name, this.#valueOf(binding, props)]),
      ),
      stateMachineType: sfn.StateMachineType[machine.type],
      role,
      removalPolicy: RemovalPolicy.RETAIN,
      logs: {
        level: sfn.LogLevel.ERROR,
        // Payloads carry task tokens, and a token is a credential.
        includeExecutionData: false,
        destination: new logs.LogGroup(this, 'Log', {
          // Under this prefix the group needs no entry in the account's short list of log resource policies.
          logGroupName: `/aws/vendedlogs/states/${Stack.of(this).stackName}-${machine.name}`,
          encryptionKey: props.key,
          retention: logs.RetentionDays.ONE_YEAR,
          removalPolicy: RemovalPolicy.DESTROY,
        }),
      },
    });
    acknowledgeWildcard(role, 'Resource::*', 'Log delivery is set up by actions that know no narrower resource.');
    for (const { binding } of bound) this.#grant(role, binding, props);
    this.live = props.isVersioned ? this.#live() : undefined;
  }

  /** Each definition that was ever deployed stays as a version: executions may run on it for a year. */
  #live(): sfn.CfnStateMachineAlias {
    const { stateMachineArn, stateMachineRevisionId } = this.stateMachine;
    const version = new sfn.CfnStateMachineVersion(this, 'Version', { stateMachineArn, stateMachineRevisionId });
    version.applyRemovalPolicy(RemovalPolicy.RETAIN);
    return new sfn.CfnStateMachineAlias(this, 'Live', {
      name: LIVE,
      routingConfiguration: [{ stateMachineVersionArn: version.attrArn, weight: 100 }],
    });
  }

  #valueOf(binding: Binding, props: WorkflowProps): string {
    switch (binding.kind) {
      case 'partition':
        return Aws.PARTITION;
      case 'door':
        return doorOf(binding.door, props).functionArn;
      case 'machine':
        return liveArnOf(childOf(binding.machine, props));
    }
  }

  #grant(role: iam.Role, binding: Binding, props: WorkflowProps): void {
    switch (binding.kind) {
      case 'partition':
        return;
      case 'door': {
        const { functionArn } = doorOf(binding.door, props);
        role.addToPolicy(new iam.PolicyStatement({ actions: ['lambda:InvokeFunction'], resources: [functionArn] }));
        return;
      }
      case 'machine':
        this.#grantChild(role, childOf(binding.machine, props));
    }
  }

  /** What `startExecution.sync` needs: the child, its executions, and the rule by which Step Functions hears of their end. */
  #grantChild(role: iam.Role, child: sfn.StateMachine): void {
    const stack = Stack.of(this);
    const executions = stack.formatArn({
      service: 'states',
      resource: 'execution',
      resourceName: `${child.stateMachineName}:*`,
      arnFormat: ArnFormat.COLON_RESOURCE_NAME,
    });
    const rule = stack.formatArn({
      service: 'events',
      resource: 'rule',
      resourceName: 'StepFunctionsGetEventsForStepFunctionsExecutionRule',
    });
    const allow = (actions: string[], resource: string) =>
      role.addToPolicy(new iam.PolicyStatement({ actions, resources: [resource] }));
    allow(['states:StartExecution'], child.stateMachineArn);
    allow(['states:DescribeExecution', 'states:StopExecution'], executions);
    acknowledgeWildcard(
      role,
      executionsOf(child),
      'The executions of one machine; their names are made as cases come in.',
    );
    allow(['events:DescribeRule', 'events:PutRule', 'events:PutTargets'], rule);
  }
}

const LIVE = 'live';

/** What a caller starts. Rights are given on the machine itself: IAM looks at no alias. */
export function liveArnOf(machine: sfn.StateMachine): string {
  const { scope } = machine.node;
  if (!(scope instanceof Workflow)) throw new Error(`${machine.node.path} is no Workflow's`);
  return scope.live?.attrArn ?? `${machine.stateMachineArn}:${LIVE}`;
}

function bindingOf(name: string): Binding {
  const table: Readonly<Record<string, Binding>> = bindings;
  const binding = table[name];
  if (binding === undefined) throw new Error(`\${${name}} in a workflow is not bound in workflows/bindings.ts`);
  return binding;
}

function doorOf(door: DoorName, { doors }: WorkflowProps): lambda.IFunction {
  const found = doors.get(door);
  if (found === undefined) throw new Error(`no function is deployed for the door ${door}`);
  return found;
}

function childOf(name: MachineName, { children, machine }: WorkflowProps): sfn.StateMachine {
  const child = children.get(name);
  if (child === undefined)
    throw new Error(`${machine.name} starts ${name}, which stands after it in workflows/index.ts`);
  return child;
}
