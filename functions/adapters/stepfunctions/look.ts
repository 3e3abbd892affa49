import { DescribeExecutionCommand, ExecutionDoesNotExist } from '@aws-sdk/client-sfn';
import type { WorkflowService } from '../../ports/workflow.ts';
import { arnOf, translate } from './call.ts';
import type { StepFunctionsWorkflowOptions } from './call.ts';

/** `arn:P:states:R:A:stateMachine:NAME` → `arn:P:states:R:A:execution:NAME:EXECUTION`; a version or alias falls away. */
const executionArn = (machineArn: string, name: string): string => {
  const [arn, partition, service, region, account, , machine] = machineArn.split(':');
  return [arn, partition, service, region, account, 'execution', machine, name].join(':');
};

export const looking = (options: StepFunctionsWorkflowOptions): Pick<WorkflowService, 'isRunning'> => ({
  isRunning: async ({ machine, name }) => {
    const arn = executionArn(arnOf(options, machine), name);
    try {
      const { status } = await options.client.send(new DescribeExecutionCommand({ executionArn: arn }));
      return status === 'RUNNING' || status === 'PENDING_REDRIVE';
    } catch (error) {
      if (error instanceof ExecutionDoesNotExist) return false;
      throw translate(`the question for ${machine} / ${name}`, error);
    }
  },
});
