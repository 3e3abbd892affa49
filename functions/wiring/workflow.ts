import { SFNClient } from '@aws-sdk/client-sfn';
import { createStepFunctionsWorkflow } from '../adapters/stepfunctions/stepfunctions-workflow.ts';
import type { WorkflowService } from '../ports/workflow.ts';
import { clientSettings } from './clients.ts';
import { machineSettings, readEnvironment } from './environment.ts';
import type { Environment } from './environment.ts';

export function openWorkflow(environment: Environment): WorkflowService {
  const { MACHINE_ARNS: arns } = readEnvironment(machineSettings, environment);
  return createStepFunctionsWorkflow({ client: new SFNClient(clientSettings), machineArn: (machine) => arns[machine] });
}
