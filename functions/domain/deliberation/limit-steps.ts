import type { LimitSteps } from '../casework/legal-limit.ts';
import type { DeliberationHead } from './head.ts';

export function deliberationLimitSteps(_kind: string, _head: DeliberationHead): LimitSteps | undefined {
  return undefined;
}
