import { SFNClient } from '@aws-sdk/client-sfn';
import type { StepFunctionsWorkflowOptions } from '../adapters/stepfunctions/call.ts';
import { signalling } from '../adapters/stepfunctions/signal.ts';
import { starting } from '../adapters/stepfunctions/start.ts';
import { createStepFunctionsWorkflow } from '../adapters/stepfunctions/stepfunctions-workflow.ts';
import type { WorkflowService } from '../ports/workflow.ts';
import { clientSettings } from './clients.ts';
import { machineSettings, readEnvironment } from './environment.ts';
import type { Environment } from './environment.ts';

/** Starts, rings and asks. */
export const openWorkflow = (environment: Environment): WorkflowService =>
  createStepFunctionsWorkflow(optionsOf(environment));

/** Starts and rings. */
export function openRinging(environment: Environment): Pick<WorkflowService, 'start' | 'signal'> {
  const options = optionsOf(environment);
  return { ...starting(options), ...signalling(options) };
}

/** Starts, and nothing else. */
export const openStarting = (environment: Environment): Pick<WorkflowService, 'start'> =>
  starting(optionsOf(environment));

function optionsOf(environment: Environment): StepFunctionsWorkflowOptions {
  const { MACHINE_ARNS: arns } = readEnvironment(machineSettings, environment);
  return { client: new SFNClient(clientSettings), machineArn: (machine) => arns[machine] };
}
