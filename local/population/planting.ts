import type { Chance } from '../simulation/chance.ts';
import { indicatorIds } from './indicator-ids.ts';
import type { IndicatorId } from './indicator-ids.ts';
import type { Recipe } from './plants/cast.ts';
import { recipes } from './plants/recipes.ts';

interface Plant {
  readonly indicator: IndicatorId;
  readonly list: 'planted' | 'nearMisses' | 'proposed';
  readonly recipe: Recipe;
}

export interface PlantingPlan {
  /** The next plant, where the city has grown far enough for it. */
  next(persons: number): Plant | undefined;
}

/** Of each indicator that many cases, and as many near misses. */
export const plantsOf = (persons: number): number => Math.max(3, Math.floor(persons / 20_000));

/** Evenly over the city, in an order of chance. Every recipe has its turn, so near misses may be a few more than cases. */
export function plantingPlan(persons: number, draw: Chance): PlantingPlan {
  const many = plantsOf(persons);
  const deck = indicatorIds.flatMap((indicator): Plant[] => {
    const { hits, near, proposed = [] } = recipes[indicator];
    const take = (list: Plant['list'], from: readonly Recipe[], count: number): Plant[] =>
      Array.from({ length: count }, (_, turn) => from[turn % from.length]).flatMap((recipe) =>
        recipe === undefined ? [] : [{ indicator, list, recipe }],
      );
    return [
      ...take('planted', hits, many),
      ...take('nearMisses', near, Math.max(many, near.length)),
      ...take('proposed', proposed, proposed.length === 0 ? 0 : Math.max(1, Math.floor(many / 4))),
    ];
  });
  for (let index = deck.length - 1; index > 0; index -= 1) {
    const other = draw.between(0, index);
    const [a, b] = [deck[index], deck[other]];
    if (a !== undefined && b !== undefined) [deck[index], deck[other]] = [b, a];
  }
  let planted = 0;
  return {
    next(done) {
      const plant = deck[planted];
      // The last of them stand before the city is full.
      if (plant === undefined || done < (planted * persons * 0.95) / deck.length) return undefined;
      planted += 1;
      return plant;
    },
  };
}
