import type { Feed } from '../../policy/feeds/schema.ts';
import type { Chance } from '../simulation/chance.ts';
import { broken, damage, damagedNumber, isIrregular } from './damage.ts';
import type { FeedFiles } from './feed-files.ts';
import { isSevere } from './household.ts';
import type { Entry, Household, Values } from './household.ts';
import type { Person } from './people.ts';
import type { TruthBook } from './truth.ts';

/** Percent of the rows that may vary. */
const DAMAGED = 0.55;
const BROKEN = 0.11;
const REPEATED = 0.02;
const CONTRADICTED = 0.02;

/** Writes a household as departments deliver it, with the faults that deliveries have. */
export function createClerk(
  files: FeedFiles,
  feeds: readonly Feed[],
  truth: TruthBook,
  draw: Chance,
): (household: Household) => void {
  const fields = new Map(feeds.map((feed) => [feed.id, feed.fields]));
  const vary = (feed: string, person: Person, values: Values): boolean => {
    const { idNumber } = person;
    if (draw.happens(DAMAGED)) {
      const { kind, instead } = damage(draw, person);
      const line = files.write(feed, person, values, instead);
      if (isIrregular(kind)) truth.irregular.push({ feed, line, idNumber, kind });
      else truth.damaged.push({ feed, line, idNumber, kind });
      return true;
    }
    if (draw.happens(BROKEN)) {
      const { kind, field, instead } = broken(draw, fields.get(feed) ?? []);
      truth.rejected.push({ feed, line: files.write(feed, person, values, instead), field, kind });
      return true;
    }
    return false;
  };
  const repeat = (feed: string, person: Person, values: Values, of: number) => {
    if (draw.happens(REPEATED)) truth.repeated.push({ feed, line: files.repeat(feed), of, isSame: true });
    const paid = values['own_paid_fen'];
    if (typeof paid === 'number' && draw.happens(CONTRADICTED)) {
      const line = files.write(feed, person, { ...values, own_paid_fen: paid + 100 }, {});
      truth.repeated.push({ feed, line, of, isSame: false });
    }
  };
  const write = (feed: string, person: Person, values: Values, mayVary: boolean): 'as-it-is' | 'varied' => {
    if (mayVary && vary(feed, person, values)) return 'varied';
    const line = files.write(feed, person, values, {});
    if (mayVary) repeat(feed, person, values, line);
    return 'as-it-is';
  };
  const population = ({ members, twice }: Household, mayVary: boolean) => {
    let isComplete = true;
    for (const person of members) {
      if (person !== twice?.person) {
        if (write('residents', person, residentOf(person), mayVary && isComplete) === 'varied') isComplete = false;
        continue;
      }
      const [first, second] = [person, twice.as];
      truth.twice.push({
        idNumbers: [first.idNumber, second.idNumber],
        lines: [
          files.write('residents', first, residentOf(first), {}),
          files.write('residents', second, residentOf(second), {}),
        ],
      });
    }
  };
  return (household) => {
    const isSturdy = !household.isPlanted && standsWithoutAny(household);
    population(household, isSturdy);
    for (const { feed, person, values, isDamaged, isNeeded } of household.entries) {
      if (!isDamaged) {
        write(feed, person, values, !household.isPlanted && (!isNeeded || isSturdy));
        continue;
      }
      const { idNumber } = person;
      const { kind, instead } = damagedNumber(draw, draw.happens(50) ? 'transposed' : 'wrong-digit', idNumber);
      truth.damaged.push({ feed, line: files.write(feed, person, values, instead), idNumber, kind });
    }
  };
}

const residentOf = ({ home, phone }: Person): Values => ({
  residence: home.residence,
  village: home.village,
  address: home.address,
  phone,
});

/**
 * Whichever member's row were lost, nobody would become a case: two can work, and nobody leans on a wage, a pension or aid.
 * Two members lost would be one too many.
 */
export function standsWithoutAny(household: Household): boolean {
  const { members, entries } = household;
  const able = members.filter(({ age }) => age >= 18 && age < 59).length;
  return able >= 2 && !entries.some(leans);
}

const leans = ({ feed, values }: Entry): boolean =>
  feed === 'recipients' ||
  feed === 'child-welfare' ||
  (feed === 'unemployment' && values['ended_on'] === undefined) ||
  (feed === 'disability-cards' && isSevere(String(values['kind']), Number(values['grade'])));
