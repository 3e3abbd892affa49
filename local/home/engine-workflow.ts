import type { WorkflowService } from '../../functions/ports/workflow.ts';
import { WorkflowError } from '../../functions/ports/workflow.ts';
import type { Engine } from '../engine/driver.ts';

/** The embedded engine behind the port that use cases know. */
export function engineWorkflow(engine: Engine): WorkflowService {
  const named = (error: unknown): string => (error instanceof Error ? error.name : '');
  return {
    async start({ machine, name, input }) {
      try {
        await engine.startExecution({ stateMachine: machine, name, input });
        return 'started';
      } catch (error) {
        if (named(error) === 'ExecutionAlreadyExists') return 'already-exists';
        const kind = named(error) === 'EngineStopped' ? 'WorkflowUnavailable' : 'WorkflowRejected';
        throw new WorkflowError(kind, `the engine did not start ${machine}/${name}`, { cause: error });
      }
    },
    async signal(token) {
      try {
        await engine.sendTaskSuccess(token, {});
        return 'woken';
      } catch (error) {
        if (['TaskTimedOut', 'TaskDoesNotExist', 'InvalidToken'].includes(named(error))) return 'gone';
        throw new WorkflowError('WorkflowUnavailable', 'the engine did not take the signal', { cause: error });
      }
    },
    async isRunning({ machine, name }) {
      const { stateMachineArn } = engine.describeStateMachine(machine);
      const arn = `${stateMachineArn.replace(':stateMachine:', ':execution:')}:${name}`;
      try {
        return (await engine.describeExecution(arn)).status === 'RUNNING';
      } catch (error) {
        if (named(error) === 'ExecutionDoesNotExist') return false;
        throw new WorkflowError('WorkflowUnavailable', `the engine did not describe ${name}`, { cause: error });
      }
    },
  };
}
