import type { Role } from '../../functions/domain/authority/principal.ts';
import type { StaffMember } from '../../functions/domain/people/staff.ts';
import { areaCode } from '../../functions/domain/values/area-code.ts';
import type { CivilDate } from '../../functions/domain/values/civil-date.ts';
import { unitId } from '../../functions/domain/values/ids.ts';
import type { PolicyPack } from '../../policy/schema.ts';
import { chance } from './chance.ts';
import type { Plan } from './plan.ts';

/** Working days on which a person is away, both ends included. */
export interface Absence {
  readonly from: CivilDate;
  readonly until: CivilDate;
  readonly hasSubstitute: boolean;
}

/** An invented person at work: who it is, what a day holds, when they are away. */
export interface Worker {
  readonly staff: StaffMember;
  readonly role: Role;
  readonly actsPerDay: number;
  readonly absences: readonly Absence[];
  /** First day on which the person is gone for good. */
  readonly leavesOn?: CivilDate;
}

const WORKING_KINDS = { 'township-office': 'township', 'county-civil-affairs': 'county' } as const;

/** Everybody of the city, in the order of its units. `days`: the working days of the simulation. */
export function workforce(plan: Plan, pack: PolicyPack, days: readonly CivilDate[], seed: number): readonly Worker[] {
  const workers: Worker[] = [];
  for (const unit of pack.units) {
    const level =
      unit.kind === 'township-office' || unit.kind === 'county-civil-affairs' ? WORKING_KINDS[unit.kind] : undefined;
    if (level === undefined || !hasWork(pack, unit.area)) continue;
    for (const usual of plan.staff[level]) {
      const post = plan.staff.exceptions.find((other) => other.unit === unit.id && other.role === usual.role) ?? usual;
      for (let number = 1; number <= post.people; number += 1) {
        const subject = `${post.role}-${number}@${unit.id}`;
        const leaving =
          number === 1 ? plan.leavers.find((one) => one.unit === unit.id && one.role === post.role) : undefined;
        const leavesOn = leaving === undefined ? undefined : days[Math.floor((leaving.afterMonths * 250) / 12)];
        workers.push({
          staff: {
            subject,
            name: `${unit.name}${number}号(模拟)`,
            roles: [post.role],
            unit: unitId(unit.id),
            area: areaCode(unit.area),
          },
          role: post.role,
          actsPerDay: post.actsPerDay,
          absences: post.actsPerDay === 0 ? [] : absencesOf(subject, plan, days, seed),
          ...(leavesOn === undefined ? {} : { leavesOn }),
        });
      }
    }
  }
  return workers;
}

/** Zones without townships take no applications. */
const hasWork = (pack: PolicyPack, area: string): boolean =>
  area.length > 6 || pack.areas.some((entry) => entry.kind === 'township' && entry.code.startsWith(area));

function absencesOf(subject: string, plan: Plan, days: readonly CivilDate[], seed: number): readonly Absence[] {
  const draw = chance(seed, `leave of ${subject}`);
  const times = Math.round((plan.leave.timesAYear * days.length) / 250);
  const absences: Absence[] = [];
  for (let time = 0; time < times; time += 1) {
    // One stretch of the year each, so that no two leaves of a person meet.
    const stretch = Math.floor(days.length / times);
    const length = Math.max(1, draw.between(...plan.leave.workingDays));
    const start = time * stretch + draw.between(0, Math.max(0, stretch - length - 1));
    const from = days[start];
    const until = days[Math.min(start + length - 1, days.length - 1)];
    const hasSubstitute = !draw.happens(plan.leave.withoutSubstitutePercent);
    if (from !== undefined && until !== undefined) absences.push({ from, until, hasSubstitute });
  }
  return absences;
}

export const isAway = ({ absences, leavesOn }: Worker, on: CivilDate): boolean =>
  (leavesOn !== undefined && on >= leavesOn) || absences.some(({ from, until }) => from <= on && on <= until);
