import type { Tier } from '../../../policy/schema.ts';
import type { LimitSteps } from '../casework/legal-limit.ts';
import type { CivilDate } from '../values/civil-date.ts';
import type { ApplicationHead } from './head.ts';

/** The tier whose limits run: what is proposed now, and until something is proposed what the family asked for. */
export const governingTier = (head: ApplicationHead): Tier => head.recommended[0] ?? head.requestedTier;

/** Undefined where the law lays down no limit beside the total. */
export function applicationLimitSteps(kind: string, head: ApplicationHead): LimitSteps | undefined {
  const tier = governingTier(head);
  switch (kind) {
    case 'household-investigation':
      return { tier, start: 'investigation-start', ...sinceAcceptance(head) };
    case 'information-check':
      return { tier, start: 'check-start' };
    case 'township-opinion':
      return { tier, finish: 'township-opinion', ...sinceAcceptance(head) };
    case 'public-notice':
      return { tier, finish: 'public-notice' };
    case 'objection-review':
      return { tier, finish: 'objection-review' };
    case 'confirmation':
      // Where the power is delegated nobody receives the file, so the county's period for it never begins.
      return head.delegated ? undefined : { tier, finish: 'county-confirmation' };
    case 'refusal-letter':
      return {
        tier,
        finish: 'refusal-letter',
        ...(head.confirmation === undefined ? {} : { from: head.confirmation.on }),
      };
    default:
      return undefined;
  }
}

/** A later round of a step that counts from acceptance begins anew. */
const sinceAcceptance = ({ round, acceptedOn }: ApplicationHead): { readonly from?: CivilDate } =>
  round === 1 && acceptedOn !== undefined ? { from: acceptedOn } : {};
