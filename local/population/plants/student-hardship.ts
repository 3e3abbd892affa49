import { adult, child, newlyOnAid } from './cast.ts';
import type { Recipes } from './cast.ts';

const school = { school: '演示中学', stage: 'compulsory' };

export const studentHardship: Recipes = {
  hits: [
    (h) => {
      const person = child(h);
      adult(h);
      h.note('students-in-hardship', person, { ...school, level: 'moderate', recognised_on: h.ago(12, 1) });
      return [person];
    },
    (h) => {
      const person = h.member(20, {});
      adult(h);
      h.note('students-in-hardship', person, {
        school: '演示大学',
        stage: 'undergraduate',
        level: 'severe',
        recognised_on: h.daysAgo(0, 300),
      });
      return [person];
    },
  ],
  near: [
    (h) => {
      const person = child(h);
      adult(h);
      h.note('students-in-hardship', person, { ...school, level: 'mild', recognised_on: h.daysAgo(0, 300) });
      return [person];
    },
    (h) => {
      const person = child(h);
      adult(h);
      h.note('students-in-hardship', person, { ...school, level: 'severe', recognised_on: h.ago(12, 0) });
      return [person];
    },
    (h) => {
      const person = child(h);
      newlyOnAid(h, adult(h));
      h.note('students-in-hardship', person, { ...school, level: 'severe', recognised_on: h.daysAgo(0, 300) });
      return [person];
    },
  ],
};
