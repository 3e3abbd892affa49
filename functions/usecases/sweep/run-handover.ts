import type { TaskRecord } from '../../domain/casework/task.ts';
import type { HandoverRecord, StaffMember } from '../../domain/people/staff.ts';
import { civilDateOf } from '../../domain/values/civil-date.ts';
import { unsuited } from '../assignable.ts';
import { freed } from '../claim-task.ts';
import type { House } from '../house.ts';
import { TURNS } from '../once.ts';

/** Lists may lag: what the leaver claimed in the last moment shows up within this time. */
const LAG_MS = 5 * 60_000;
const PAGE = 100;

/**
 * Moves everything that a leaver still holds to the heir or back to the unit, one task a write; each write counts itself.
 * Gives true when nothing is left and nothing can turn up any more. Cut off anywhere and run again, even twice at once, it
 * moves each task once.
 */
export async function runHandover(house: House, id: string): Promise<boolean> {
  const record = await house.people.handover(id);
  if (record === undefined || record.doneAt !== undefined) return true;
  const { people, worklists, time } = house;
  const heir = record.to === undefined ? undefined : await people.member(record.to);
  let held = 0;
  let after: string | undefined;
  do {
    const lists = [{ kind: 'holder', subject: record.leaver } as const];
    const page = await worklists.open(lists, after === undefined ? { limit: PAGE } : { limit: PAGE, after });
    for (const task of page.items) if (await moved(house, record, heir, task)) held += 1;
    after = page.next;
  } while (after !== undefined);
  await endSubstitutions(house, record);
  if (held > 0 || time.now() - record.at < LAG_MS) return false;
  await people.finishHandover(id, time.now());
  return true;
}

/** Whether the leaver held it when it was looked at. */
async function moved(
  house: House,
  record: HandoverRecord,
  heir: StaffMember | undefined,
  seen: TaskRecord,
): Promise<boolean> {
  const { cases } = house;
  for (let turn = 0; turn < TURNS; turn += 1) {
    const task = await cases.task(seen.taskId);
    const head = task === undefined ? undefined : await cases.head(task.caseId);
    if (task === undefined || head === undefined) return false;
    if (task.status !== 'OPEN' || task.holder !== record.leaver) return false;
    const isFit = heir !== undefined && heir.leftOn === undefined && unsuited(head, task, heir) === undefined;
    const to = isFit ? heir : undefined;
    const free = { ...freed(task), version: task.version + 1 };
    const committed = await cases.commit({
      head,
      next: {},
      handover: { id: record.id },
      ...(to === undefined ? {} : { present: [to.subject] }),
      events: [
        {
          type: 'task-handed-over',
          at: house.time.now(),
          actor: record.by,
          data: {
            taskId: task.taskId,
            from: record.leaver,
            handoverId: record.id,
            ...(to === undefined ? {} : { to: to.subject }),
          },
        },
      ],
      tasks: [
        {
          kind: 'change',
          from: task,
          to: to === undefined ? free : { ...free, holder: to.subject, unit: to.unit },
        },
      ],
    });
    if (committed.kind === 'committed') return true;
    // The heir left meanwhile: back to the unit.
    if (committed.kind === 'person-left') return moved(house, record, undefined, seen);
  }
  return true;
}

/** Nobody waits for one who is gone; and who stood in for them has nothing left to stand in for. */
async function endSubstitutions(house: House, { leaver, unit }: HandoverRecord): Promise<void> {
  const { people } = house;
  const today = civilDateOf(house.time.now());
  for (let turn = 0; turn < TURNS; turn += 1) {
    const revision = await people.substitutionsRevision(unit);
    const [next] = (await people.substitutions(unit)).filter(
      (one) => (one.substitute === leaver || one.person === leaver) && one.endedOn === undefined && one.until >= today,
    );
    if (next === undefined) return;
    await people.saveSubstitution({ ...next, endedOn: today }, revision);
  }
}
