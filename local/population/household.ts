import { addDays, addMonths } from '../../functions/domain/values/civil-date.ts';
import type { CivilDate } from '../../functions/domain/values/civil-date.ts';
import type { Tier } from '../../policy/schema.ts';
import type { Chance } from '../simulation/chance.ts';
import type { Sex } from './id-numbers.ts';
import type { IndicatorId } from './indicator-ids.ts';
import type { Home, People, Person } from './people.ts';

/** Codes as they are at rest, days, whole fen, whole numbers; what is absent stays empty. */
export type Values = Readonly<Record<string, string | number | undefined>>;

/** What one department knows of one person. */
export interface Entry {
  readonly feed: string;
  readonly person: Person;
  readonly values: Values;
  /** Written under a damaged number, so that the case is hit only after people have settled who it is. */
  readonly isDamaged: boolean;
  /** Its absence would make somebody a case. */
  readonly isNeeded: boolean;
}

/** Numbers of things that are unique in the city. */
export interface Serials {
  next(): string;
}

export function createSerials(): Serials {
  let count = 0;
  return {
    next() {
      count += 1;
      return String(count).padStart(9, '0');
    },
  };
}

export interface Town {
  readonly on: CivilDate;
  readonly draw: Chance;
  readonly people: People;
  readonly serials: Serials;
}

/** A household while it is made up: its members, and what the departments know of them. */
export class Household {
  readonly #town: Town;
  readonly home: Home;
  readonly isPlanted: boolean;
  readonly members: Person[] = [];
  readonly entries: Entry[] = [];
  /** Items that are due and, of this household, not delivered by themselves. */
  readonly withheld = new Set<string>();
  /** Cases of other indicators that a planted one cannot be without. */
  readonly also: { readonly indicator: IndicatorId; readonly person: Person }[] = [];

  /** Stands in the population twice: under this person's own number, and as the other. */
  twice: { readonly person: Person; readonly as: Person } | undefined;

  constructor(town: Town, home: Home, isPlanted: boolean) {
    this.#town = town;
    this.home = home;
    this.isPlanted = isPlanted;
  }

  get on(): CivilDate {
    return this.#town.on;
  }

  get draw(): Chance {
    return this.#town.draw;
  }

  /** `months` before the city's day and `days` after that: `ago(12)` is the last day outside of twelve months. */
  ago(months: number, days: number): CivilDate {
    return addDays(addMonths(this.on, -months), days);
  }

  daysAgo(least: number, most: number): CivilDate {
    return addDays(this.on, -this.draw.between(least, most));
  }

  member(age: number, given: { readonly sex?: Sex; readonly born?: CivilDate }): Person {
    const person = this.#town.people.person(this.home, age, given);
    this.members.push(person);
    return person;
  }

  /** Known to departments, and no longer of the population. */
  former(age: number): Person {
    return this.#town.people.person(this.home, age, {});
  }

  serial(): string {
    return this.#town.serials.next();
  }

  note(feed: string, person: Person, values: Values): void {
    this.entries.push({ feed, person, values, isDamaged: false, isNeeded: false });
  }

  needed(feed: string, person: Person, values: Values): void {
    this.entries.push({ feed, person, values, isDamaged: false, isNeeded: true });
  }

  damaged(feed: string, person: Person, values: Values): void {
    this.entries.push({ feed, person, values, isDamaged: true, isNeeded: true });
  }

  aid(person: Person, tier: Tier, from: CivilDate, until?: CivilDate): void {
    this.needed('recipients', person, {
      tier,
      status: 'in-force',
      from_date: from,
      until_date: until,
      monthly_fen: monthlyOf(tier, this.draw),
    });
  }

  left(person: Person, tier: Tier, from: CivilDate, until: CivilDate): void {
    this.note('recipients', person, { tier, status: 'exited', from_date: from, until_date: until });
  }

  refused(person: Person, on: CivilDate): void {
    this.note('recipients', person, { tier: 'dibao', status: 'refused', from_date: on });
  }

  /** Earns a wage: nobody of the household is without means. */
  insured(person: Person, baseFen: number): void {
    if (this.#isEarning('social-insurance', person)) return;
    this.needed('social-insurance', person, { base_fen: baseFen, from_month: this.monthsAgo(3, 90) });
  }

  pensioned(person: Person, monthlyFen: number): void {
    if (this.#isEarning('pensions', person)) return;
    this.needed('pensions', person, { started_on: this.ago(7, -this.draw.between(0, 3_000)), monthly_fen: monthlyFen });
  }

  card(person: Person, kind: string, grade: number, issued: CivilDate, validUntil?: CivilDate): void {
    this.note('disability-cards', person, {
      card_no: `${person.idNumber}${grade}${grade}`,
      kind,
      grade,
      issued_on: issued,
      valid_until: validUntil ?? addMonths(issued, 120),
    });
  }

  cost(person: Person, fen: number, on: CivilDate): void {
    this.note('medical-expenses', person, this.costOf(fen, on));
  }

  costOf(fen: number, on: CivilDate): Values {
    return {
      settlement_no: `JS${this.serial()}`,
      settled_on: on,
      visit_kind: fen > 200_000 ? 'inpatient' : this.draw.happens(50) ? 'chronic-outpatient' : 'outpatient',
      own_paid_fen: fen,
    };
  }

  granted(person: Person, entitlement: string, on: CivilDate, until: CivilDate | undefined, fen: number): void {
    this.note('aid-granted', person, { entitlement, granted_on: on, until_date: until, amount_fen: fen });
  }

  /** Whether somebody earns a wage or draws a pension. */
  get hasMeans(): boolean {
    return this.entries.some(({ feed, values }) => isMeans.has(feed) && values['until_month'] === undefined);
  }

  #isEarning(feed: string, person: Person): boolean {
    return this.entries.some(
      (entry) => entry.feed === feed && entry.person === person && entry.values['until_month'] === undefined,
    );
  }

  /** First of a month that lies so many months back. */
  monthsAgo(least: number, most: number): CivilDate {
    return firstOf(addMonths(this.on, -this.draw.between(least, most)));
  }
}

const isMeans: ReadonlySet<string> = new Set(['social-insurance', 'pensions']);

/** First day of the month of `day`. */
export const firstOf = (day: CivilDate): CivilDate => addDays(day, 1 - Number(day.slice(8)));

function monthlyOf(tier: Tier, draw: Chance): number | undefined {
  if (tier === 'dibao') return draw.between(300, 1_000) * 100;
  if (tier === 'destitute') return draw.between(1_395, 1_613) * 100;
  return undefined;
}

/** Adults under 60 with such a card need a wage or a pension, or they are cases. */
export const isSevere = (kind: string, grade: number): boolean =>
  grade <= 2 || (grade === 3 && (kind === 'intellectual' || kind === 'mental'));
