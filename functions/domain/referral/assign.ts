import type { UnitId } from '../values/ids.ts';
import type { ActContext, Ruling } from './actions.ts';
import { endedLast, isLeadVacant } from './conclude.ts';
import { currentAssignment } from './part.ts';
import type { Part } from './part.ts';
import { refuseReferral } from './refusal.ts';
import type { ReferralRefusal } from './refusal.ts';

interface Assigned {
  readonly kind: 'made';
  readonly part: Part;
  readonly outcome: string;
  readonly lead?: string;
}

/** After acceptance a part is referred on, not returned; to a department that had it already only the arbiter can send it. */
export function referOn(part: Part, to: UnitId, context: ActContext): Assigned | ReferralRefusal {
  if (part.state !== 'accepted' && part.state !== 'in-hand') return notThere();
  const assignment = currentAssignment(part);
  if (assignment.binding === true) {
    return refuseReferral('binding-assignment', '该事项由裁决指定本部门承办,不能再转出。', '/result');
  }
  if (to === assignment.unit) return refuseReferral('same-department', '不能转给本部门。', '/unit');
  const unknown = unknownDepartment(to, context);
  if (unknown !== undefined) return unknown;
  const ended = { ...part, assignments: endedLast(part, 'referred-on', context.on) };
  return part.assignments.some(({ unit }) => unit === to)
    ? { kind: 'made', outcome: 'disputed', part: { ...ended, state: 'disputed' } }
    : { kind: 'made', outcome: 'referred-on', part: assigned(ended, to, context) };
}

/** The township names a department after a return; it may insist on the one that returned it. */
export function reassign(part: Part, to: UnitId, context: ActContext): Assigned | ReferralRefusal {
  if (part.state !== 'returned') return notThere();
  return unknownDepartment(to, context) ?? { kind: 'made', outcome: 'assigned', part: assigned(part, to, context) };
}

/** The county's civil affairs decide who answers; what they name is accepted by that. */
export function arbitrate(part: Part, ruling: Ruling, context: ActContext): Assigned | ReferralRefusal {
  if (part.state !== 'disputed') return notThere();
  switch (ruling.kind) {
    case 'assign':
      return unknownDepartment(ruling.to, context) ?? bound(part, ruling.to, context);
    case 'mechanism':
      return part.mechanism
        ? refuseReferral('mechanism-asked-already', '协调机制已经研究过该事项,请直接裁决。', '/outcome')
        : { kind: 'made', outcome: 'mechanism', part: { ...part, state: 'at-mechanism', mechanism: true } };
    case 'dismiss':
      return {
        kind: 'made',
        outcome: 'dismissed',
        part: { ...part, state: 'done', result: 'dismissed', endedOn: context.on },
      };
  }
}

export function resolve(part: Part, to: UnitId | undefined, context: ActContext): Assigned | ReferralRefusal {
  if (part.state !== 'at-mechanism') return notThere();
  if (to === undefined) {
    return { kind: 'made', outcome: 'disputed', part: { ...part, state: 'disputed', round: part.round + 1 } };
  }
  return unknownDepartment(to, context) ?? bound(part, to, context);
}

export function nameLead(part: Part, parts: readonly Part[]): Assigned | ReferralRefusal {
  return isLeadVacant(parts)
    ? { kind: 'made', outcome: 'designated', part, lead: part.id }
    : refuseReferral('lead-not-vacant', '转办已有主办部门。');
}

function bound(part: Part, to: UnitId, context: ActContext): Assigned {
  const { assignments, ...rest } = assigned(part, to, context);
  const last = assignments.slice(-1).map((one) => ({
    ...one,
    receivedOn: context.on,
    acceptedOn: context.on,
    binding: true as const,
  }));
  return {
    kind: 'made',
    outcome: 'assigned',
    part: { ...rest, state: 'accepted', assignments: [...assignments.slice(0, -1), ...last] },
  };
}

const assigned = (part: Part, unit: UnitId, { on }: ActContext): Part => ({
  ...part,
  state: 'sent',
  round: part.round + 1,
  assignments: [...part.assignments, { unit, sentOn: on }],
});

const unknownDepartment = (unit: UnitId, { departments }: ActContext): ReferralRefusal | undefined =>
  departments.includes(unit) ? undefined : refuseReferral('no-such-department', '本县(区)没有这个承办部门。', '/unit');

const notThere = () => refuseReferral('part-not-there', '该事项不在这一环节,不能这样办理。');
