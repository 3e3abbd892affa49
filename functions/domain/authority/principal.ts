import type { AreaCode } from '../values/area-code.ts';
import type { UnitId } from '../values/ids.ts';

export const roles = [
  'window-clerk',
  /** 村(社区)工作人员、社会救助协理员: reports and visits, and decides nothing. */
  'village-worker',
  'township-reviewer',
  'county-reviewer',
  'department-clerk',
  'mechanism-member',
  'unit-head',
  'supervisor',
] as const;
export type Role = (typeof roles)[number];

/** Who acts. Comes from a verified token and nowhere else. */
export interface Principal {
  /** Stable id of the person at the issuer. */
  readonly subject: string;
  readonly name: string;
  readonly roles: readonly Role[];
  readonly unit: UnitId;
  /** What lies within this area may be known to the person. */
  readonly area: AreaCode;
}
