import * as iam from 'aws-cdk-lib/aws-iam';
import { ScheduleTargetBase } from 'aws-cdk-lib/aws-scheduler-targets';
import type { ScheduleTargetBaseProps } from 'aws-cdk-lib/aws-scheduler-targets';
import type * as sfn from 'aws-cdk-lib/aws-stepfunctions';
import { liveArnOf } from './workflow.ts';

/** A schedule's start of what is live. CDK's own target knows no alias. */
export class StartLive extends ScheduleTargetBase {
  readonly #machine: sfn.StateMachine;

  constructor(machine: sfn.StateMachine, props: ScheduleTargetBaseProps) {
    super(props, liveArnOf(machine));
    this.#machine = machine;
  }

  protected addTargetActionToRole(role: iam.IRole): void {
    role.addToPrincipalPolicy(
      new iam.PolicyStatement({ actions: ['states:StartExecution'], resources: [this.#machine.stateMachineArn] }),
    );
  }
}
