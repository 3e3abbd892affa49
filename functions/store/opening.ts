import { caseIdSchema } from '../domain/values/ids.ts';
import type { CaseId, HouseholdId, PersonId } from '../domain/values/ids.ts';
import { nameToFind } from '../domain/values/name.ts';
import type { CaseHead } from '../domain/casework/head.ts';
import type { CreateResult, OpenedCase } from '../ports/cases.ts';
import type { Item, WriteAction } from '../ports/item-store.ts';
import type { StoreParts } from './parts.ts';
import { link } from './event-chain.ts';
import { eventItem, headItem, outboxItem, read, taskItem } from './items.ts';
import * as keys from './keys.ts';
import { nextHead } from './next-head.ts';
import type { Sealing } from './sealing.ts';

type Refusal = Exclude<CreateResult, { kind: 'committed' }>;

/** What a case writes when it begins, and what a failure of these actions says; undefined: nothing of its own. */
export interface Opening {
  readonly actions: WriteAction[];
  /** By position in `actions`. */
  readonly refusal: (failed: ReadonlyMap<number, Item | undefined>) => Refusal | undefined;
}

export function createOpening(
  { vault, time, ids }: StoreParts,
  sealing: Sealing,
): (opened: OpenedCase) => Promise<Opening> {
  const nameKeys = ({ area, caseId }: CaseHead, name: string | undefined) =>
    name === undefined
      ? {}
      : { gsi1pk: keys.foundByName(vault.blindIndex('name', nameToFind(name))), gsi1sk: `${area}#${caseId}` };

  return async (opened) => {
    const { head, source } = opened;
    const newKey = opened.household === 'new' ? await vault.createDataKey(head.householdId) : undefined;
    const key = newKey ?? (await sealing.wrappedKey(head.householdId));
    const at = time.now();
    const events = link(head, opened.events, at);
    const first = nextHead({ ...head, version: head.version - 1 }, at, {}, events);
    const locks = opened.locks.map((lock): WriteAction => ({
      kind: 'put',
      item: { ...keys.lockKey(lock.person, lock.purpose), caseId: head.caseId },
      when: { exists: false },
    }));
    const sealed = [
      ...(opened.facts === undefined ? [] : [{ name: 'facts', content: opened.facts }]),
      ...(opened.sealed ?? []),
    ];
    const actions: WriteAction[] = [
      { kind: 'put', item: headItem(first), when: { exists: false } },
      ...locks,
      ...(source === undefined ? [] : [sourceAction(source, head.caseId)]),
      ...events.map((event): WriteAction => ({ kind: 'put', item: eventItem(event) })),
      ...(opened.tasks ?? []).map((task): WriteAction => ({ kind: 'put', item: taskItem(task, at) })),
      ...(await Promise.all(sealed.map(({ name, content }) => sealing.seal(head, key, name, content)))),
      { kind: 'put', item: { ...keys.foundByReceipt(head.area, head.caseId), caseId: head.caseId } },
      ...opened.persons.flatMap((person, member): WriteAction[] => [
        {
          kind: 'put',
          item: {
            ...keys.personCaseKey(person, head.caseId),
            caseId: head.caseId,
            ...nameKeys(head, opened.names[member]),
          },
        },
        ...(opened.household === 'known' ? [] : belonging(head.householdId, person)),
      ]),
      ...opened.outbox.map((message): WriteAction => ({ kind: 'put', item: outboxItem(message, ids.unique(), at) })),
    ];
    const { hint } = opened;
    if (hint !== undefined) {
      const item = { ...keys.hintKey(hint), householdId: head.householdId };
      actions.push({ kind: 'put', item, when: { exists: false } });
    }
    if (newKey !== undefined) {
      actions.push({
        kind: 'put',
        item: { ...keys.dataKeyKey(head.householdId), wrapped: newKey },
        when: { exists: false },
      });
    }
    return {
      actions,
      refusal: (failed: ReadonlyMap<number, Item | undefined>): Refusal | undefined => {
        if (failed.has(0)) return { kind: 'id-taken' };
        const holder = locks.map((_, index) => failed.get(index + 1)).find((item) => item !== undefined);
        if (holder !== undefined) return { kind: 'locked', caseId: read(caseIdSchema, holder, holder['caseId']) };
        return source !== undefined && failed.has(locks.length + 1) ? { kind: 'known-source' } : undefined;
      },
    };
  };
}

/** Where a person belongs from now on. */
const belonging = (householdId: HouseholdId, person: PersonId): WriteAction[] => [
  { kind: 'put', item: { ...keys.personHouseholdKey(person), householdId } },
  { kind: 'put', item: { ...keys.householdPersonKey(householdId, person), person } },
];

/** One case for each row of a source: a row whose content changed goes over from its closed case to a new one. */
export function sourceAction({ key, hash, after }: NonNullable<OpenedCase['source']>, caseId: CaseId): WriteAction {
  return {
    kind: 'put',
    item: { ...keys.sourceKey(key), caseId, hash },
    when: after === undefined ? { exists: false } : { equals: { caseId: after } },
  };
}
