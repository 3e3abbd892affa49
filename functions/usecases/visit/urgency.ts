import type { AlertHead } from '../../domain/alert/head.ts';
import type { VisitHead } from '../../domain/visit/head.ts';
import type { House } from '../house.ts';

export type Urgency = Pick<VisitHead, 'priority' | 'level' | 'needsTwo'>;

const PRESSING = ['red', 'orange', 'yellow'] as const;

/** As pressing as the most pressing of the alerts, and of the first sort of family that one of them speaks of. */
export function urgencyOf({ policy }: Pick<House, 'policy'>, alerts: readonly AlertHead[]): Urgency {
  const kinds = new Set(alerts.map(({ alertKind }) => alertKind));
  const rule = policy.visitPriorities.find(({ alertKinds }) => alertKinds.some((kind) => kinds.has(kind)));
  return {
    priority: rule?.id ?? 'other',
    level: PRESSING.find((level) => alerts.some((alert) => alert.level === level)) ?? 'yellow',
    needsTwo: policy.alertKinds.some(({ id, direction }) => kinds.has(id) && direction === 'ineligibility'),
  };
}
