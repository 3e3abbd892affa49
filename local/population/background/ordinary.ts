import { isSevere } from '../household.ts';
import type { Household } from '../household.ts';
import type { Person } from '../people.ts';
import { dealings } from './dealings.ts';
import { cardOfSomebody, createBills, disaster, illness, student } from './health.ts';

const WATCHED_MOST_FEN = 900_000;

/** A household of which nobody is on aid, and nobody is a case. */
export function fillOrdinary(household: Household): void {
  const { draw, members } = household;
  const watched = draw.happens(0.9) ? members.find(({ age }) => age >= 18) : undefined;
  if (watched !== undefined) becomeWatched(household, watched);
  const bill = createBills(household, watched === undefined ? Infinity : WATCHED_MOST_FEN);
  for (const person of members) {
    bill(person);
    dealings(household, person);
    if (person !== watched) {
      cardOfSomebody(household, person);
      unemployed(household, person, members);
    }
    means(household, person);
    if (person.age >= 6 && person.age < 22) pupil(household, person);
    if (draw.happens(0.5)) illness(household, person, 370, 1_500);
    if (draw.happens(0.25)) disaster(household, person, 190, 720);
  }
  if (!members.some((person) => isAble(household, person)) && !household.hasMeans) {
    const oldest = members.toSorted((a, b) => b.age - a.age)[0];
    if (oldest !== undefined) household.pensioned(oldest, draw.between(180, 4_000) * 100);
  }
  mourn(household);
}

/** 监测范围: who was refused, and who left not long ago; what would make their case worse is kept from them. */
function becomeWatched(household: Household, person: Person): void {
  if (household.draw.happens(25)) {
    household.refused(person, household.daysAgo(5, 900));
    return;
  }
  const until = household.daysAgo(5, 1_000);
  household.left(person, household.draw.happens(80) ? 'dibao' : 'destitute', household.daysAgo(1_100, 3_000), until);
}

/** Works, or could. */
function isAble(household: Household, person: Person): boolean {
  return person.age >= 16 && person.age < 60 && !hasSevereCard(household, person);
}

const hasSevereCard = (household: Household, person: Person): boolean =>
  household.entries.some(
    ({ feed, person: holder, values }) =>
      feed === 'disability-cards' && holder === person && isSevere(String(values['kind']), Number(values['grade'])),
  );

function means(household: Household, person: Person): void {
  const { draw } = household;
  if (person.age >= 60) {
    if (draw.happens(30)) household.pensioned(person, draw.between(180, 6_000) * 100);
    return;
  }
  const isJobless = household.entries.some(
    ({ feed, person: who, values }) => feed === 'unemployment' && who === person && values['ended_on'] === undefined,
  );
  if (person.age < 20 || isJobless) return;
  if (draw.happens(9)) household.insured(person, draw.between(3_900, 20_000) * 100);
  else if (draw.happens(2)) {
    household.note('social-insurance', person, {
      base_fen: draw.between(3_900, 9_000) * 100,
      from_month: household.monthsAgo(100, 140),
      until_month: household.monthsAgo(1, 60),
    });
  }
}

/** Joblessness of half a year and more stands only beside somebody's wage or pension. */
function unemployed(household: Household, person: Person, members: readonly Person[]): void {
  const { draw } = household;
  if (person.age < 18 || person.age >= 60 || !draw.happens(11) || hasSevereCard(household, person)) return;
  if (draw.happens(60)) {
    const registered_on = household.daysAgo(300, 1_200);
    household.note('unemployment', person, { registered_on, ended_on: household.daysAgo(1, 290) });
    return;
  }
  const other = members.find((member) => member !== person && member.age >= 22);
  if (other === undefined || draw.happens(50)) {
    household.note('unemployment', person, { registered_on: household.daysAgo(1, 180) });
    return;
  }
  household.note('unemployment', person, { registered_on: household.daysAgo(190, 900) });
  if (other.age >= 60) household.pensioned(other, draw.between(180, 6_000) * 100);
  else household.insured(other, draw.between(3_900, 12_000) * 100);
}

/** Known as poor to the school long ago, or as a little poor. */
function pupil(household: Household, person: Person): void {
  const { draw } = household;
  if (!draw.happens(3)) return;
  if (draw.happens(50)) student(household, person, 'mild', 5, 700);
  else student(household, person, draw.happens(40) ? 'severe' : 'moderate', 370, 900);
}

/** Most of the dead have left the population; a few stand in it still, beside somebody who can work. */
function mourn(household: Household): void {
  const { draw, members } = household;
  if (draw.happens(6.6))
    household.note('deaths', household.former(draw.between(45, 98)), { died_on: household.daysAgo(1, 1_400) });
  const old = members.find(({ age }) => age >= 60);
  const isLeaning = household.entries.some(
    ({ feed, values }) => feed === 'unemployment' && values['ended_on'] === undefined,
  );
  const ableOnes = members.filter((person) => person.age >= 18 && isAble(household, person)).length;
  if (old !== undefined && !isLeaning && ableOnes >= 2 && draw.happens(4)) {
    household.needed('deaths', old, { died_on: household.daysAgo(1, 60) });
  }
}

/** Grandparents who bring up a child that nobody else attends to. */
export function fillGuardians(household: Household): void {
  const { draw, members } = household;
  for (const person of members) {
    if (person.age >= 18) {
      household.pensioned(person, draw.between(180, 3_000) * 100);
      continue;
    }
    const scheme = draw.happens(25) ? 'orphan' : 'de-facto-unattended';
    const isFull = draw.happens(80);
    household.needed('child-welfare', person, {
      scheme,
      is_full: isFull ? 'full' : 'partial',
      from_date: household.daysAgo(200, 900),
      until_date: draw.happens(10) ? household.daysAgo(1, 190) : undefined,
    });
  }
}
