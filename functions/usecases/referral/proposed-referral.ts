import type { ApplicationHead } from '../../domain/application/head.ts';
import type { HouseholdFacts } from '../../domain/classification/facts.ts';
import type { Classification } from '../../domain/classification/result.ts';
import type { PlannedPart } from '../../domain/referral/form.ts';
import { proposedPackage } from '../../domain/referral/package.ts';
import { planParts } from '../../domain/referral/plan-parts.ts';
import type { CivilDate } from '../../domain/values/civil-date.ts';
import type { OpenedCase } from '../../ports/cases.ts';
import { familyOf } from '../family-of.ts';
import type { House } from '../house.ts';
import { matrixOf } from './matrix.ts';
import { referralFor } from './referral-for.ts';

/**
 * 专项救助 and 其他救助 that the matrix proposes for a family just recognised: a referral that the window goes through with the
 * family. Undefined where nothing is proposed, or the pack leaves it to the window.
 */
export async function proposedReferral(
  house: House,
  head: ApplicationHead,
  { recommended }: Classification,
  facts: HouseholdFacts,
  on: CivilDate,
): Promise<OpenedCase | undefined> {
  if (house.policy.setting('referral.after-determination') === 0) return undefined;
  const matrix = matrixOf(house, head.area);
  const tiers = recommended.map(({ tier }) => tier);
  const proposed = proposedPackage(matrix.entitlements, { tiers, facts, county: matrix.county, on });
  const planned = planParts(
    proposed.map(({ need, entitlement, mandatory }) => ({ need, entitlement, mandatory })),
    matrix,
  );
  const family = await familyOf(house.cases, head);
  if (planned.kind === 'refused') return undefined;
  const parts: readonly PlannedPart[] = planned.parts;
  const applicantId = facts.members.find(({ relation }) => relation === 'applicant')?.memberId;
  const members = family.members.toSorted(
    (a, b) => Number(b.memberId === applicantId) - Number(a.memberId === applicantId),
  );
  const opened = referralFor(house, {
    origin: { kind: 'determination', caseId: head.caseId },
    area: head.area,
    householdId: head.householdId,
    household: 'known',
    family: { ...family, members },
    recused: head.recused,
    planned: parts,
    stage: 'Transfer',
    request: '认定后按救助项目清单提出的转办建议',
    by: 'system:determine',
  });
  // The family is found by the names that its application has.
  return { ...opened, names: [] };
}
