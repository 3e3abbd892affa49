import { substitutionSchema } from '../contracts/people.ts';
import type { SubstitutionView } from '../contracts/people.ts';
import type { Principal } from '../domain/authority/principal.ts';
import { civilDateOf } from '../domain/values/civil-date.ts';
import type { OnceKey } from '../ports/cases.ts';
import { substitutionView } from './enter-substitution.ts';
import type { House } from './house.ts';
import { once, TURNS } from './once.ts';
import type { Attempt } from './once.ts';
import { barred, declined } from './outcome.ts';
import type { Declined } from './outcome.ts';

export interface EndSubstitutionInput {
  readonly by: Principal;
  readonly id: string;
  readonly key: OnceKey;
}

/** From today on the person does their own work again. By the person, by whoever entered it, or by the unit's head. */
export function endSubstitution(house: House, input: EndSubstitutionInput): Promise<SubstitutionView | Declined> {
  return once(
    house.cases,
    input.key,
    () => attempt(house, input),
    (stored) => substitutionSchema.parse(stored),
  );
}

async function attempt(
  house: House,
  { by, id, key }: EndSubstitutionInput,
): Promise<Attempt<SubstitutionView> | Declined> {
  const { people } = house;
  for (let turn = 0; turn < TURNS; turn += 1) {
    const revision = await people.substitutionsRevision(by.unit);
    const found = (await people.substitutions(by.unit)).find((one) => one.id === id);
    if (found === undefined) return { kind: 'hidden' };
    const isOwn = found.person === by.subject || found.enteredBy === by.subject;
    const action = isOwn ? 'substitution.enter' : 'substitution.enter-for-another';
    const bar = barred(house.authorize(by, action, { area: by.area, unit: by.unit }));
    if (bar !== undefined) return bar;
    const today = civilDateOf(house.time.now());
    if (found.endedOn !== undefined || found.until < today) return declined('substitution-over', '该代办已经结束。');
    const ended = { ...found, endedOn: today };
    const outcome = substitutionView(ended);
    const result = await people.saveSubstitution(ended, revision, { key, outcome });
    if (result === 'saved') return { kind: 'done', outcome };
    if (result === 'repeated') return { kind: 'repeated' };
  }
  return declined('contention', '本单位的代办安排正在被其他人修改,请稍后重试。');
}
