import { civilDate, daysBetween } from '../../functions/domain/values/civil-date.ts';
import type { CivilDate } from '../../functions/domain/values/civil-date.ts';
import type { Entry, Household } from './household.ts';
import type { Person } from './people.ts';

const text = (entry: Entry, field: string): string => String(entry.values[field] ?? '');

/** Whether aid runs on the day, by the register of recipients. */
export const isOnAid = (entry: Entry, on: CivilDate): boolean =>
  entry.feed === 'recipients' &&
  entry.values['status'] === 'in-force' &&
  text(entry, 'from_date') <= on &&
  (entry.values['until_date'] === undefined || text(entry, 'until_date') > on);

/** Gives every recipient of the household what the 落实类 indicators look for, but for what is withheld. */
export function deliverDues(household: Household): void {
  const { on, draw, withheld } = household;
  const newYear = civilDate(`${on.slice(0, 4)}-01-01`);
  const give = (person: Person, entitlement: string, least: CivilDate, until: CivilDate | undefined, fen: number) => {
    if (withheld.has(entitlement)) return;
    const days = daysBetween(least, on);
    household.needed('aid-granted', person, {
      entitlement,
      granted_on: household.daysAgo(0, days),
      until_date: until,
      amount_fen: fen,
    });
  };
  for (const person of household.members) {
    const own = household.entries.filter((entry) => entry.person === person);
    const aids = own.filter((entry) => isOnAid(entry, on));
    if (aids.length === 0) continue;
    const since = (tiers: readonly string[], before: CivilDate) =>
      aids.some((aid) => (tiers.length === 0 || tiers.includes(text(aid, 'tier'))) && text(aid, 'from_date') < before);
    if (since(['destitute', 'dibao'], newYear)) give(person, 'insurance-premium', newYear, undefined, 40_000);
    const hasCard = own.some(
      (entry) => entry.feed === 'disability-cards' && text(entry, 'valid_until') > on && text(entry, 'issued_on') <= on,
    );
    if (hasCard && since(['dibao'], household.ago(2, 1))) {
      give(person, 'disability-living', household.ago(12, 0), household.ago(-draw.between(1, 24), 0), 21_500);
    }
    const spent = own
      .filter((entry) => entry.feed === 'medical-expenses' && text(entry, 'settled_on') > household.ago(12, 0))
      .reduce((sum, { values }) => sum + Number(values['own_paid_fen']), 0);
    if (spent >= 500_000 && since([], household.ago(12, 1))) {
      give(person, 'medical-aid', household.ago(11, 0), undefined, Math.floor(spent / 200) * 100);
    }
    const isStudent = own.some(
      (entry) => entry.feed === 'students-in-hardship' && text(entry, 'recognised_on') > household.ago(12, 0),
    );
    if (isStudent && since([], household.ago(3, 1))) {
      give(person, 'education-aid', household.ago(11, 0), undefined, draw.between(10, 40) * 10_000);
    }
  }
}
