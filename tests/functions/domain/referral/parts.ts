import type { ReferralAction } from '../../../../functions/domain/referral/actions.ts';
import type { PlannedPart } from '../../../../functions/domain/referral/form.ts';
import { civilDate } from '../../../../functions/domain/values/civil-date.ts';
import { unitId } from '../../../../functions/domain/values/ids.ts';

export const on = civilDate('2026-11-25');
export const departments = ['medical-security', 'education', 'housing', 'human-resources'].map((name) =>
  unitId(`county-${name}-370502`),
);
export const [medical, education, housing, jobs] = departments as [
  (typeof departments)[0],
  (typeof departments)[0],
  (typeof departments)[0],
  (typeof departments)[0],
];
export const offices = { township: unitId('township-370502100'), county: unitId('county-civil-affairs-370502') };
export const context = { on, returns: 1, departments };

export const planned = (unit: PlannedPart['unit'], more: Partial<PlannedPart> = {}): PlannedPart => ({
  need: 'medical',
  unit,
  mandatory: true,
  ...more,
});

export const to = (part: string, kind: 'receive' | 'accept' | 'return' | 'name-lead' | 'withdraw'): ReferralAction => ({
  part,
  kind,
});
