import { addDays, civilDateOf } from '../../domain/values/civil-date.ts';
import { unitId } from '../../domain/values/ids.ts';
import type { Unsettled } from '../../ports/cases.ts';
import type { Rungs } from '../../ports/rungs.ts';
import type { Settings } from '../../ports/settings.ts';
import type { House } from '../house.ts';
import { reprojectLimits } from './reproject-limits.ts';

const SETTING = 'rules-followed';
/** Loads the notices: the city's own department. */
const CALENDAR_KEEPERS = { kind: 'supervisors', unit: unitId('city-civil-affairs') } as const;
/** The longest total of 45 working days reaches this far with any festival in between. */
const HORIZON_DAYS = 75;

/**
 * After another calendar or pack was loaded, brings the dates of all open work up to it; once for each loading, and
 * again where it was interrupted. Gives the number of cases whose dates changed. Tells the supervisors, once a year each,
 * that a year's notice was loaded, or that work reaches into a year without one.
 */
export async function followRules(
  house: House,
  parts: Pick<Unsettled, 'underReview'> & { readonly settings: Settings; readonly rungs: Rungs },
): Promise<number> {
  const { mark, calendar } = house.policy;
  const today = civilDateOf(house.time.now());
  const before = await parts.settings.read(SETTING);
  if (addDays(today, HORIZON_DAYS) > calendar.coveredThrough) {
    await tell(parts.rungs, 'calendar-unpublished', yearOf(calendar.coveredThrough) + 1, {});
  }
  if (before === mark) return 0;
  const changed = await reprojectLimits(house, parts);
  // A home that begins has no year that was missing before.
  if (before !== undefined && today <= calendar.coveredThrough) {
    await tell(parts.rungs, 'calendar-loaded', yearOf(calendar.coveredThrough), { count: changed });
  }
  await parts.settings.write(SETTING, mark);
  return changed;
}

const yearOf = (date: string): number => Number(date.slice(0, 4));

async function tell(
  rungs: Rungs,
  template: 'calendar-loaded' | 'calendar-unpublished',
  year: number,
  values: { readonly count?: number },
): Promise<void> {
  await rungs.tellOnce({
    kind: 'notify',
    messageId: `${template}#${year}`,
    template,
    to: [CALENDAR_KEEPERS],
    values: { year, ...values },
  });
}
