import type { Config } from './config.ts';
import type { ApiStack } from './stacks/api.ts';
import type { DataStack } from './stacks/data.ts';
import type { WorkflowStack } from './stacks/workflow.ts';

export function acknowledge(
  _stacks: { data: DataStack; workflow: WorkflowStack; api: ApiStack },
  _config: Config,
): void {}
