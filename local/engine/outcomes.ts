/** Answers of integrations and ends of children, as events. */
import type { Execution } from './execution.ts';
import type { ChildDescription, Outcome } from './integrations/integration.ts';
import type { Json } from './json.ts';

export const sameParent = (child: Execution | undefined, arn: string, task: number): boolean =>
  child?.startedBy?.arn === arn && child.startedBy.task === task;

export type TaskOutcomeEvent =
  | { readonly kind: 'taskSubmitted'; readonly output: Json; readonly childArn?: string }
  | { readonly kind: 'taskSucceeded'; readonly output: Json }
  | { readonly kind: 'taskFailed'; readonly error: string; readonly cause?: string };

export function outcomeEvent(outcome: Outcome): TaskOutcomeEvent {
  switch (outcome.kind) {
    case 'succeeded':
      return { kind: 'taskSucceeded', output: outcome.output };
    case 'submitted':
      return { ...outcome, kind: 'taskSubmitted' };
    case 'failed':
      return { ...outcome, kind: 'taskFailed' };
  }
}

export const childOf = ({ arn, machineArn: machine, ...rest }: Execution): ChildDescription => ({
  ...rest,
  executionArn: arn,
  machineArn: machine,
});
