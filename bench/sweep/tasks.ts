import { createPolicy } from '../../functions/adapters/policy/policy-pack.ts';
import type { CaseHead } from '../../functions/domain/casework/head.ts';
import type { TaskRecord } from '../../functions/domain/casework/task.ts';
import { areaCode } from '../../functions/domain/values/area-code.ts';
import { addDays, civilDate, endOfDay, startOfDay } from '../../functions/domain/values/civil-date.ts';
import { caseId, householdId, taskId, unitId } from '../../functions/domain/values/ids.ts';
import type { ItemStore, WriteAction } from '../../functions/ports/item-store.ts';
import { headItem, taskItem } from '../../functions/store/items.ts';
import { watchOf, woundTask } from '../../functions/usecases/clockwork.ts';

/** Open work of a city at nine on a Monday: some of it due for a reminder, the rest spread over the weeks to come. */

export const policy = createPolicy();
const AREA = areaCode('370502100');
const MONDAY = civilDate('2026-03-02');
export const NOW = startOfDay(addDays(MONDAY, 7)) + 9 * 3_600_000;
const OPENED = startOfDay(MONDAY) + 9 * 3_600_000;
/** Days on which the rest is due; each day's alarm is counted once. */
const DAYS = 60;
const UNITS = policy.townshipUnit(AREA);
export const units = [UNITS, ...policy.unitsAbove(UNITS)].map((unit) => unitId(unit));
export const holders = Array.from({ length: 40 }, (_, index) => `clerk-${index}`);

const watch = watchOf(policy);

function prototype(index: number, days: number): TaskRecord {
  const dueOn = addDays(MONDAY, days);
  const finishLimit = {
    limitId: 'dibao.county-confirmation',
    from: MONDAY,
    dueOn,
    dueAt: endOfDay(dueOn),
    provisional: false,
  };
  return woundTask(
    {
      caseId: caseId('370502-20260302-BENCH'),
      taskId: taskId('370502-20260302-BENCH.confirmation.1'),
      kind: 'confirmation',
      round: 1,
      area: AREA,
      unit: units[index % units.length] ?? UNITS,
      status: 'OPEN',
      version: 1,
      revision: 1,
      openedAt: OPENED,
      finishLimit,
    },
    watch,
    OPENED,
  );
}

/** Half of ten working days has gone by now. */
const due = prototype(0, 14);
const later = Array.from({ length: DAYS }, (_, index) => prototype(index, 28 + index));
if (due.alarm?.at !== NOW) throw new Error('the reminders of the bench are not due at nine');

export function taskAt(index: number, isDue: boolean): TaskRecord {
  const id = caseId(`370502-20260302-B${index}`);
  const like = isDue ? due : (later[index % DAYS] ?? due);
  const unit = units[index % units.length] ?? like.unit;
  const holder = index % 2 === 0 ? { holder: holders[(index / 2) % holders.length] ?? '' } : {};
  return { ...like, caseId: id, taskId: taskId(`${id}.confirmation.1`), unit, ...holder };
}

export const headAt = (index: number): CaseHead => ({
  caseId: caseId(`370502-20260302-B${index}`),
  householdId: householdId(`h${index}`),
  area: AREA,
  procedure: 'application',
  status: 'in-review',
  stage: 'Confirm',
  round: 1,
  gen: 1,
  version: 1,
  lastSeq: 0,
  lastHash: '',
  requestedTier: 'dibao',
  registeredOn: MONDAY,
  acceptedOn: MONDAY,
  toldMissing: [],
  circumstances: [],
  delegated: false,
  nearRelative: false,
  recused: [],
  complaint: false,
  memberCount: 2,
  factsVersion: 1,
  exceptTiers: [],
  recommended: ['dibao'],
  noticedTiers: [],
  objected: false,
  // Just written: what has no execution is not taken for lost.
  changedAt: NOW,
});

/** Writes open tasks from `from` up to `until`, the first `dueCount` of all of them due now. */
export async function fill(
  items: ItemStore,
  { from, until, dueCount, heads }: { from: number; until: number; dueCount: number; heads: boolean },
  progress: (done: number) => void,
): Promise<void> {
  const each = heads ? 50 : 100;
  let under: Promise<unknown>[] = [];
  for (let at = from; at < until; at += each) {
    const actions: WriteAction[] = [];
    for (let index = at; index < Math.min(at + each, until); index += 1) {
      actions.push({ kind: 'put', item: taskItem(taskAt(index, index < dueCount), OPENED) });
      if (heads) actions.push({ kind: 'put', item: headItem(headAt(index)) });
    }
    under.push(items.transact(actions));
    if (under.length === 16) {
      await Promise.all(under);
      under = [];
      progress(at + each);
    }
  }
  await Promise.all(under);
}

/** Puts the due tasks of an earlier run back as they were. */
export const rewind = (items: ItemStore, dueCount: number): Promise<void> =>
  fill(items, { from: 0, until: dueCount, dueCount, heads: false }, () => {});
