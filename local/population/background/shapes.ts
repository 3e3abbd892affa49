import type { Chance } from '../../simulation/chance.ts';

/** Ages of those who live together; 2.56 people on average over `ordinary` and `poor`. */
export interface Shape {
  readonly weight: number;
  ages(draw: Chance): readonly number[];
}

const childOf = (parent: number, draw: Chance): number => draw.between(0, Math.min(17, parent - 22));
const adult = (draw: Chance): number => draw.between(25, 58);
/** Fewer the older. */
const elder = (draw: Chance): number => 60 + Math.min(draw.between(0, 34), draw.between(0, 34));

const withChildren = (count: number) => (draw: Chance) => {
  const parent = draw.between(26, 52);
  return [parent, parent + draw.between(-2, 3), ...Array.from({ length: count }, () => childOf(parent, draw))];
};

const alone = (draw: Chance): readonly number[] => {
  const parent = draw.between(26, 52);
  return [parent, childOf(parent, draw)];
};

const couple = (first: (draw: Chance) => number) => (draw: Chance) => {
  const age = first(draw);
  return [age, Math.max(age >= 60 ? 60 : 22, age - draw.between(0, 4))];
};

export const ordinary: readonly Shape[] = [
  { weight: 7, ages: (draw) => [adult(draw)] },
  { weight: 9, ages: (draw) => [elder(draw)] },
  { weight: 19, ages: couple((draw) => draw.between(30, 59)) },
  { weight: 12, ages: couple(elder) },
  { weight: 17, ages: withChildren(1) },
  { weight: 11, ages: withChildren(2) },
  { weight: 4, ages: alone },
  { weight: 12, ages: (draw) => [draw.between(44, 59), draw.between(44, 59), draw.between(18, 30)] },
  {
    weight: 8,
    ages: (draw) => [
      ...withChildren(draw.between(1, 2))(draw),
      ...(draw.happens(50) ? couple(elder)(draw) : [elder(draw)]),
    ],
  },
  { weight: 2, ages: (draw) => [...couple(adult)(draw), elder(draw)] },
];

export const poor: readonly Shape[] = [
  { weight: 33, ages: (draw) => [elder(draw)] },
  { weight: 24, ages: (draw) => [adult(draw)] },
  { weight: 13, ages: couple(elder) },
  { weight: 14, ages: withChildren(1) },
  { weight: 16, ages: alone },
];

export const frail: readonly Shape[] = [{ weight: 1, ages: (draw) => [elder(draw)] }];
