import type { LimitSteps } from '../casework/legal-limit.ts';
import { civilDateOf } from '../values/civil-date.ts';
import type { ReliefHead } from './head.ts';

/** Help within 24 hours of the request, whoever gives it; papers from the day on which it was paid. The law sets no others. */
export function reliefLimitSteps(kind: string, { requestedAt, paid }: ReliefHead): LimitSteps | undefined {
  switch (kind) {
    case 'relief-help':
    case 'relief-help-county':
      return { tier: 'any', finish: 'emergency-first-help', from: civilDateOf(requestedAt), fromAt: requestedAt };
    case 'relief-papers':
      return { tier: 'any', finish: 'emergency-papers', ...(paid === undefined ? {} : { from: paid.on }) };
    default:
      return undefined;
  }
}
