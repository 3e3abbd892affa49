import type { LimitSteps } from '../casework/legal-limit.ts';
import type { TerminationHead } from './head.ts';

export function terminationLimitSteps(_kind: string, _head: TerminationHead): LimitSteps | undefined {
  return undefined;
}
