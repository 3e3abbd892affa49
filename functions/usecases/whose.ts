import type { Household } from '../contracts/household.ts';
import type { Family } from '../domain/application/family.ts';
import type { Action } from '../domain/authority/authorize.ts';
import type { Principal } from '../domain/authority/principal.ts';
import type { AreaCode } from '../domain/values/area-code.ts';
import { householdId as toHouseholdId } from '../domain/values/ids.ts';
import type { CaseId, HouseholdId } from '../domain/values/ids.ts';
import { familyOf } from './family-of.ts';
import type { House } from './house.ts';
import { barred, declined } from './outcome.ts';
import type { Declined } from './outcome.ts';

/** The family that a new case is about. */
export interface Whose {
  readonly kind: 'whose';
  readonly area: AreaCode;
  readonly householdId: HouseholdId;
  /** As `OpenedCase.household`. */
  readonly household: 'new' | 'joined' | 'known';
  readonly family: Family;
  readonly recused: readonly string[];
  /** The case that they were known by. */
  readonly of?: CaseId;
}

/** Finds the family, and whether the person may do this for it. People who are known already keep their household. */
export async function whose(
  house: House,
  by: Principal,
  action: Action,
  household: Household,
): Promise<Whose | Declined> {
  const { cases, policy, ids } = house;
  if (household.kind === 'case') {
    const head = await cases.head(household.caseId);
    const bar = head === undefined ? undefined : barred(house.authorize(by, action, { area: head.area }));
    if (bar?.kind === 'forbidden') return bar;
    if (head === undefined || bar !== undefined) {
      return declined('unknown-case', '没有找到该案件,请核对受理编号。', { pointer: '/household/caseId' });
    }
    return {
      kind: 'whose',
      area: head.area,
      householdId: head.householdId,
      household: 'known',
      family: await familyOf(cases, head),
      recused: head.recused,
      of: head.caseId,
    };
  }
  const { area, family } = household;
  if (!policy.isTownship(area)) {
    return declined('unknown-area', `政策包中没有乡镇(街道)${area},请核对区划代码。`, { pointer: '/household/area' });
  }
  const bar = barred(house.authorize(by, action, { area }));
  if (bar !== undefined) return bar;
  const [first] = family.members;
  const known = first === undefined ? undefined : await cases.householdOf(cases.personId(first.idNumber));
  return {
    kind: 'whose',
    area,
    householdId: known ?? toHouseholdId(`h${ids.unique()}`),
    household: known === undefined ? 'new' : 'joined',
    family,
    recused: [],
  };
}
