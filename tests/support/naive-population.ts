import { addMonths, ageOn, civilDate } from '../../functions/domain/values/civil-date.ts';
import type { CivilDate } from '../../functions/domain/values/civil-date.ts';
import type { CityRow } from './city-files.ts';

/** Rows of every feed, by the person that they are of. */
export type RowsByPerson = ReadonlyMap<string, ReadonlyMap<string, readonly CityRow[]>>;

/** What is known of everybody on a day, asked one person at a time. */
export class Population {
  readonly #feeds: RowsByPerson;
  readonly #householdOf = new Map<string, string>();
  readonly #members = new Map<string, string[]>();
  readonly asOf: CivilDate;

  constructor(feeds: RowsByPerson, asOf: CivilDate) {
    this.#feeds = feeds;
    this.asOf = asOf;
    for (const [person, [row]] of feeds.get('residents') ?? []) {
      const household = String(row?.values['household']);
      this.#householdOf.set(person, household);
      this.#members.set(household, [...(this.#members.get(household) ?? []), person]);
    }
  }

  get persons(): readonly string[] {
    return [...this.#householdOf.keys()];
  }

  get households(): readonly (readonly string[])[] {
    return [...this.#members.values()];
  }

  rows(feed: string, person: string): readonly CityRow[] {
    return this.#feeds.get(feed)?.get(person) ?? [];
  }

  ago(months: number): CivilDate {
    return addMonths(this.asOf, -months);
  }

  age(person: string): number {
    return ageOn(civilDate(`${person.slice(6, 10)}-${person.slice(10, 12)}-${person.slice(12, 14)}`), this.asOf);
  }

  isLiving(person: string): boolean {
    return this.rows('deaths', person).length === 0;
  }

  livingMembers(person: string): readonly string[] {
    return (this.#members.get(this.#householdOf.get(person) ?? '') ?? []).filter((member) => this.isLiving(member));
  }

  members(person: string): readonly string[] {
    return this.#members.get(this.#householdOf.get(person) ?? '') ?? [];
  }

  aids(person: string, ...tiers: readonly string[]): readonly CityRow[] {
    return this.rows('recipients', person).filter(
      ({ values }) =>
        values['status'] === 'in-force' &&
        day(values['from_date']) <= this.asOf &&
        isOpen(values['until_date'], this.asOf) &&
        (tiers.length === 0 || tiers.includes(String(values['tier']))),
    );
  }

  isOnAid(person: string): boolean {
    return this.aids(person).length > 0;
  }

  isHouseholdOnAid(person: string): boolean {
    return this.members(person).some((member) => this.isOnAid(member));
  }

  paid(person: string, after: CivilDate | string): number {
    return sum(
      this.rows('medical-expenses', person).filter(({ values }) => day(values['settled_on']) > after),
      'own_paid_fen',
    );
  }

  cards(person: string): readonly CityRow[] {
    return this.rows('disability-cards', person).filter(
      ({ values }) => day(values['issued_on']) <= this.asOf && isOpen(values['valid_until'], this.asOf),
    );
  }

  /** Current social insurance or housing fund. */
  current(feed: string, person: string): readonly CityRow[] {
    return this.rows(feed, person).filter(
      ({ values }) => day(values['from_month']) <= this.asOf && isOpen(values['until_month'], this.asOf),
    );
  }

  hasMeans(person: string): boolean {
    return this.current('social-insurance', person).length > 0 || this.rows('pensions', person).length > 0;
  }

  inWelfare(person: string): readonly CityRow[] {
    return this.rows('child-welfare', person).filter(
      ({ values }) => day(values['from_date']) <= this.asOf && isOpen(values['until_date'], this.asOf),
    );
  }

  has(feed: string, person: string, field: string, after: CivilDate | string): boolean {
    return this.rows(feed, person).some(({ values }) => day(values[field]) > after);
  }

  granted(person: string, entitlement: string): readonly CityRow[] {
    return this.rows('aid-granted', person).filter(({ values }) => values['entitlement'] === entitlement);
  }

  grantedNow(person: string, entitlement: string): boolean {
    return this.granted(person, entitlement).some(
      ({ values }) => day(values['granted_on']) <= this.asOf && isOpen(values['until_date'], this.asOf),
    );
  }
}

export type Value = string | number | null | undefined;
export const day = (value: Value): string => String(value);
export const isOpen = (until: Value, asOf: CivilDate): boolean =>
  until === null || until === undefined || day(until) > asOf;
export const sum = (rows: readonly CityRow[], field: string): number =>
  rows.reduce((total, { values }) => total + Number(values[field]), 0);
