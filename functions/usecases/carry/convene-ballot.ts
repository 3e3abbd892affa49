import { convenedSchema } from '../../contracts/task-events.ts';
import type { CaseStepEvent, Convened } from '../../contracts/task-events.ts';
import type { DeliberationHead } from '../../domain/deliberation/head.ts';
import type { Seat } from '../../domain/deliberation/roster.ts';
import { countyOf } from '../../domain/values/area-code.ts';
import { civilDateOf } from '../../domain/values/civil-date.ts';
import type { CivilDate } from '../../domain/values/civil-date.ts';
import { unitId } from '../../domain/values/ids.ts';
import type { House } from '../house.ts';
import { TURNS } from '../once.ts';
import { contention, currentHeadOf } from './current-head.ts';

/**
 * 召集: the snapshot of who may vote in this round's ballot, by the register of staff as it stands now. Once for each round,
 * however often the step is repeated.
 */
export async function conveneBallot(house: House, event: CaseStepEvent): Promise<Convened> {
  const { cases } = house;
  const id = `convene-${event.round}`;
  for (let turn = 0; turn < TURNS; turn += 1) {
    const head = await currentHeadOf(cases, 'deliberation', event.caseId, event.gen);
    const before = await cases.step(event.caseId, id);
    if (before !== undefined) return convenedSchema.parse(before);
    if (head.closedOn !== undefined) return { kind: 'cancelled' };
    const now = house.time.now();
    const today = civilDateOf(now);
    const { seats, vacant } = await snapshotOf(house, head, today);
    const result: Convened = { kind: 'convened' };
    const committed = await cases.commit({
      head,
      next: {
        stage: 'Convene',
        round: Math.max(head.round, event.round),
        ballot: { round: event.round, convenedOn: today, seats, vacant, attended: [], voted: [] },
      },
      events: [
        {
          type: 'ballot-convened',
          at: now,
          actor: 'system:convene-ballot',
          data: {
            round: event.round,
            seats: seats.map(({ seat, unit, subject }) => ({ seat, unit, subject })),
            vacant,
          },
        },
      ],
      asks: { from: seats.map(({ subject }) => subject), noMore: [] },
      step: { id, result },
    });
    if (committed.kind === 'committed') return result;
  }
  throw contention(event.caseId);
}

/** Of several people of a unit who may sit, one who has no conflict, and always the same. */
async function snapshotOf(
  { policy, people }: House,
  { area, recused }: DeliberationHead,
  today: CivilDate,
): Promise<{ readonly seats: readonly Seat[]; readonly vacant: readonly string[] }> {
  const county = countyOf(area) ?? area;
  const found = await Promise.all(
    policy.mechanism.seats.map(async ({ id, office, unit: suffix }) => {
      const unit = unitId(`${suffix}-${county}`);
      const eligible = (await people.inUnit(unit))
        .filter(({ roles, leftOn }) => roles.includes('mechanism-member') && (leftOn === undefined || leftOn > today))
        .map(({ subject }) => subject)
        .toSorted();
      const subject = eligible.find((person) => !recused.includes(person)) ?? eligible[0];
      return { id, seat: subject === undefined ? undefined : { seat: id, office, unit, subject } };
    }),
  );
  return {
    seats: found.flatMap(({ seat }) => seat ?? []),
    vacant: found.flatMap(({ id, seat }) => (seat === undefined ? [id] : [])),
  };
}
