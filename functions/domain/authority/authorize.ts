import { isWithin } from '../values/area-code.ts';
import type { AreaCode } from '../values/area-code.ts';
import type { UnitId } from '../values/ids.ts';
import type { Principal, Role } from './principal.ts';

export const actions = [
  'application.submit',
  'application.read',
  'application.supplement',
  'application.withdraw',
  'application.restart',
  'objection.file',
  'complaint.file',
  'chain.read',
  'task.list',
  'task.read',
  'task.claim',
  'task.release',
  'task.decide',
  'pool.read',
  'test-clock.move',
] as const;
export type Action = (typeof actions)[number];

export interface Resource {
  readonly area: AreaCode;
  /** Of a task: the unit whose work it is, and the roles that may do it. */
  readonly unit?: UnitId;
  readonly roles?: readonly Role[];
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
}

const reviewers: readonly Role[] = ['window-clerk', 'township-reviewer', 'county-reviewer', 'supervisor'];

/** Deny by default: an action that is not here, or a role that is not named, may nothing. */
const rules: Readonly<Record<Action, Rule>> = {
  'application.submit': { roles: ['window-clerk'] },
  'application.read': { roles: reviewers },
  'application.supplement': { roles: ['window-clerk'] },
  'application.withdraw': { roles: ['window-clerk'] },
  'application.restart': { roles: ['supervisor'] },
  'objection.file': { roles: ['window-clerk', 'township-reviewer'] },
  'complaint.file': { roles: ['window-clerk', 'township-reviewer', 'county-reviewer', 'supervisor'] },
  'chain.read': { roles: reviewers },
  'task.list': { roles: reviewers },
  'task.read': { roles: reviewers },
  'task.claim': { roles: ['window-clerk', 'township-reviewer', 'county-reviewer'], ownUnit: true },
  'task.release': { roles: ['window-clerk', 'township-reviewer', 'county-reviewer'], ownUnit: true },
  'task.decide': { roles: ['window-clerk', 'township-reviewer', 'county-reviewer'], ownUnit: true },
  'pool.read': { roles: ['township-reviewer', 'county-reviewer', 'supervisor'] },
  'test-clock.move': { roles: ['supervisor'] },
};

export function authorize(principal: Principal, action: Action, resource: Resource): Authorization {
  const rule = rules[action];
  if (!isWithin(resource.area, principal.area)) return { kind: 'hidden' };
  const allowed =
    resource.roles === undefined ? rule.roles : rule.roles.filter((role) => resource.roles?.includes(role));
  if (!allowed.some((role) => principal.roles.includes(role))) return { kind: 'forbidden', needs: allowed };
  if (rule.ownUnit === true && resource.unit !== undefined && resource.unit !== principal.unit) {
    return { kind: 'forbidden', needs: allowed };
  }
  return { kind: 'allowed' };
}

export type Authorize = typeof authorize;
