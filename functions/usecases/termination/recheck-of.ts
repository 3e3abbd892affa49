import type { HouseholdFacts } from '../../domain/classification/facts.ts';
import type { Tier } from '../../../policy/schema.ts';
import { nextRecheck } from '../../domain/termination/recheck.ts';
import type { AreaCode } from '../../domain/values/area-code.ts';
import type { CivilDate } from '../../domain/values/civil-date.ts';
import type { CaseId, MemberId } from '../../domain/values/ids.ts';
import type { RecheckRecord } from '../../ports/cases.ts';
import type { House } from '../house.ts';

export interface CheckedAid {
  /** The granted application. */
  readonly caseId: CaseId;
  readonly determination: number;
  readonly tier: Tier;
  readonly members: readonly MemberId[];
}

/** For `rechecks` of the write that recognises or checks: when the aid is looked at next. Empty where no period runs. */
export function rechecksOf(
  { policy }: Pick<House, 'policy'>,
  area: AreaCode,
  aid: CheckedAid,
  facts: HouseholdFacts,
  checkedOn: CivilDate,
): readonly RecheckRecord[] {
  const next = nextRecheck(policy.rules(checkedOn, area), aid, facts, checkedOn, policy.setting('recheck.lead-days'));
  return next === undefined ? [] : [{ caseId: aid.caseId, determination: aid.determination, ...next }];
}
