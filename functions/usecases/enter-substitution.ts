import { substitutionSchema } from '../contracts/people.ts';
import type { SubstitutionView } from '../contracts/people.ts';
import type { Principal } from '../domain/authority/principal.ts';
import type { Substitution } from '../domain/people/staff.ts';
import { faultOf, holdsOn } from '../domain/people/substitution.ts';
import type { SubstitutionFault } from '../domain/people/substitution.ts';
import { civilDateOf } from '../domain/values/civil-date.ts';
import type { CivilDate } from '../domain/values/civil-date.ts';
import type { OnceKey } from '../ports/cases.ts';
import type { House } from './house.ts';
import { once, TURNS } from './once.ts';
import type { Attempt } from './once.ts';
import { barred, declined, personLeft } from './outcome.ts';
import type { Declined } from './outcome.ts';

export interface EnterSubstitutionInput {
  readonly by: Principal;
  readonly key: OnceKey;
  readonly substitute: string;
  readonly from: CivilDate;
  readonly until: CivilDate;
  /** Default: whoever enters it. */
  readonly person?: string;
}

/** 代办: a person names who does their work while they are away; the unit's head may do so for another. */
export function enterSubstitution(house: House, input: EnterSubstitutionInput): Promise<SubstitutionView | Declined> {
  return once(
    house.cases,
    input.key,
    () => attempt(house, input),
    (stored) => substitutionSchema.parse(stored),
  );
}

async function attempt(
  house: House,
  { by, key, substitute, from, until, person = by.subject }: EnterSubstitutionInput,
): Promise<Attempt<SubstitutionView> | Declined> {
  const { people, time } = house;
  const action = person === by.subject ? 'substitution.enter' : 'substitution.enter-for-another';
  const bar = barred(house.authorize(by, action, { area: by.area, unit: by.unit }));
  if (bar !== undefined) return bar;
  const stranger =
    (await colleagueFault(house, by, person, '/person')) ?? (await colleagueFault(house, by, substitute));
  if (stranger !== undefined) return stranger;
  if (until < civilDateOf(time.now()))
    return declined('substitution-dates', '代办期间已经过去。', { pointer: '/until' });
  const next: Substitution = {
    id: house.ids.unique(),
    person,
    substitute,
    unit: by.unit,
    from,
    until,
    enteredBy: by.subject,
  };
  const outcome = substitutionView(next);
  for (let turn = 0; turn < TURNS; turn += 1) {
    const revision = await people.substitutionsRevision(by.unit);
    const fault = faultOf(await people.substitutions(by.unit), next);
    if (fault !== undefined) return refusalOf(fault);
    const result = await people.saveSubstitution(next, revision, { key, outcome });
    if (result === 'saved') return { kind: 'done', outcome };
    if (result === 'repeated') return { kind: 'repeated' };
  }
  return declined('contention', '本单位的代办安排正在被其他人修改,请稍后重试。');
}

/** Work stays in the unit: both must be its people, and still there. */
async function colleagueFault(
  house: House,
  by: Principal,
  subject: string,
  pointer = '/substitute',
): Promise<Declined | undefined> {
  const member = await house.people.member(subject);
  if (member === undefined || member.unit !== by.unit) {
    return declined('unknown-person', '本单位没有登记过这名工作人员。', { pointer });
  }
  return member.leftOn === undefined ? undefined : personLeft;
}

function refusalOf(fault: SubstitutionFault): Declined {
  switch (fault) {
    case 'self':
      return declined('substitution-self', '代办人不能是本人。', { pointer: '/substitute' });
    case 'ends-before-it-begins':
      return declined('substitution-dates', '代办的截止日期不能早于开始日期。', { pointer: '/until' });
    case 'too-long':
      return declined('substitution-dates', '代办期间最长一年;长期离岗请办理移交。', { pointer: '/until' });
    case 'overlap':
      return declined('substitution-overlap', '该期间内已经指定了代办人,请先结束原来的代办。', { pointer: '/from' });
    case 'cycle':
      return declined('substitution-cycle', '按此安排会出现相互代办,期间内将无人办理。', { pointer: '/substitute' });
  }
}

export const substitutionView = ({ endedOn, ...rest }: Substitution): SubstitutionView => ({
  kind: 'substitution',
  ...rest,
  endedOn: endedOn ?? null,
});

/** The unit's substitutions that hold today or later, in order of their beginning. */
export async function listSubstitutions(house: House, by: Principal) {
  const bar = barred(house.authorize(by, 'substitution.enter', { area: by.area, unit: by.unit }));
  if (bar !== undefined) return bar;
  const today = civilDateOf(house.time.now());
  const found = (await house.people.substitutions(by.unit)).filter(
    (one) => holdsOn(one, today) || (one.from > today && (one.endedOn === undefined || one.endedOn > one.from)),
  );
  const sorted = found.toSorted((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : a.id < b.id ? -1 : 1));
  return { kind: 'substitutions' as const, view: { items: sorted.map(substitutionView) } };
}
