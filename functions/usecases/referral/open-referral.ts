import type { OpenReferral, ReferralOpened } from '../../contracts/referrals.ts';
import { referralOpenedSchema } from '../../contracts/referrals.ts';
import type { Family } from '../../domain/application/family.ts';
import type { Principal } from '../../domain/authority/principal.ts';
import { taskLimits } from '../../domain/casework/limits.ts';
import { planParts } from '../../domain/referral/plan-parts.ts';
import type { AreaCode } from '../../domain/values/area-code.ts';
import { civilDate } from '../../domain/values/civil-date.ts';
import { householdId as toHouseholdId } from '../../domain/values/ids.ts';
import type { CaseId, HouseholdId } from '../../domain/values/ids.ts';
import type { OnceKey } from '../../ports/cases.ts';
import { familyOf } from '../family-of.ts';
import type { House } from '../house.ts';
import { once, TURNS } from '../once.ts';
import type { Attempt } from '../once.ts';
import { barred, declined, isDeclined, tooBusy } from '../outcome.ts';
import type { Declined } from '../outcome.ts';
import { matrixOf, refused } from './matrix.ts';
import { referralFor } from './referral-for.ts';

interface OpenInput {
  readonly by: Principal;
  readonly request: OpenReferral;
  readonly key: OnceKey;
}

/** 一门受理: a need comes in at the window, of a known family or of people who know no department (国务院令第649号 art 60). */
export function openReferral(house: House, input: OpenInput): Promise<ReferralOpened | Declined> {
  return once(
    house.cases,
    input.key,
    () => register(house, input),
    (stored) => referralOpenedSchema.parse(stored),
  );
}

async function register(house: House, { by, request, key }: OpenInput): Promise<Attempt<ReferralOpened> | Declined> {
  for (let turn = 0; turn < TURNS; turn += 1) {
    const whose = await whoseNeed(house, by, request.household);
    if (whose.kind !== 'whose') return whose;
    const { area } = whose;
    const isUnclear = request.needs.length === 0;
    const planned = isUnclear ? undefined : planParts(request.needs, matrixOf(house, area));
    if (planned?.kind === 'refused') {
      const pointer = planned.pointer?.replace(/^\/parts/, '/needs');
      return refused({ ...planned, ...(pointer === undefined ? {} : { pointer }) });
    }
    const opened = referralFor(house, {
      ...whose,
      origin: { kind: 'window', ...(whose.of === undefined ? {} : { caseId: whose.of }) },
      planned: planned?.parts ?? [],
      stage: isUnclear ? 'Triage' : 'Parts',
      request: request.request,
      by: by.subject,
    });
    const { head } = opened;
    const today = civilDate(head.registeredOn);
    const clock = { rules: house.policy.rules(today, area), calendar: house.policy.calendar };
    const first = taskLimits(isUnclear ? 'referral-triage' : 'referral-acceptance', head, clock, today);
    const outcome: ReferralOpened = {
      kind: 'referral-opened',
      caseId: head.caseId,
      householdId: head.householdId,
      stage: isUnclear ? 'Triage' : 'Parts',
      registeredOn: head.registeredOn,
      dueOn: first.finishLimit?.dueOn ?? null,
    };
    const result = await house.cases.create({ ...opened, once: { key, outcome } });
    if (result.kind === 'committed') return { kind: 'done', outcome };
    if (result.kind === 'repeated') return { kind: 'repeated' };
  }
  return tooBusy;
}

interface Whose {
  readonly kind: 'whose';
  readonly area: AreaCode;
  readonly householdId: HouseholdId;
  readonly isNewHousehold: boolean;
  readonly family: Family;
  readonly recused: readonly string[];
  readonly of?: CaseId;
}

async function whoseNeed(house: House, by: Principal, household: OpenReferral['household']): Promise<Whose | Declined> {
  const { cases, policy, ids } = house;
  if (household.kind === 'case') {
    const head = await cases.head(household.caseId);
    const bar = head === undefined ? undefined : barred(house.authorize(by, 'referral.open', { area: head.area }));
    if (bar !== undefined && isDeclined(bar) && bar.kind === 'forbidden') return bar;
    if (head === undefined || bar !== undefined) {
      return declined('unknown-case', '没有找到该案件,请核对受理编号。', { pointer: '/household/caseId' });
    }
    return {
      kind: 'whose',
      area: head.area,
      householdId: head.householdId,
      isNewHousehold: false,
      family: await familyOf(cases, head),
      recused: head.recused,
      of: head.caseId,
    };
  }
  const { area, family } = household;
  if (!policy.isTownship(area)) {
    return declined('unknown-area', `政策包中没有乡镇(街道)${area},请核对区划代码。`, { pointer: '/household/area' });
  }
  const bar = barred(house.authorize(by, 'referral.open', { area }));
  if (bar !== undefined) return bar;
  const [first] = family.members;
  const known = first === undefined ? undefined : await cases.householdOf(cases.personId(first.idNumber));
  return {
    kind: 'whose',
    area,
    householdId: known ?? toHouseholdId(`h${ids.unique()}`),
    isNewHousehold: known === undefined,
    family,
    recused: [],
  };
}
