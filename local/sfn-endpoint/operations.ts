/** Every operation of the API by its name in `x-amz-target`. */
import * as aliases from './calls/aliases.ts';
import type { Call } from './calls/call.ts';
import * as executions from './calls/executions.ts';
import { getExecutionHistory } from './calls/history.ts';
import * as machines from './calls/machines.ts';
import * as tags from './calls/tags.ts';
import * as tokens from './calls/tokens.ts';
import { testState } from './calls/test-state.ts';
import { validateStateMachineDefinition } from './calls/validate.ts';
import * as versions from './calls/versions.ts';

export const OPERATIONS: ReadonlyMap<string, Call> = new Map<string, Call>([
  ['CreateStateMachine', machines.createStateMachine],
  ['UpdateStateMachine', machines.updateStateMachine],
  ['DeleteStateMachine', machines.deleteStateMachine],
  ['DescribeStateMachine', machines.describeStateMachine],
  ['ListStateMachines', machines.listStateMachines],
  ['ValidateStateMachineDefinition', validateStateMachineDefinition],
  ['TestState', testState],
  ['PublishStateMachineVersion', versions.publishStateMachineVersion],
  ['DeleteStateMachineVersion', versions.deleteStateMachineVersion],
  ['ListStateMachineVersions', versions.listStateMachineVersions],
  ['CreateStateMachineAlias', aliases.createStateMachineAlias],
  ['UpdateStateMachineAlias', aliases.updateStateMachineAlias],
  ['DescribeStateMachineAlias', aliases.describeStateMachineAlias],
  ['DeleteStateMachineAlias', aliases.deleteStateMachineAlias],
  ['ListStateMachineAliases', aliases.listStateMachineAliases],
  ['TagResource', tags.tagResource],
  ['UntagResource', tags.untagResource],
  ['ListTagsForResource', tags.listTagsForResource],
  ['StartExecution', executions.startExecution],
  ['StartSyncExecution', executions.startSyncExecution],
  ['StopExecution', executions.stopExecution],
  ['DescribeExecution', executions.describeExecution],
  ['DescribeStateMachineForExecution', executions.describeStateMachineForExecution],
  ['ListExecutions', executions.listExecutions],
  ['GetExecutionHistory', getExecutionHistory],
  ['SendTaskSuccess', tokens.sendTaskSuccess],
  ['SendTaskFailure', tokens.sendTaskFailure],
  ['SendTaskHeartbeat', tokens.sendTaskHeartbeat],
]);
