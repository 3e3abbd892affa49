import { isWithin } from '../values/area-code.ts';
import type { AreaCode } from '../values/area-code.ts';
import type { UnitId } from '../values/ids.ts';
import type { Principal, Role } from './principal.ts';

export const actions = [
  'application.submit',
  'application.read',
  'application.supplement',
  'application.withdraw',
  'case.restart',
  'objection.file',
  'complaint.file',
  'clock.pause',
  'clock.extend',
  'referral.open',
  'referral.read',
  'referral.withdraw',
  'chain.read',
  'task.list',
  'task.read',
  'task.claim',
  'task.release',
  'task.decide',
  'task.reassign',
  'task.urge',
  'task.take-back',
  'inbox.read',
  'inbox.search',
  'substitution.enter',
  'substitution.enter-for-another',
  'handover.begin',
  'handover.read',
  'supervision.read',
  'webhook.read',
  'webhook.manage',
  'delivery.read',
  'delivery.resend',
  'pool.read',
  'motion.open',
  'motion.read',
  'conflict.declare',
  'attendance.record',
  'vote.cast',
  'ballot.close',
  'minutes.read',
  'termination.open',
  'termination.read',
  'termination.object',
  'termination.withdraw',
  'termination.reinstate',
  'relief.request',
  'relief.read',
  'relief.withdraw',
  'alert.submit',
  'alert.read',
  'alert.close',
  'visit.report',
  'visit.open',
  'visit.plan',
  'visit.read',
  'visit.record',
  'household.read',
  'household.review',
  'adjudication.open',
  'adjudication.read',
  'person.query',
  'access-log.read',
  'discovery.read',
  'discovery.run',
  'discovery.switch',
  'feed.read',
  'feed.import',
  'test-clock.move',
] as const;
export type Action = (typeof actions)[number];

export interface Resource {
  readonly area: AreaCode;
  /** Of a task: the unit whose work it is, and the roles that may do it. */
  readonly unit?: UnitId;
  readonly roles?: readonly Role[];
  /** The units above `unit` in the tree. */
  readonly above?: readonly UnitId[];
  /** The unit whose window took the application. */
  readonly window?: UnitId;
}

export type Authorization =
  | { readonly kind: 'allowed' }
  /** The person may not even know that it exists. */
  | { readonly kind: 'hidden' }
  | { readonly kind: 'forbidden'; readonly needs: readonly Role[] };

interface Rule {
  readonly roles: readonly Role[];
  /** The act belongs to the unit's own people, not to all who may see the place. */
  readonly ownUnit?: boolean;
  /** Roles that may only where the work is their own unit's, and know of nothing else. */
  readonly confined?: readonly Role[];
  /**
   * Where the person must sit, seen from the unit: `lead` its head (单位负责人) or any unit above; `lead-or-window` that, or
   * the window that took the application; `view` the unit itself or any above.
   */
  readonly seat?: 'lead' | 'lead-or-window' | 'view';
}

const civilAffairs: readonly Role[] = ['window-clerk', 'township-reviewer', 'county-reviewer'];
/** Departments and members of the mechanism see their own part, and no family's file. */
const outsiders: readonly Role[] = ['department-clerk', 'mechanism-member'];
const workers: readonly Role[] = [...civilAffairs, ...outsiders];
const reviewers: readonly Role[] = [...civilAffairs, 'unit-head', 'supervisor'];
const everybody: readonly Role[] = [...reviewers, ...outsiders];

