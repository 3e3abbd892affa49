import { isSevere } from '../household.ts';
import type { Household } from '../household.ts';
import type { Person } from '../people.ts';

/** Below the thresholds of a person (20,000 yuan) and of a household (30,000 yuan), whenever it was. */
const MOST_OF_A_HOUSEHOLD_FEN = 1_900_000;

export const disabilities = [
  { id: 'physical', weight: 45 },
  { id: 'vision', weight: 12 },
  { id: 'hearing', weight: 15 },
  { id: 'speech', weight: 2 },
  { id: 'intellectual', weight: 11 },
  { id: 'mental', weight: 12 },
  { id: 'multiple', weight: 3 },
] as const;

/** Bills of a household; a bill that would bring it near a threshold is a small one. */
export function createBills(household: Household, mostFen: number): (person: Person) => void {
  const { draw } = household;
  let left = Math.min(mostFen, MOST_OF_A_HOUSEHOLD_FEN);
  return (person) => {
    if (!draw.happens(person.age >= 60 ? 29 : person.age < 18 ? 8 : 11)) return;
    const bills = draw.between(1, 4);
    for (let bill = 0; bill < bills; bill += 1) {
      const size = draw.happens(25) ? draw.between(100_000, 900_000) : draw.between(2_000, 60_000);
      const fen = Math.min(size, Math.max(1_000, Math.floor(left / 4)));
      left -= fen;
      household.cost(person, fen, household.daysAgo(0, 720));
    }
  };
}

/** A card of somebody who is not on aid: a severe one is old, and its holder has a wage or a pension. */
export function cardOfSomebody(household: Household, person: Person): void {
  const { draw } = household;
  if (!draw.happens(person.age >= 60 ? 10 : person.age < 18 ? 0.8 : 3.5)) return;
  const { id: kind } = draw.pick(disabilities);
  const grade = draw.happens(22) ? draw.between(1, 2) : draw.between(3, 4);
  if (!isSevere(kind, grade)) {
    household.card(person, kind, grade, household.daysAgo(1, 3_000));
    return;
  }
  household.card(person, kind, grade, household.daysAgo(100, 3_000));
  if (person.age < 18) return;
  if (person.age >= 60) household.pensioned(person, draw.between(1_000, 4_000) * 100);
  else household.insured(person, draw.between(3_000, 6_000) * 100);
}

export const diseases = [
  '恶性肿瘤',
  '终末期肾病',
  '重型再生障碍性贫血',
  '急性心肌梗塞',
  '脑卒中后遗症',
  '血友病',
] as const;

export function illness(household: Household, person: Person, least: number, most: number): void {
  household.note('serious-illness', person, {
    disease: diseases[household.draw.between(0, diseases.length - 1)],
    diagnosed_on: household.daysAgo(least, most),
  });
}

export const events = ['火灾', '交通事故', '洪涝', '房屋倒塌', '农作物绝收'] as const;

export function disaster(household: Household, person: Person, least: number, most: number): void {
  const { draw } = household;
  household.note('disasters', person, {
    event: events[draw.between(0, events.length - 1)],
    happened_on: household.daysAgo(least, most),
    loss_fen: draw.between(20, 900) * 10_000,
  });
}

const stageOf = (age: number): string =>
  age < 6 ? 'kindergarten' : age < 16 ? 'compulsory' : age < 19 ? 'senior-high' : 'undergraduate';

export function student(household: Household, person: Person, level: string, least: number, most: number): void {
  household.note('students-in-hardship', person, {
    school: `${household.home.village}学校`,
    stage: stageOf(person.age),
    level,
    recognised_on: household.daysAgo(least, most),
  });
}
