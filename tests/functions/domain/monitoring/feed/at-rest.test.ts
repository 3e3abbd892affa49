import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { withoutNumbers } from '../../../../../functions/domain/monitoring/feed/at-rest.ts';
import { datasetColumns } from '../../../../../functions/domain/monitoring/feed/dataset.ts';
import { commonColumns } from '../../../../../functions/ports/lake.ts';
import { fictitiousIdNumber } from '../../../../../local/demo/people.ts';
import { dongyingFeeds } from '../../../../../policy/feeds/dongying.ts';

describe('datasetColumns', () => {
  it('has the common columns of the lake in front, for every feed of the register', () => {
    const common = Object.entries(commonColumns).map(([name, type]) => ({ name, type }));
    for (const feed of dongyingFeeds) {
      const columns = datasetColumns(feed);
      expect(columns.slice(0, common.length)).toEqual(common);
      expect(new Set(columns.map(({ name }) => name)).size).toBe(columns.length);
    }
  });

  it('has no column for what is sealed, nor for number and name', () => {
    const names = datasetColumns(dongyingFeeds.find(({ id }) => id === 'residents')!).map(({ name }) => name);
    expect(names.slice(7)).toEqual(['birth', 'sex', 'household', 'area', 'residence', 'village']);
  });
});

describe('withoutNumbers', () => {
  it('leaves no valid number in a text, and everything else as it was', () => {
    const anyNumber = fc
      .integer({ min: 0, max: 900_000 })
      .map((sequence) => fictitiousIdNumber('1980-01-02', sequence));
    const words = fc.string({ unit: fc.constantFrom('甲', 'b', ' ', '-', '7'), maxLength: 6 });
    fc.assert(
      fc.property(words, anyNumber, words, anyNumber, words, (a, first, b, second, c) => {
        const text = withoutNumbers(`${a}${first}${b}x${second}${c}`, () => '§');
        expect(text).not.toContain(first);
        expect(text).not.toContain(second);
        expect(text.startsWith(a) || text.startsWith('§')).toBe(true);
      }),
    );
    const number = fictitiousIdNumber('1980-01-02', 5);
    expect(withoutNumbers(`${number}42`, () => '§')).toBe('§42');
    expect(withoutNumbers('370502202601010000123456', () => '§')).toBe('370502202601010000123456');
  });
});
