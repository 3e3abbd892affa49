import type { Chance } from '../../simulation/chance.ts';

/** Ages of those who live together; 2.56 people on average over `ordinary` and `poor`. */
export interface Shape {
  readonly weight: number;
  ages(draw: Chance): readonly number[];
}

const child = (draw: Chance): number => draw.between(0, 17);
const adult = (draw: Chance): number => draw.between(25, 58);
/** Fewer the older. */
const elder = (draw: Chance): number => 60 + Math.min(draw.between(0, 34), draw.between(0, 34));

const withChildren = (count: number) => (draw: Chance) => {
  const parent = draw.between(26, 50);
  return [parent, parent + draw.between(-3, 3), ...Array.from({ length: count }, () => child(draw))];
};

const couple = (first: (draw: Chance) => number) => (draw: Chance) => {
  const age = first(draw);
  return [age, Math.max(age >= 60 ? 60 : 22, age - draw.between(0, 4))];
};

export const ordinary: readonly Shape[] = [
  { weight: 9, ages: (draw) => [adult(draw)] },
  { weight: 9, ages: (draw) => [elder(draw)] },
  { weight: 19, ages: couple(adult) },
  { weight: 12, ages: couple(elder) },
  { weight: 20, ages: withChildren(1) },
  { weight: 14, ages: withChildren(2) },
  { weight: 4, ages: (draw) => [draw.between(26, 50), child(draw)] },
  { weight: 5, ages: (draw) => [draw.between(46, 58), draw.between(46, 58), draw.between(18, 28)] },
  {
    weight: 7,
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
  { weight: 16, ages: (draw) => [draw.between(30, 55), child(draw)] },
];

export const frail: readonly Shape[] = [{ weight: 1, ages: (draw) => [elder(draw)] }];
