import { ExecutionAlreadyExists, StartExecutionCommand } from '@aws-sdk/client-sfn';
import type { WorkflowService } from '../../ports/workflow.ts';
import { arnOf, translate } from './call.ts';
import type { StepFunctionsWorkflowOptions } from './call.ts';

export const starting = (options: StepFunctionsWorkflowOptions): Pick<WorkflowService, 'start'> => ({
  start: async ({ machine, name, input }) => {
    const stateMachineArn = arnOf(options, machine);
    try {
      await options.client.send(new StartExecutionCommand({ stateMachineArn, name, input: JSON.stringify(input) }));
      return 'started';
    } catch (error) {
      if (error instanceof ExecutionAlreadyExists) return 'already-exists';
      throw translate(`the start of ${machine} / ${name}`, error);
    }
  },
});
