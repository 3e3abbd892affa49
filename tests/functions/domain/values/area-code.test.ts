import { describe, expect, it } from 'vitest';
import {
  areaCode,
  areaCodeSchema,
  areaLevel,
  countyOf,
  isWithin,
} from '../../../../functions/domain/values/area-code.ts';

describe('area codes', () => {
  it('contain every longer code that begins with them, and themselves', () => {
    expect(isWithin(areaCode('370502100'), areaCode('370502'))).toBe(true);
    expect(isWithin(areaCode('370502'), areaCode('370502'))).toBe(true);
    expect(isWithin(areaCode('370502'), areaCode('370502100'))).toBe(false);
    expect(isWithin(areaCode('370503100'), areaCode('370502'))).toBe(false);
  });

  it('know their level and county', () => {
    expect(['37', '3705', '370502', '370502100', '370502100201'].map((code) => areaLevel(areaCode(code)))).toEqual([
      'province',
      'city',
      'county',
      'township',
      'village',
    ]);
    expect(countyOf(areaCode('370502100201'))).toBe('370502');
    expect(countyOf(areaCode('3705'))).toBeUndefined();
  });

  it.each(['', '3', '370', '37050', '3705021', 'abcdef'])('refuse %j', (text) => {
    expect(areaCodeSchema.safeParse(text).success).toBe(false);
    expect(() => areaCode(text)).toThrow(/no area code/);
  });
});
