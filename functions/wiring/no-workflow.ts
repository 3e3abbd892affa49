import { WorkflowError } from '../ports/workflow.ts';
import type { WorkflowService } from '../ports/workflow.ts';

const refuse = async (): Promise<never> => {
  throw new WorkflowError('WorkflowRejected', 'this function was given no right to start or wake procedures.');
};

/** For functions that carry no client of Step Functions and whose role has no right to it. */
export const noWorkflow: WorkflowService = { start: refuse, signal: refuse, isRunning: refuse };
