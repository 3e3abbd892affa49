import { addDays, addMonths } from '../../functions/domain/values/civil-date.ts';
import type { CivilDate } from '../../functions/domain/values/civil-date.ts';
import type { Chance } from '../simulation/chance.ts';
import { createIdNumbers } from './id-numbers.ts';
import type { Sex } from './id-numbers.ts';
import { fullName, surname } from './names.ts';
import type { Place } from './places.ts';

export interface Home extends Place {
  /** 户号. */
  readonly no: string;
  readonly address: string;
  readonly surname: string;
}

export interface Person {
  readonly idNumber: string;
  readonly name: string;
  readonly sex: Sex;
  readonly born: CivilDate;
  /** On the city's day. */
  readonly age: number;
  readonly phone: string;
  readonly home: Home;
}

export interface People {
  readonly on: CivilDate;
  home(place: Place): Home;
  /** Some day of the year in which this age is reached; `born` where the very day matters. */
  person(home: Home, age: number, given: { readonly sex?: Sex; readonly born?: CivilDate }): Person;
}

/** Another `sequence`: no 户号 of another city, and hardly an ID number. */
export function createPeople(on: CivilDate, draw: Chance, sequence: number): People {
  const numbers = createIdNumbers(sequence);
  let homes = sequence * 10_000_000;
  let persons = 0;
  return {
    on,
    home(place) {
      homes += 1;
      return {
        ...place,
        no: `99${String(homes).padStart(9, '0')}`,
        address: `${place.village}${draw.between(1, 400)}号`,
        surname: surname(draw),
      };
    },
    person(home, age, { sex = draw.happens(50.5) ? 'male' : 'female', born }) {
      persons += 1;
      const day = born ?? addDays(addMonths(on, -12 * age), -draw.between(0, 363));
      // Women keep their name, children have the home's.
      const family = sex === 'male' || age < 20 ? home.surname : surname(draw);
      return {
        idNumber: numbers.next(day, sex),
        name: fullName(draw, sex, family),
        sex,
        born: day,
        age,
        // 100xxxxxxxx is no number of a mobile phone.
        phone: `100${String(persons).padStart(8, '0')}`,
        home,
      };
    },
  };
}
