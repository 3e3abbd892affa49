import type { Unsettled } from '../../ports/cases.ts';
import type { Settings } from '../../ports/settings.ts';
import type { House } from '../house.ts';
import { reprojectLimits } from './reproject-limits.ts';

const SETTING = 'rules-followed';

/**
 * After another calendar or pack was loaded, brings the dates of all open work up to it; once for each loading, and
 * again where it was interrupted. Gives the number of cases whose dates changed.
 */
export async function followRules(
  house: House,
  parts: Pick<Unsettled, 'underReview'> & { readonly settings: Settings },
): Promise<number> {
  const { mark } = house.policy;
  if ((await parts.settings.read(SETTING)) === mark) return 0;
  const changed = await reprojectLimits(house, parts);
  await parts.settings.write(SETTING, mark);
  return changed;
}
