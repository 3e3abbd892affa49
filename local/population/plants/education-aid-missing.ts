import type { CivilDate } from '../../../functions/domain/values/civil-date.ts';
import type { Household } from '../household.ts';
import type { Person } from '../people.ts';
import { adult, child } from './cast.ts';
import type { Recipes } from './cast.ts';

function learner(h: Household, from: CivilDate, recognised: CivilDate, level: string): Person {
  const person = child(h);
  adult(h);
  h.aid(person, 'dibao', from);
  h.withheld.add('education-aid');
  h.note('students-in-hardship', person, {
    school: '演示小学',
    stage: 'compulsory',
    level,
    recognised_on: recognised,
  });
  return person;
}

export const educationAidMissing: Recipes = {
  hits: [
    (h) => [learner(h, h.ago(3, 0), h.ago(12, 1), 'severe')],
    (h) => {
      const person = learner(h, h.ago(40, 0), h.daysAgo(0, 200), 'mild');
      h.granted(person, 'education-aid', h.ago(12, 0), undefined, 200_000);
      return [person];
    },
  ],
  near: [
    (h) => [learner(h, h.ago(3, 1), h.daysAgo(0, 200), 'severe')],
    (h) => [learner(h, h.ago(40, 0), h.ago(12, 0), 'severe')],
    (h) => {
      const person = learner(h, h.ago(40, 0), h.daysAgo(0, 200), 'moderate');
      h.granted(person, 'education-aid', h.ago(12, 1), undefined, 200_000);
      return [person];
    },
  ],
};
