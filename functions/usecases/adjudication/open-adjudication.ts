import { adjudicationOpenedSchema } from '../../contracts/adjudications.ts';
import type { AdjudicationOpened, OpenAdjudication } from '../../contracts/adjudications.ts';
import type { Principal } from '../../domain/authority/principal.ts';
import { isOf } from '../../domain/casework/head.ts';
import { householdId as toHouseholdId } from '../../domain/values/ids.ts';
import type { HouseholdId, PersonId } from '../../domain/values/ids.ts';
import type { OnceKey } from '../../ports/cases.ts';
import type { House } from '../house.ts';
import { householdOf } from '../household/household-of.ts';
import { once, TURNS } from '../once.ts';
import type { Attempt } from '../once.ts';
import { declined, isDeclined, tooBusy } from '../outcome.ts';
import type { Declined } from '../outcome.ts';
import { adjudicationFor, changeKey } from './adjudication-for.ts';
import type { AdjudicationOf } from './adjudication-for.ts';

interface OpenInput {
  readonly by: Principal;
  readonly wanted: OpenAdjudication;
  readonly key: OnceKey;
}

/** Asks for the register to be put right; a second person settles it. */
export function openAdjudication(house: House, { by, wanted, key }: OpenInput): Promise<AdjudicationOpened | Declined> {
  return once(
    house.cases,
    key,
    async () => {
      const of = await requested(house, by, wanted);
      return 'kind' in of ? of : startAdjudication(house, of, key);
    },
    (stored) => adjudicationOpenedSchema.parse(stored),
  );
}

/** Opens it, unless the same is open already or, asked for by nobody, was settled before. */
export async function startAdjudication(
  house: House,
  of: AdjudicationOf,
  key?: OnceKey,
): Promise<Attempt<AdjudicationOpened> | Declined> {
  const { cases } = house;
  const isProposed = key === undefined;
  for (let turn = 0; turn < TURNS; turn += 1) {
    const last = await cases.fromSource(changeKey(of.change));
    const before = last === undefined ? undefined : await cases.head(last.caseId);
    const isOpen = before !== undefined && isOf(before, 'adjudication') && before.closedOn === undefined;
    if (before !== undefined && (isOpen || isProposed)) {
      // Nothing is written, so nothing else would notice that it is the same request again.
      if (key !== undefined && (await cases.once(key)) !== undefined) return { kind: 'repeated' };
      return { kind: 'done', outcome: { kind: 'adjudication-opened', caseId: before.caseId, as: 'known' } };
    }
    const opened = adjudicationFor(house, of, before?.caseId);
    const outcome: AdjudicationOpened = { kind: 'adjudication-opened', caseId: opened.head.caseId, as: 'opened' };
    const result = await cases.create({ ...opened, ...(key === undefined ? {} : { once: { key, outcome } }) });
    if (result.kind === 'committed') return { kind: 'done', outcome };
    if (result.kind === 'repeated') return { kind: 'repeated' };
  }
  return tooBusy;
}

async function requested(house: House, by: Principal, wanted: OpenAdjudication): Promise<AdjudicationOf | Declined> {
  const { reason } = wanted;
  switch (wanted.kind) {
    case 'merge-households': {
      const { from, into } = wanted;
      if (from === into) return declined('same-household', '两个家庭是同一个家庭。', { pointer: '/into' });
      const taken = await seen(house, by, from, '/from');
      if (isDeclined(taken)) return taken;
      const kept = await seen(house, by, into, '/into');
      if (isDeclined(kept)) return kept;
      if (taken.householdId === kept.householdId) {
        return declined('same-household', '两个家庭已经合并。', { pointer: '/into' });
      }
      const change = { kind: wanted.kind, from: taken.householdId, into: kept.householdId };
      return { change, area: taken.area, householdId: taken.householdId, reason, by: by.subject };
    }
    case 'split-household': {
      const found = await seen(house, by, wanted.from, '/from');
      if (isDeclined(found)) return found;
      const { persons } = wanted;
      const strange = persons.findIndex((person) => !found.persons.includes(person));
      if (strange >= 0) return stranger(`/persons/${strange}`);
      if (new Set(persons).size === found.persons.length) {
        return declined('nobody-left', '分户后原家庭应当至少有一人。', { pointer: '/persons' });
      }
      const into = toHouseholdId(`h${house.ids.unique()}`);
      const change = { kind: wanted.kind, from: found.householdId, into, persons: [...new Set(persons)] };
      return { change, area: found.area, householdId: found.householdId, reason, by: by.subject };
    }
    case 'merge-persons': {
      const { keep, drop } = wanted;
      if (keep === drop) return declined('same-person', '两个编号是同一个编号。', { pointer: '/drop' });
      const kept = await seenPerson(house, by, keep, '/keep');
      if (isDeclined(kept)) return kept;
      const dropped = await seenPerson(house, by, drop, '/drop');
      if (isDeclined(dropped)) return dropped;
      const change = { kind: wanted.kind, keep, drop };
      return { change, area: kept.area, householdId: kept.householdId, reason, by: by.subject };
    }
  }
}

const stranger = (pointer: string): Declined =>
  declined('unknown-household-member', '该人员不属于这个家庭,请核对编号。', { pointer });

async function seenPerson(house: House, by: Principal, person: PersonId, pointer: string) {
  const householdId = await house.cases.householdOf(person);
  const isAlias = (await house.cases.canonical(person)) !== person;
  if (householdId === undefined || isAlias) return stranger(pointer);
  return seen(house, by, householdId, pointer);
}

async function seen(house: House, by: Principal, householdId: HouseholdId, pointer: string) {
  const found = await householdOf(house, { by, householdId, action: 'adjudication.open' });
  if (found.kind === 'forbidden') return found;
  const [first] = found.kind === 'household' ? found.heads : [];
  if (found.kind !== 'household' || first === undefined) {
    return declined('unknown-household', '没有找到该家庭,请核对家庭编号。', { pointer });
  }
  return { kind: 'seen' as const, householdId: found.householdId, persons: found.persons, area: first.area };
}
