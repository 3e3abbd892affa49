import type { LimitSteps } from '../casework/legal-limit.ts';
import type { ReliefHead } from './head.ts';

export function reliefLimitSteps(_kind: string, _head: ReliefHead): LimitSteps | undefined {
  return undefined;
}
