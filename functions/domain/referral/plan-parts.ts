import type { Entitlements } from '../../../policy/schema.ts';
import { unitIdSchema } from '../values/ids.ts';
import type { UnitId } from '../values/ids.ts';
import type { WantedPart } from './decisions.ts';
import { planFault } from './form.ts';
import type { PlannedPart } from './form.ts';
import { refuseReferral } from './refusal.ts';
import type { ReferralRefusal } from './refusal.ts';

export interface Matrix {
  readonly entitlements: Entitlements;
  /** 6 digits. */
  readonly county: string;
  /** Units of the county that can be given a part. */
  readonly departments: readonly UnitId[];
}

/** Fills in from the responsibility matrix what was left open; another department than the matrix names may be asked for. */
export function planParts(
  wanted: readonly WantedPart[],
  matrix: Matrix,
): { readonly kind: 'planned'; readonly parts: readonly PlannedPart[] } | ReferralRefusal {
  const parts: PlannedPart[] = [];
  for (const [index, part] of wanted.entries()) {
    const planned = planPart(part, matrix, `/parts/${index}`);
    if (planned.kind === 'refused') return planned;
    parts.push(planned.part);
  }
  return planFault(parts) ?? { kind: 'planned', parts };
}

function planPart(
  { need, entitlement, unit, mandatory, lead }: WantedPart,
  { entitlements, county, departments }: Matrix,
  pointer: string,
): { readonly kind: 'part'; readonly part: PlannedPart } | ReferralRefusal {
  const row = entitlements.needs.find(({ id }) => id === need);
  if (row === undefined) return refuseReferral('no-such-need', `责任清单中没有需求${need}。`, `${pointer}/need`);
  const item = entitlements.items.find(({ id }) => id === entitlement);
  if (entitlement !== undefined && item?.need !== need) {
    return refuseReferral(
      'no-such-entitlement',
      `${row.title}需求没有救助项目${entitlement}。`,
      `${pointer}/entitlement`,
    );
  }
  const department = item?.department ?? row.departments[0] ?? '';
  const named = unitIdSchema.safeParse(unit ?? departmentUnit(department, county));
  if (!named.success || !departments.includes(named.data)) {
    return refuseReferral('no-such-department', '本县(区)没有这个承办部门。', `${pointer}/unit`);
  }
  return {
    kind: 'part',
    part: {
      need,
      ...(entitlement === undefined ? {} : { entitlement }),
      unit: named.data,
      mandatory: mandatory ?? item?.mandatory ?? true,
      ...(lead === undefined ? {} : { lead }),
    },
  };
}

/** A department of the matrix in one county (6 digits), as units.json names it; the loader has seen to it that it exists. */
export const departmentUnit = (department: string, county: string): string => `county-${department}-${county}`;
