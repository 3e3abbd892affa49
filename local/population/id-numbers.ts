import { dayNumber } from '../../functions/domain/values/civil-date.ts';
import type { CivilDate } from '../../functions/domain/values/civil-date.ts';
import { checkCharacter } from '../../functions/domain/values/id-number.ts';

export type Sex = 'male' | 'female';

/** Serials of one sex in one area and on one day: odd for men, even for women, 000 is none. */
const SERIALS = 499;
/** Areas 999000–999899; 9999xx is kept for the second numbers of people who stand twice. */
const AREAS = 900;
const SPACE = AREAS * SERIALS;
/**
 * Prime to `SPACE`: people of one birthday are strewn over areas and serials, each place used once. Up to some 390 of one
 * sex and birthday no two share an area or a serial, women beginning half the way round; so a digit wrong in either is nobody else's number.
 */
const STRIDE = 7_919;

export interface IdNumbers {
  /** Never the same twice. */
  next(born: CivilDate, sex: Sex): string;
}

/**
 * Numbers that pass every check and belong to nobody: area code 999xxx is assigned to no place. What is kept is one counter
 * a birthday, so that a whole province would not need more memory. Another `shift`, another number for who is born on a day.
 */
export function createIdNumbers(shift = 0): IdNumbers {
  const given = new Map<number, number>();
  return {
    next(born, sex) {
      const day = dayNumber(born);
      const slot = day * 2 + (sex === 'male' ? 1 : 0);
      const count = given.get(slot) ?? 0;
      if (count >= SPACE) throw new RangeError(`more than ${SPACE} people of one sex are born on ${born}`);
      given.set(slot, count + 1);
      const start = shift + day * 613 + (sex === 'female' ? SPACE / 2 : 0);
      const place = (((count * STRIDE + start) % SPACE) + SPACE) % SPACE;
      const area = 999_000 + Math.floor(place / SERIALS);
      const serial = (place % SERIALS) * 2 + (sex === 'male' ? 1 : 2);
      return withCheck(`${area}${born.replaceAll('-', '')}${String(serial).padStart(3, '0')}`);
    },
  };
}

export const withCheck = (first17: string): string => first17 + checkCharacter(first17);

/** The same person under a second number, one digit of which is another: 9999xx, which `IdNumbers` never gives. */
export const secondNumber = (idNumber: string): string => withCheck(`9999${idNumber.slice(4, 17)}`);
