import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkCharacter, idNumberSchema, parseIdNumber } from '../../../../functions/domain/values/id-number.ts';

const withCheck = (first17: string) => first17 + checkCharacter(first17);
const reasonOf = (text: string) => {
  const result = parseIdNumber(text);
  return result.kind === 'refused' ? result.reason : 'accepted';
};

describe('parseIdNumber', () => {
  it('computes the check character of the standard’s own example', () => {
    expect(checkCharacter('11010519491231002')).toBe('X');
    expect(checkCharacter('44052418800101001')).toBe('4');
  });

  it('reads birth date and sex', () => {
    const result = parseIdNumber(withCheck('99900119660229123').replace('0229', '0228'));
    expect(result.kind).toBe('refused');
    expect(parseIdNumber(withCheck('99900119660228123'))).toMatchObject({
      kind: 'id-number',
      value: { birthDate: '1966-02-28', sex: 'male' },
    });
    expect(parseIdNumber(withCheck('99900120100601004'))).toMatchObject({
      value: { birthDate: '2010-06-01', sex: 'female' },
    });
  });

  it('accepts blanks around it and a lower-case x', () => {
    const number = [...Array(20).keys()]
      .map((n) => withCheck(`99900119700101${String(n + 100)}`))
      .find((n) => n.endsWith('X'))!;
    expect(parseIdNumber(` ${number.toLowerCase()} `)).toMatchObject({ value: { number } });
  });

  it('turns the old 15 digits into 18', () => {
    expect(parseIdNumber('999001660228123')).toMatchObject({ value: { number: withCheck('99900119660228123') } });
  });

  it('says what is wrong', () => {
    const good = withCheck('99900119660228123');
    expect(reasonOf('')).toBe('length');
    expect(reasonOf(good.slice(0, 17))).toBe('length');
    expect(reasonOf(`A${good.slice(1)}`)).toBe('characters');
    expect(reasonOf(withCheck('99900119660230123'))).toBe('birth-date');
    expect(reasonOf(withCheck('99900119660228000'))).toBe('sequence');
    expect(reasonOf(withCheck('00000119660228123'))).toBe('area');
    expect(reasonOf(`${good.slice(0, 17)}${good.endsWith('1') ? '2' : '1'}`)).toBe('checksum');
  });

  it('notices every single wrong digit and every swap of neighbours', () => {
    const digits = fc
      .integer({ min: 0, max: 999 })
      .map((n) => withCheck(`99900119660228${String((n % 999) + 1).padStart(3, '0')}`));
    fc.assert(
      fc.property(digits, fc.integer({ min: 0, max: 16 }), fc.integer({ min: 1, max: 9 }), (number, at, by) => {
        const wrong = number.slice(0, at) + ((Number(number[at]) + by) % 10) + number.slice(at + 1);
        expect(parseIdNumber(wrong).kind).toBe('refused');
        const [left, right] = [number[at], number[at + 1]];
        const swapped = number.slice(0, at) + right + left + number.slice(at + 2);
        expect(parseIdNumber(swapped).kind).toBe(left === right ? 'id-number' : 'refused');
      }),
    );
  });

  it('answers any text with a number or a reason', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 24 }), (text) => {
        expect(reasonOf(text)).toBeTypeOf('string');
      }),
    );
  });

  it('normalises at the border and names the fault there', () => {
    expect(idNumberSchema.parse('999001660228123')).toBe(withCheck('99900119660228123'));
    expect(idNumberSchema.safeParse('123').error?.issues[0]?.message).toContain('18位');
  });
});
