import type { LimitSteps } from '../casework/legal-limit.ts';
import type { AlertHead } from './head.ts';

/** One limit for all steps, from the day the alert came in, by its level. */
export const alertLimitSteps = (_kind: string, { level, acceptedOn }: AlertHead): LimitSteps => ({
  tier: 'any',
  finish: `alert-${level}`,
  ...(acceptedOn === undefined ? {} : { from: acceptedOn }),
});
