import type { LimitSteps } from '../casework/legal-limit.ts';

export const adjudicationLimitSteps = (): LimitSteps => ({ tier: 'any', finish: 'record-adjudication' });
