import { seededRandom } from '../engine/random.ts';
import type { Ids } from '../../functions/ports/ids.ts';

/** Draws of one seed. Each source of chance has a stream of its own, so that one more draw here changes nothing there. */
export interface Chance {
  /** Whole number from `least` to `most`, both included. */
  between(least: number, most: number): number;
  /** True in `percent` of a hundred draws. */
  happens(percent: number): boolean;
  /** One of them, as often as its weight says. */
  pick<T extends { readonly weight: number }>(choices: readonly T[]): T;
}

/** FNV-1a over the stream's name, mixed with the seed. */
function streamSeed(seed: number, name: string): number {
  let hash = (0x811c9dc5 ^ seed) >>> 0;
  for (const character of name) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  return hash;
}

export function chance(seed: number, stream: string): Chance {
  const { float } = seededRandom(streamSeed(seed, stream));
  return {
    between: (least, most) => least + Math.floor(float() * (most - least + 1)),
    happens: (percent) => float() * 100 < percent,
    pick(choices) {
      const total = choices.reduce((sum, { weight }) => sum + weight, 0);
      let left = float() * total;
      for (const choice of choices) {
        left -= choice.weight;
        if (left < 0) return choice;
      }
      const last = choices.at(-1);
      if (last === undefined) throw new RangeError('there is nothing to pick from');
      return last;
    },
  };
}

const READABLE = '23456789ABCDEFGHJKMNPQRSTVWXYZ';

/** Names that are the same in every run of a seed. Guessable: never for a real town. */
export function seededIds(seed: number): Ids {
  const { float, hex } = seededRandom(streamSeed(seed, 'ids'));
  return {
    unique: () => hex(16),
    readable: (length) => Array.from({ length }, () => READABLE.charAt(Math.floor(float() * READABLE.length))).join(''),
  };
}

export const engineRandom = (seed: number) => seededRandom(streamSeed(seed, 'engine'));
