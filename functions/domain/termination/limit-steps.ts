import type { LimitSteps } from '../casework/legal-limit.ts';
import type { TerminationHead } from './head.ts';

/**
 * Only what binds officials is a limit of a task. The family's time to answer is not: it runs for the family, and whoever records
 * that it ran out is not late by it.
 */
export function terminationLimitSteps(kind: string, head: TerminationHead): LimitSteps | undefined {
  const { tier } = head.aid;
  switch (kind) {
    case 'termination-check':
      if (head.recheck !== undefined) {
        return { tier, finish: head.recheck.step, from: head.recheck.lastCheckedOn };
      }
      return afterDeath(head);
    case 'termination-confirmation':
    case 'change-confirmation':
      return head.happenedOn === undefined
        ? undefined
        : { tier: 'any', finish: 'death-recheck', from: head.happenedOn };
    case 'termination-notice':
      return { tier, finish: 'termination-notice' };
    case 'termination-objection':
      return { tier, finish: 'termination-objection' };
    case 'termination-letter': {
      const decidedOn = (head.confirmation ?? head.changeConfirmation)?.on;
      return { tier: 'any', finish: 'termination-letter', ...(decidedOn === undefined ? {} : { from: decidedOn }) };
    }
    default:
      return undefined;
  }
}

const afterDeath = ({ happenedOn }: TerminationHead): LimitSteps | undefined =>
  happenedOn === undefined ? undefined : { tier: 'any', finish: 'death-recheck', from: happenedOn };
