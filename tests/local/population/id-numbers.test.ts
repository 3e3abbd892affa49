import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, civilDate } from '../../../functions/domain/values/civil-date.ts';
import { parseIdNumber } from '../../../functions/domain/values/id-number.ts';
import { createIdNumbers, secondNumber } from '../../../local/population/id-numbers.ts';

const sex = fc.constantFrom('male' as const, 'female' as const);
const born = fc.integer({ min: 0, max: 43_000 }).map((days) => addDays(civilDate('1910-01-01'), days));

describe('invented ID numbers', () => {
  it('are sound, say birthday and sex, and belong to no place', () => {
    fc.assert(
      fc.property(born, sex, (day, of) => {
        const number = createIdNumbers().next(day, of);
        expect(parseIdNumber(number)).toMatchObject({
          kind: 'id-number',
          value: { number, birthDate: day, sex: of },
        });
        expect(number.startsWith('999')).toBe(true);
      }),
    );
  });

  it('are never given twice, though 20,000 share a birthday', () => {
    const numbers = createIdNumbers();
    const given = new Set<string>();
    for (let count = 0; count < 20_000; count += 1) {
      given.add(numbers.next(civilDate('1990-05-06'), count % 2 === 0 ? 'male' : 'female'));
    }
    expect(given.size).toBe(20_000);
  });

  it('share neither area nor serial with anybody of the same birthday', () => {
    fc.assert(
      fc.property(born, (day) => {
        const numbers = createIdNumbers();
        const given = Array.from({ length: 700 }, (_none, at) => numbers.next(day, at % 2 === 0 ? 'male' : 'female'));
        expect(new Set(given.map((number) => number.slice(0, 6))).size).toBe(given.length);
        expect(new Set(given.map((number) => number.slice(14, 17))).size).toBe(given.length);
      }),
      { numRuns: 20 },
    );
  });

  it('leave room for second numbers, which are sound and nobody else has', () => {
    fc.assert(
      fc.property(born, sex, (day, of) => {
        const number = createIdNumbers().next(day, of);
        const second = secondNumber(number);
        expect(parseIdNumber(second).kind).toBe('id-number');
        expect(number.slice(0, 4)).not.toBe('9999');
        expect(second.slice(0, 4)).toBe('9999');
      }),
    );
  });
});
