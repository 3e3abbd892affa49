import type { WorkflowService } from '../../ports/workflow.ts';
import type { StepFunctionsWorkflowOptions } from './call.ts';
import { looking } from './look.ts';
import { signalling } from './signal.ts';
import { starting } from './start.ts';

export const createStepFunctionsWorkflow = (options: StepFunctionsWorkflowOptions): WorkflowService => ({
  ...starting(options),
  ...signalling(options),
  ...looking(options),
});
