import { InvalidToken, SendTaskSuccessCommand, TaskDoesNotExist, TaskTimedOut } from '@aws-sdk/client-sfn';
import type { WorkflowService } from '../../ports/workflow.ts';
import { translate } from './call.ts';
import type { StepFunctionsWorkflowOptions } from './call.ts';

export const signalling = ({ client }: StepFunctionsWorkflowOptions): Pick<WorkflowService, 'signal'> => ({
  signal: async (token) => {
    try {
      await client.send(new SendTaskSuccessCommand({ taskToken: token, output: '{}' }));
      return 'woken';
    } catch (error) {
      const isGone =
        error instanceof TaskTimedOut || error instanceof TaskDoesNotExist || error instanceof InvalidToken;
      if (isGone) return 'gone';
      throw translate('the ring of a waiting task', error);
    }
  },
});