/** Deny by default: an action that is not here, or a role that is not named, may nothing. */
const rules: Readonly<Record<Action, Rule>> = {
  'application.submit': { roles: ['window-clerk'] },
  'application.read': { roles: reviewers },
  'application.supplement': { roles: ['window-clerk'] },
  'application.withdraw': { roles: ['window-clerk'] },
  'case.restart': { roles: ['supervisor'] },
  'objection.file': { roles: ['window-clerk', 'township-reviewer'] },
  'complaint.file': { roles: ['window-clerk', 'township-reviewer', 'county-reviewer', 'supervisor'] },
  'clock.pause': { roles: ['township-reviewer', 'county-reviewer', 'unit-head', 'supervisor'] },
  'clock.extend': { roles: ['township-reviewer', 'county-reviewer', 'unit-head', 'supervisor'] },
  'referral.open': { roles: ['window-clerk'] },
  // Who has no part of it does not know of it (`read-referral.ts`).
  'referral.read': { roles: [...reviewers, 'department-clerk'] },
  'referral.withdraw': { roles: ['window-clerk'] },
  'chain.read': { roles: reviewers },
  'task.list': { roles: everybody, confined: outsiders },
  'task.read': { roles: everybody, confined: outsiders },
  'task.claim': { roles: workers, ownUnit: true },
  'task.release': { roles: workers, ownUnit: true },
  'task.decide': { roles: workers, ownUnit: true },
  'task.take-back': { roles: workers, ownUnit: true },
  'task.reassign': { roles: ['unit-head', 'supervisor'], seat: 'lead' },
  'task.urge': { roles: ['window-clerk', 'county-reviewer', 'unit-head', 'supervisor'], seat: 'lead-or-window' },
  'inbox.read': { roles: everybody },
  'inbox.search': { roles: reviewers },
  'substitution.enter': { roles: [...workers, 'unit-head'], ownUnit: true },
  'substitution.enter-for-another': { roles: ['unit-head'], ownUnit: true },
  'handover.begin': { roles: ['unit-head', 'supervisor'], seat: 'lead' },
  'handover.read': { roles: ['unit-head', 'supervisor'], seat: 'view' },
  'supervision.read': { roles: ['unit-head', 'supervisor'], seat: 'view' },
  'webhook.read': { roles: ['unit-head', 'supervisor'], seat: 'view' },
  'webhook.manage': { roles: ['unit-head', 'supervisor'], seat: 'view' },
  'delivery.read': { roles: ['supervisor'] },
  'delivery.resend': { roles: ['supervisor'] },
  'pool.read': { roles: ['township-reviewer', 'county-reviewer', 'supervisor'] },
  'motion.open': { roles: ['county-reviewer'], ownUnit: true },
  'motion.read': { roles: everybody, confined: ['department-clerk'] },
  'conflict.declare': { roles: ['mechanism-member', 'county-reviewer'] },
  'attendance.record': { roles: ['county-reviewer'] },
  'vote.cast': { roles: ['mechanism-member'] },
  'ballot.close': { roles: ['mechanism-member'] },
  'minutes.read': { roles: ['county-reviewer', 'mechanism-member', 'unit-head', 'supervisor'] },
  'termination.open': { roles: [...civilAffairs, 'department-clerk'] },
  'termination.read': { roles: [...reviewers, 'department-clerk'], confined: ['department-clerk'] },
  'termination.object': { roles: ['window-clerk', 'township-reviewer'] },
  'termination.withdraw': { roles: ['window-clerk'] },
  'termination.reinstate': { roles: ['county-reviewer'] },
  'relief.request': { roles: ['window-clerk', 'township-reviewer', 'county-reviewer'] },
  'relief.read': { roles: reviewers },
  'relief.withdraw': { roles: ['window-clerk'] },
  'alert.submit': { roles: [...civilAffairs, 'department-clerk', 'supervisor'] },
  'alert.read': { roles: reviewers },
  'alert.close': { roles: ['township-reviewer', 'county-reviewer'] },
  'visit.report': { roles: [...workers, 'village-worker', 'unit-head', 'supervisor'] },
  'visit.open': { roles: civilAffairs },
  'visit.plan': { roles: [...civilAffairs, 'unit-head'] },
  'visit.read': { roles: [...reviewers, 'village-worker'] },
  'visit.record': { roles: [...civilAffairs, 'village-worker'] },
  'household.read': { roles: reviewers },
  'household.review': { roles: ['county-reviewer', 'supervisor'] },
  'adjudication.open': { roles: ['township-reviewer', 'county-reviewer'] },
  'adjudication.read': { roles: ['township-reviewer', 'county-reviewer', 'unit-head', 'supervisor'] },
  // Whoever answers for the data, whichever department asked.
  'access-log.read': { roles: ['unit-head', 'supervisor'] },
  'person.query': { roles: [...civilAffairs, 'department-clerk'] },
  'discovery.read': { roles: ['county-reviewer', 'supervisor'] },
  // Of the whole city: who sits in a county sees its figures and starts nothing.
  'discovery.run': { roles: ['supervisor'] },
  'discovery.switch': { roles: ['supervisor'] },
  'feed.read': { roles: ['supervisor', 'county-reviewer', 'unit-head'] },
  // A department hands in what it owns itself, or what the department above it owns.
  'feed.import': { roles: ['supervisor', 'county-reviewer', 'department-clerk'], confined: ['department-clerk'] },
  'test-clock.move': { roles: ['supervisor'] },
};

export function authorize(principal: Principal, action: Action, resource: Resource): Authorization {
  const rule = rules[action];
  if (!isWithin(resource.area, principal.area)) return { kind: 'hidden' };
  // What a task asks of whoever does it says nothing about who leads and watches the work.
  const isDesk = rule.ownUnit === true && resource.roles !== undefined;
  const allowed = isDesk ? rule.roles.filter((role) => resource.roles?.includes(role)) : rule.roles;
  if (!allowed.some((role) => principal.roles.includes(role))) return { kind: 'forbidden', needs: allowed };
  const isConfined = !allowed.some((role) => principal.roles.includes(role) && rule.confined?.includes(role) !== true);
  if (isConfined && resource.unit !== principal.unit) return { kind: 'forbidden', needs: allowed };
  if (rule.ownUnit === true && resource.unit !== undefined && resource.unit !== principal.unit) {
    return { kind: 'forbidden', needs: allowed };
  }
  if (rule.seat !== undefined && !isSeated(principal, rule.seat, resource)) {
    return { kind: 'forbidden', needs: allowed };
  }
  return { kind: 'allowed' };
}

function isSeated(principal: Principal, seat: NonNullable<Rule['seat']>, resource: Resource): boolean {
  if (resource.above?.includes(principal.unit) === true) return true;
  const isOwn = resource.unit === principal.unit;
  switch (seat) {
    case 'view':
      return isOwn;
    case 'lead':
      return isOwn && principal.roles.includes('unit-head');
    case 'lead-or-window':
      return (
        (isOwn && principal.roles.includes('unit-head')) ||
        (resource.window === principal.unit && principal.roles.includes('window-clerk'))
      );
  }
}

export type Authorize = typeof authorize;
