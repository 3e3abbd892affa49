import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Substitution } from '../../../../functions/domain/people/staff.ts';
import {
  effectiveSubstitute,
  faultOf,
  holdsOn,
  standsInFor,
} from '../../../../functions/domain/people/substitution.ts';
import { addDays, civilDate } from '../../../../functions/domain/values/civil-date.ts';
import { unitId } from '../../../../functions/domain/values/ids.ts';

const MONDAY = civilDate('2026-03-02');
const names = ['a', 'b', 'c', 'd', 'e'];

const substitution = (
  person: string,
  substitute: string,
  first = 0,
  last = first,
  more: Partial<Substitution> = {},
): Substitution => ({
  id: `${person}-${substitute}-${first}`,
  person,
  substitute,
  unit: unitId('township-370502100'),
  from: addDays(MONDAY, first),
  until: addDays(MONDAY, last),
  enteredBy: person,
  ...more,
});

const anySubstitution = fc
  .record({
    person: fc.constantFrom(...names),
    substitute: fc.constantFrom(...names),
    first: fc.integer({ min: 0, max: 8 }),
    days: fc.integer({ min: 0, max: 6 }),
    ended: fc.option(fc.integer({ min: 0, max: 10 }), { nil: undefined }),
  })
  .map(({ person, substitute, first, days, ended }) =>
    substitution(
      person,
      substitute,
      first,
      first + days,
      ended === undefined ? {} : { endedOn: addDays(MONDAY, ended) },
    ),
  );
const anyRegister = fc.array(anySubstitution, { maxLength: 8 });
const anyDay = fc.integer({ min: 0, max: 15 }).map((day) => addDays(MONDAY, day));

/** As the house lets them in: one after the other, each judged against those before it. */
const entered = (proposals: readonly Substitution[]): readonly Substitution[] =>
  proposals.reduce<readonly Substitution[]>((kept, next, at) => {
    const named = { ...next, id: `s${at}` };
    return faultOf(kept, named) === undefined ? [...kept, named] : kept;
  }, []);

describe('who stands in for whom', () => {
  it('never names somebody who is away that day, nor the person', () => {
    fc.assert(
      fc.property(anyRegister, fc.constantFrom(...names), anyDay, (register, person, day) => {
        const substitute = effectiveSubstitute(register, person, day);
        if (substitute === undefined) return;
        expect(substitute).not.toBe(person);
        expect(register.some((one) => one.person === substitute && holdsOn(one, day))).toBe(false);
      }),
    );
  });

  it('does not depend on the order in which they are kept', () => {
    fc.assert(
      fc.property(anyRegister, fc.constantFrom(...names), anyDay, (register, person, day) => {
        expect(effectiveSubstitute(register.toReversed(), person, day)).toBe(
          effectiveSubstitute(register, person, day),
        );
      }),
    );
  });

  it('says the same from both sides', () => {
    fc.assert(
      fc.property(anyRegister, fc.constantFrom(...names), anyDay, (register, name, day) => {
        for (const person of standsInFor(register, name, day)) {
          expect(effectiveSubstitute(register, person, day)).toBe(name);
        }
        const substitute = effectiveSubstitute(register, name, day);
        expect(substitute === undefined || standsInFor(register, substitute, day).includes(name)).toBe(true);
      }),
    );
  });

  it('follows a chain to whoever is there', () => {
    const register = [substitution('a', 'b', 0, 4), substitution('b', 'c', 2, 3)];
    expect([0, 1, 2, 3, 4, 5].map((day) => effectiveSubstitute(register, 'a', addDays(MONDAY, day)))).toEqual([
      'b',
      'b',
      'c',
      'c',
      'b',
      undefined,
    ]);
    expect(standsInFor(register, 'c', addDays(MONDAY, 2))).toEqual(['a', 'b']);
  });
});

describe('entering a substitution', () => {
  it('leaves nobody who is away without somebody who is there, on any day, however many were entered', () => {
    fc.assert(
      fc.property(anyRegister, fc.constantFrom(...names), anyDay, (proposals, person, day) => {
        const register = entered(proposals);
        const isAway = register.some((one) => one.person === person && holdsOn(one, day));
        expect(effectiveSubstitute(register, person, day) !== undefined).toBe(isAway);
      }),
    );
  });

  it('refuses a circle over several people on the one day on which it would close', () => {
    const register = [substitution('a', 'b', 0, 5), substitution('b', 'c', 3, 8)];
    expect(faultOf(register, substitution('c', 'a', 5, 9))).toBe('cycle');
    expect(faultOf(register, substitution('c', 'a', 6, 9))).toBeUndefined();
  });

  it('refuses oneself, an end before the beginning, more than a year, and two substitutes on one day', () => {
    expect(faultOf([], substitution('a', 'a'))).toBe('self');
    expect(faultOf([], substitution('a', 'b', 3, 2))).toBe('ends-before-it-begins');
    expect(faultOf([], substitution('a', 'b', 0, 366))).toBe('too-long');
    expect(faultOf([], substitution('a', 'b', 0, 365))).toBeUndefined();
    expect(faultOf([substitution('a', 'c', 2, 4)], substitution('a', 'b', 0, 2))).toBe('overlap');
  });

  it('lets one in again after the earlier one was ended', () => {
    const ended = substitution('a', 'b', 0, 9, { endedOn: addDays(MONDAY, 2) });
    expect(faultOf([ended], substitution('a', 'c', 2, 4))).toBeUndefined();
    expect(faultOf([ended], substitution('a', 'c', 1, 4))).toBe('overlap');
  });
});
