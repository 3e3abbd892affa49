import areas from '../../policy/dongying/areas.json' with { type: 'json' };
import type { Chance } from '../simulation/chance.ts';

export type Residence = 'urban' | 'rural';

export interface Place {
  /** Township, nine digits. */
  readonly area: string;
  readonly village: string;
  readonly residence: Residence;
}

export interface Places {
  any(draw: Chance): Place;
  /** A village, mostly. */
  poorer(draw: Chance): Place;
}

const first = '东西南北前后大小上下新老';
const second = '王李张刘陈杨赵周孙马朱胡郭高林宋韩曹许于田袁';
const third = ['庄', '家', '店', '屯', '堡', '坨', '台子', '家庄'];

const at = (list: ArrayLike<string>, index: number): string => list[index] ?? '';

/** Townships of the pack, or these of them, with invented villages; a street has up to eight times the people of a small town. */
export function createPlaces(draw: Chance, only?: readonly string[]): Places {
  const townships = areas.filter(
    ({ kind, code }) => kind === 'township' && (only === undefined || only.includes(code)),
  );
  const urban: Weighted = { sums: [], places: [] };
  const rural: Weighted = { sums: [], places: [] };
  for (const { code, name } of townships) {
    const isStreet = name.endsWith('街道');
    const weight = isStreet ? draw.between(30, 80) : draw.between(10, 35);
    const many = draw.between(12, 36);
    const names = new Set<string>();
    while (names.size < many) {
      const stem =
        at(first, draw.between(0, first.length - 1)) +
        at(second, draw.between(0, second.length - 1)) +
        at(third, draw.between(0, third.length - 1));
      const isUrban = draw.happens(isStreet ? 85 : 20);
      if (names.has(stem)) continue;
      names.add(stem);
      add(isUrban ? urban : rural, weight / many, {
        area: code,
        village: stem + (isUrban ? '社区' : '村'),
        residence: isUrban ? 'urban' : 'rural',
      });
    }
  }
  const urbanShare = (100 * total(urban)) / (total(urban) + total(rural));
  return {
    any: (chance) => among(chance.happens(urbanShare) ? urban : rural, chance),
    poorer: (chance) => among(chance.happens(12) ? urban : rural, chance),
  };
}

interface Weighted {
  readonly sums: number[];
  readonly places: Place[];
}

const total = ({ sums }: Weighted): number => sums.at(-1) ?? 0;

function add(to: Weighted, weight: number, place: Place): void {
  to.sums.push(total(to) + weight);
  to.places.push(place);
}

/** One of 16 million points, far finer than the weight of a village. */
function among(weighted: Weighted, draw: Chance): Place {
  const point = (draw.between(0, 0xff_ffff) / 0x100_0000) * total(weighted);
  let low = 0;
  let high = weighted.places.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((weighted.sums[middle] ?? 0) > point) high = middle;
    else low = middle + 1;
  }
  const place = weighted.places[low];
  if (place === undefined) throw new RangeError('a city needs places');
  return place;
}
