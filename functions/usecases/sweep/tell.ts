import { isOf } from '../../domain/casework/head.ts';
import type { CaseHead } from '../../domain/casework/head.ts';
import { votersOf } from '../../domain/deliberation/head.ts';
import type { NotifyMessage } from '../../domain/casework/message.ts';
import type { DueRung } from '../../domain/clock/ladder.ts';
import { mailboxOf } from '../../domain/notification/receiver.ts';
import type { Receiver } from '../../domain/notification/receiver.ts';
import type { AreaCode } from '../../domain/values/area-code.ts';
import { civilDateOf } from '../../domain/values/civil-date.ts';
import type { CaseId, TaskId, UnitId } from '../../domain/values/ids.ts';
import type { SummaryLine } from '../../ports/rungs.ts';
import type { RungReceiver } from '../../../policy/ladder-schema.ts';
import type { House } from '../house.ts';

/** What a rung is about. */
export interface Reminded {
  readonly caseId: CaseId;
  readonly taskId?: TaskId;
  readonly area: AreaCode;
  readonly unit: UnitId;
  readonly holder?: string;
}

export interface Told {
  readonly messages: readonly NotifyMessage[];
  readonly summary: readonly SummaryLine[];
}

/** Which unit above has supervisors, asked once in a round of the sweep. */
export type SupervisorsOf = (unit: UnitId) => Promise<UnitId>;

export function supervisorsIn({ people, policy }: Pick<House, 'people' | 'policy'>): SupervisorsOf {
  const known = new Map<UnitId, Promise<UnitId>>();
  const find = async (unit: UnitId): Promise<UnitId> => {
    const upwards = [unit, ...policy.unitsAbove(unit)];
    for (const candidate of upwards) {
      const staff = await people.inUnit(candidate);
      if (staff.some(({ roles, leftOn }) => leftOn === undefined && roles.includes('supervisor'))) return candidate;
    }
    return upwards.at(-1) ?? unit;
  };
  return (unit) => {
    const found = known.get(unit) ?? find(unit);
    known.set(unit, found);
    return found;
  };
}

/**
 * The message of the highest of the rungs that passed: of several at once only that one is told. What is older than the
 * outage setting was missed while nothing ran, and goes into its receivers' summaries instead.
 */
export async function tell(
  house: House,
  supervisors: SupervisorsOf,
  about: Reminded,
  passed: readonly DueRung[],
  now: number,
): Promise<Told> {
  const highest = passed.at(-1);
  if (highest === undefined) return { messages: [], summary: [] };
  const { rung, name, at, dueOn } = highest;
  const codes = [...rung.to, ...(about.holder === undefined ? (rung.unclaimedTo ?? []) : [])];
  const all = await Promise.all(codes.map((code) => receiverOf(house, supervisors, code, about)));
  const to = withoutRepetition(all.flat());
  if (to.length === 0) return { messages: [], summary: [] };
  const { caseId, taskId } = about;
  const ofTask = taskId === undefined ? {} : { taskId };
  if (now - at > house.policy.setting('sweep.outage-minutes') * 60_000) {
    const outage = civilDateOf(now);
    const line = { outage, caseId, ...ofTask, ...(dueOn === undefined ? {} : { dueOn }) };
    return { messages: [], summary: to.map((receiver) => ({ receiver, ...line })) };
  }
  return {
    messages: [
      {
        kind: 'notify',
        messageId: `${taskId ?? caseId}#${name}`,
        template: rung.template,
        to,
        caseId,
        ...ofTask,
        whileOpen: true,
        // The date, with its mark, is that of the delivery.
        values: {},
      },
    ],
    summary: [],
  };
}

/** Who leads or supervises a unit reads the unit's mailbox too, and is told there once. */
function withoutRepetition(receivers: readonly Receiver[]): readonly Receiver[] {
  const units = new Set(receivers.flatMap((receiver) => (receiver.kind === 'unit' ? [receiver.unit] : [])));
  const needed = receivers.filter(
    (receiver) => receiver.kind === 'person' || receiver.kind === 'unit' || !units.has(receiver.unit),
  );
  return [...new Map(needed.map((receiver) => [mailboxOf(receiver), receiver])).values()];
}

async function receiverOf(
  { policy, cases }: House,
  supervisors: SupervisorsOf,
  code: RungReceiver,
  { unit, holder, area, caseId }: Reminded,
): Promise<Receiver | readonly Receiver[]> {
  switch (code) {
    case 'worker':
      return holder === undefined ? { kind: 'unit', unit } : { kind: 'person', subject: holder };
    case 'unit':
      return { kind: 'unit', unit };
    case 'unit-head':
      return { kind: 'head', unit };
    case 'parent-unit-head':
      return { kind: 'head', unit: policy.unitsAbove(unit)[0] ?? unit };
    case 'county-civil-affairs':
      return { kind: 'unit', unit: policy.countyUnit(area) };
    case 'supervisor':
      return { kind: 'supervisors', unit: await supervisors(unit) };
    case 'members':
      return whoHasNotVoted(await cases.head(caseId));
  }
}

function whoHasNotVoted(head: CaseHead | undefined): readonly Receiver[] {
  if (head === undefined || !isOf(head, 'deliberation')) return [];
  const { voted = [] } = head.ballot ?? {};
  return votersOf(head).flatMap(({ seat, subject }) => (voted.includes(seat) ? [] : [{ kind: 'person', subject }]));
}
