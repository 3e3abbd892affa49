import type { CaseChange, Move } from '../ports/cases.ts';
import type { WriteAction } from '../ports/item-store.ts';
import type { Vault } from '../ports/vault.ts';
import * as keys from './keys.ts';

/**
 * Where people belong, put right. Cases keep their household, because their data are sealed under its key; who belongs where is
 * a pointer, and each is moved on condition that it stands as it was read.
 */
export async function belongingActions(change: CaseChange, vault: Vault): Promise<readonly WriteAction[]> {
  const { moves = [], mergedInto, newHousehold, sameAs } = change;
  const actions: WriteAction[] = moves.flatMap((move) => moved(move, sameAs?.drop === move.person));
  if (mergedInto !== undefined) {
    const { from, into } = mergedInto;
    actions.push({ kind: 'put', item: { ...keys.mergedIntoKey(from), into }, when: { exists: false } });
    // A circle of merged households would have no end: the other one must not have been taken in itself.
    actions.push({ kind: 'check', key: keys.mergedIntoKey(into), when: { exists: false } });
  }
  if (newHousehold !== undefined) {
    const wrapped = await vault.createDataKey(newHousehold);
    actions.push({ kind: 'put', item: { ...keys.dataKeyKey(newHousehold), wrapped }, when: { exists: false } });
  }
  if (sameAs !== undefined) {
    const { keep, drop } = sameAs;
    actions.push(
      { kind: 'put', item: { ...keys.aliasKey(keep, drop), person: drop } },
      { kind: 'put', item: { ...keys.sameAsKey(drop), person: keep }, when: { exists: false } },
      { kind: 'check', key: keys.sameAsKey(keep), when: { exists: false } },
    );
  }
  return actions;
}

/** Who is another's other number belongs with them and is not counted as one more. */
const moved = ({ person, from, to }: Move, isAlias: boolean): readonly WriteAction[] => [
  {
    kind: 'put',
    item: { ...keys.personHouseholdKey(person), householdId: to },
    when: { equals: { householdId: from } },
  },
  { kind: 'delete', key: keys.householdPersonKey(from, person) },
  ...(isAlias ? [] : [{ kind: 'put' as const, item: { ...keys.householdPersonKey(to, person), person } }]),
];
