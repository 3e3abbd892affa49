import type { LimitSteps } from '../casework/legal-limit.ts';
import { civilDateOf } from '../values/civil-date.ts';
import type { VisitHead } from './head.ts';

/** From the first sign of the hardship, by how pressing it is. */
export const visitLimitSteps = (_kind: string, { level, discoveredAt }: VisitHead): LimitSteps => ({
  tier: 'any',
  finish: `visit-${level}`,
  from: civilDateOf(discoveredAt),
});
