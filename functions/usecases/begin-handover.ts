import { handoverSchema } from '../contracts/people.ts';
import type { HandoverView } from '../contracts/people.ts';
import type { Principal } from '../domain/authority/principal.ts';
import type { HandoverRecord, StaffMember } from '../domain/people/staff.ts';
import { civilDateOf } from '../domain/values/civil-date.ts';
import type { OnceKey } from '../ports/cases.ts';
import type { House } from './house.ts';
import { once } from './once.ts';
import type { Attempt } from './once.ts';
import { barred, declined, personLeft } from './outcome.ts';
import type { Declined } from './outcome.ts';
import { isUnder } from './reassign-task.ts';

export interface BeginHandoverInput {
  readonly by: Principal;
  readonly key: OnceKey;
  readonly leaver: string;
  /** Absent: all goes back to the unit. */
  readonly to?: string;
  readonly reason: string;
}

/**
 * 移交: a person leaves. From this moment they can take and decide nothing; what they hold is moved by the house, task by
 * task, and where that was interrupted it goes on.
 */
export function beginHandover(house: House, input: BeginHandoverInput): Promise<HandoverView | Declined> {
  return once(
    house.cases,
    input.key,
    () => attempt(house, input),
    (stored) => handoverSchema.parse(stored),
  );
}

async function attempt(
  house: House,
  { by, key, leaver, to, reason }: BeginHandoverInput,
): Promise<Attempt<HandoverView> | Declined> {
  const { people, time } = house;
  const unknown = (pointer: string) => declined('unknown-person', '没有登记过这名工作人员。', { pointer });
  const member = await people.member(leaver);
  if (member === undefined) return unknown('/leaver');
  const bar = barred(house.authorize(by, 'handover.begin', placeOf(house, member)));
  if (bar !== undefined) return bar.kind === 'hidden' ? unknown('/leaver') : bar;
  if (member.leftOn !== undefined) return alreadyLeft;
  if (to !== undefined) {
    const heir = to === leaver ? undefined : await people.member(to);
    if (heir === undefined) return unknown('/to');
    if (heir.leftOn !== undefined) return personLeft;
    if (heir.unit !== member.unit && !isUnder(house, heir.unit, by.unit)) {
      return declined('outside-unit-tree', '接收人不在本单位及所辖单位之内。', { pointer: '/to' });
    }
  }
  const now = time.now();
  const record: HandoverRecord = {
    id: house.ids.unique(),
    leaver,
    unit: member.unit,
    ...(to === undefined ? {} : { to }),
    reason,
    by: by.subject,
    at: now,
    moved: 0,
  };
  const outcome = handoverView(record);
  const result = await people.beginHandover(record, { ...member, leftOn: civilDateOf(now) }, { key, outcome });
  switch (result) {
    case 'begun':
      return { kind: 'done', outcome };
    case 'repeated':
      return { kind: 'repeated' };
    case 'already-left':
      return alreadyLeft;
  }
}

const alreadyLeft = declined('already-left', '该人员已经办理离岗移交。', { pointer: '/leaver' });

const placeOf = ({ policy }: House, { unit, area }: Pick<StaffMember, 'unit' | 'area'>) => ({
  area: policy.unitArea(unit) ?? area,
  unit,
  above: policy.unitsAbove(unit),
});

/** How far it came. */
export async function readHandover(house: House, { by, id }: { readonly by: Principal; readonly id: string }) {
  const record = await house.people.handover(id);
  if (record === undefined) return { kind: 'hidden' } satisfies Declined;
  const area = house.policy.unitArea(record.unit) ?? by.area;
  const bar = barred(house.authorize(by, 'handover.read', placeOf(house, { unit: record.unit, area })));
  return bar ?? { kind: 'handover' as const, view: handoverView(record) };
}

const handoverView = ({ reason: _reason, to, doneAt, ...rest }: HandoverRecord): HandoverView => ({
  kind: 'handover',
  ...rest,
  to: to ?? null,
  doneAt: doneAt ?? null,
});
