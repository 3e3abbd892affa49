import type { LimitSteps } from '../casework/legal-limit.ts';
import type { AlertHead } from './head.ts';

export function alertLimitSteps(_kind: string, _head: AlertHead): LimitSteps | undefined {
  return undefined;
}
