import type { Action } from '../../domain/authority/authorize.ts';
import type { Principal } from '../../domain/authority/principal.ts';
import { foldChain } from '../../domain/chain/fold.ts';
import type { Chain } from '../../domain/chain/fold.ts';
import type { ChainEvent } from '../../domain/chain/events.ts';
import type { CaseHead } from '../../domain/casework/head.ts';
import { toJson } from '../../domain/values/json.ts';
import type { Json } from '../../domain/casework/event.ts';
import type { HouseholdId, PersonId } from '../../domain/values/ids.ts';
import type { House } from '../house.ts';
import type { Declined } from '../outcome.ts';
import { recordOf } from './record-of.ts';

/** A household as its cases tell it, with everybody's other numbers read as their own. */
export interface SeenHousehold {
  readonly kind: 'household';
  /** The one that took it in, where it was merged. */
  readonly householdId: HouseholdId;
  readonly persons: readonly PersonId[];
  /** Cases that the person may see, of all persons. */
  readonly heads: readonly CaseHead[];
  readonly chain: Chain;
  readonly isVerified: boolean;
}

/** 救助链: a fold over all cases of all persons who belong to it. Hidden where none of its cases may be seen. */
export async function householdOf(
  house: House,
  { by, householdId, action }: { readonly by: Principal; readonly householdId: HouseholdId; readonly action: Action },
): Promise<SeenHousehold | Declined> {
  const { cases } = house;
  const current = await cases.currentHousehold(householdId);
  const persons = await cases.personsOf(current);
  const names = new Map<string, string>();
  const caseIds = new Set<CaseHead['caseId']>();
  for (const person of persons) {
    const aliases = await cases.aliasesOf(person);
    for (const alias of aliases) names.set(alias, person);
    for (const one of [person, ...aliases]) for (const caseId of await cases.casesOf(one)) caseIds.add(caseId);
  }
  const events: ChainEvent[] = [];
  const heads: CaseHead[] = [];
  let isVerified = true;
  for (const caseId of caseIds) {
    const head = await cases.head(caseId);
    const may = head === undefined ? undefined : house.authorize(by, action, { area: head.area });
    if (head === undefined || may === undefined || may.kind === 'hidden') continue;
    if (may.kind === 'forbidden') return may;
    const record = await recordOf(cases, head);
    isVerified &&= record.isVerified;
    heads.push(head);
    events.push(...record.events.map((event) => (names.size === 0 ? event : renamed(event, names))));
  }
  if (heads.length === 0) return { kind: 'hidden' };
  return { kind: 'household', householdId: current, persons, heads, chain: foldChain(events), isVerified };
}

/** The record stays as it was written; only its reading knows that two numbers are one person. */
const renamed = (event: ChainEvent, names: ReadonlyMap<string, string>): ChainEvent => ({
  ...event,
  data: Object.fromEntries(Object.entries(event.data).map(([name, value]) => [name, withNames(toJson(value), names)])),
});

function withNames(value: Json, names: ReadonlyMap<string, string>): Json {
  if (typeof value === 'string') return names.get(value) ?? value;
  if (Array.isArray(value)) return value.map((item: Json) => withNames(item, names));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, child]) => [name, withNames(child, names)]));
}
