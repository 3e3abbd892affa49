import type { ActContext } from '../../domain/referral/actions.ts';
import type { Matrix } from '../../domain/referral/plan-parts.ts';
import type { ReferralRefusal } from '../../domain/referral/refusal.ts';
import { countyOf } from '../../domain/values/area-code.ts';
import type { AreaCode } from '../../domain/values/area-code.ts';
import type { CivilDate } from '../../domain/values/civil-date.ts';
import type { House } from '../house.ts';
import { declined } from '../outcome.ts';
import type { Declined } from '../outcome.ts';

type Asked = Pick<House, 'policy'>;

/** Who answers for what in the county of an area. */
export function matrixOf({ policy }: Asked, area: AreaCode): Matrix {
  const county = countyOf(area) ?? area;
  return { entitlements: policy.entitlements, county, departments: policy.departmentsOf(county) };
}

/** What an act on a part is judged by. */
export const actContext = (house: Asked, area: AreaCode, on: CivilDate): ActContext => ({
  on,
  returns: house.policy.setting('referral.returns'),
  departments: matrixOf(house, area).departments,
});

export const refused = ({ code, text, pointer }: ReferralRefusal): Declined =>
  declined(code, text, pointer === undefined ? {} : { pointer });
