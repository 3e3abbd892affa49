import { adult, child, newlyOnAid } from './cast.ts';
import type { Recipes } from './cast.ts';

export const seriousIllness: Recipes = {
  hits: [
    (h) => {
      const person = adult(h);
      adult(h);
      h.note('serious-illness', person, { disease: '恶性肿瘤', diagnosed_on: h.ago(12, 1) });
      return [person];
    },
    (h) => {
      const person = child(h);
      adult(h);
      h.note('serious-illness', person, { disease: '血友病', diagnosed_on: h.daysAgo(0, 300) });
      return [person];
    },
  ],
  near: [
    (h) => {
      const person = adult(h);
      h.note('serious-illness', person, { disease: '恶性肿瘤', diagnosed_on: h.ago(12, 0) });
      return [person];
    },
    (h) => {
      const person = adult(h);
      newlyOnAid(h, child(h));
      h.note('serious-illness', person, { disease: '终末期肾病', diagnosed_on: h.daysAgo(0, 300) });
      return [person];
    },
  ],
  proposed: [
    (h) => {
      const person = adult(h);
      h.damaged('serious-illness', person, { disease: '恶性肿瘤', diagnosed_on: h.daysAgo(0, 300) });
      return [person];
    },
  ],
};
