import type { FeedField } from '../../policy/feeds/schema.ts';
import type { Chance } from '../simulation/chance.ts';
import { nameVariant } from './names.ts';
import type { Person } from './people.ts';

export type Damage = 'wrong-digit' | 'transposed' | 'missing-digit' | 'x-lost';
/** Unusual, and still sure who it is: the old number is completed, the number counts and not the name. */
export type Irregularity = 'fifteen-digit' | 'name-variant';

export interface Damaged {
  readonly kind: Damage | Irregularity;
  readonly instead: Readonly<Record<string, string>>;
}

const kinds = [
  { kind: 'wrong-digit', weight: 34 },
  { kind: 'transposed', weight: 20 },
  { kind: 'missing-digit', weight: 16 },
  { kind: 'fifteen-digit', weight: 13 },
  { kind: 'name-variant', weight: 15 },
] as const;

export const isIrregular = (kind: Damage | Irregularity): kind is Irregularity =>
  kind === 'fifteen-digit' || kind === 'name-variant';

/** Of the numbers that end in X. */
const X_LOST_PERCENT = 60;

/** As clerks do it. The form of 15 digits is for those born before 2000, others get a wrong digit. */
export function damage(draw: Chance, person: Person): Damaged {
  const { idNumber, name } = person;
  if (idNumber.endsWith('X') && draw.happens(X_LOST_PERCENT)) return damagedNumber(draw, 'x-lost', idNumber);
  const { kind } = draw.pick(kinds);
  if (kind === 'name-variant') return { kind, instead: { name: nameVariant(name) } };
  if (kind === 'fifteen-digit' && idNumber.startsWith('19', 6)) {
    return { kind, instead: { id_number: idNumber.slice(0, 6) + idNumber.slice(8, 17) } };
  }
  return damagedNumber(draw, kind === 'fifteen-digit' ? 'wrong-digit' : kind, idNumber);
}

/** A number that is none: one digit other and two neighbours exchanged are always found by the check character. */
export function damagedNumber(draw: Chance, kind: Damage, idNumber: string): Damaged & { readonly kind: Damage } {
  if (kind === 'x-lost' && idNumber.endsWith('X')) return { kind, instead: { id_number: idNumber.slice(0, 17) } };
  if (kind === 'missing-digit') {
    const at = draw.between(4, 16);
    return { kind, instead: { id_number: idNumber.slice(0, at) + idNumber.slice(at + 1) } };
  }
  if (kind === 'transposed') {
    for (let tries = 0; tries < 16; tries += 1) {
      const at = draw.between(3, 15);
      const pair = `${idNumber.charAt(at + 1)}${idNumber.charAt(at)}`;
      if (pair.charAt(0) === pair.charAt(1)) continue;
      return { kind, instead: { id_number: idNumber.slice(0, at) + pair + idNumber.slice(at + 2) } };
    }
  }
  const at = draw.between(3, 16);
  const other = (Number(idNumber.charAt(at)) + draw.between(1, 9)) % 10;
  return { kind: 'wrong-digit', instead: { id_number: idNumber.slice(0, at) + other + idNumber.slice(at + 1) } };
}

export type Fault = 'missing' | 'impossible-date' | 'unknown-code' | 'no-sum';

export interface Broken {
  readonly kind: Fault;
  readonly field: string;
  readonly instead: Readonly<Record<string, string>>;
}

/** A row that must be rejected, for one reason. */
export function broken(draw: Chance, fields: readonly FeedField[]): Broken {
  const choices = fields.flatMap((field): Broken[] => [
    ...(field.required === true ? [as('missing', field, '')] : []),
    ...(field.kind === 'date'
      ? [as('impossible-date', field, '2026-02-30'), as('impossible-date', field, '20251341')]
      : []),
    ...(field.kind === 'code' ? [as('unknown-code', field, '不详')] : []),
    ...(field.kind === 'yuan' ? [as('no-sum', field, '12.345'), as('no-sum', field, '约500')] : []),
  ]);
  const chosen = choices[draw.between(0, choices.length - 1)];
  if (chosen === undefined) throw new RangeError('a feed without required fields');
  return chosen;
}

const as = (kind: Fault, { id }: FeedField, text: string): Broken => ({ kind, field: id, instead: { [id]: text } });
