import type { Feed } from '../../../../policy/feeds/schema.ts';
import { parseIdNumber } from '../../values/id-number.ts';
import type { IdNumber } from '../../values/id-number.ts';
import { IDENTITY_AT, POPULATION, restingFields } from './dataset.ts';
import type { FieldValue } from './parse-field.ts';
import { idPartsOf } from './parse-person.ts';
import type { ParsedRow } from './parse-row.ts';

/** Keyed pseudonyms: equal inputs meet, and nothing is learnt without the key. */
export interface Pseudonyms {
  /** The match key. */
  person(number: IdNumber): string;
  name(name: string): string;
  household(number: string): string;
  /** Of one part of an ID number, or of a damaged number as a whole. */
  part(which: 'area' | 'serial' | 'damaged', digits: string): string;
}

/** A row as it is written, but for the sealed identity that goes to `IDENTITY_AT`. */
export interface RestingRow {
  readonly rowId: string;
  /** In the order of `datasetColumns`. */
  readonly values: FieldValue[];
  /** To be sealed; undefined where nothing of it is kept. */
  readonly identity: RestingIdentity | undefined;
}

export interface RestingIdentity {
  readonly name: string;
  readonly idNumber: string;
  readonly address?: string;
  readonly phone?: string;
}

/** How rows of this feed come to rest: no ID number and no name in plain, wherever in the row it stood. */
export function resting(feed: Feed, pseudonyms: Pseudonyms): (row: ParsedRow) => RestingRow {
  const fields = restingFields(feed);
  const keyFields = feed.key.map((id) => feed.fields.findIndex((field) => field.id === id));
  const isPopulation = feed.id === POPULATION;
  const sealed = (id: string) => feed.fields.findIndex((field) => field.id === id && field.kind === 'sealed');
  const [addressAt, phoneAt] = [sealed('address'), sealed('phone')];

  const resting = (at: number, { values, person }: ParsedRow): FieldValue => {
    const value = values[at] ?? null;
    if (typeof value !== 'string') return value;
    switch (feed.fields[at]?.kind) {
      case 'id-number':
        return numberAtRest(value, person);
      case 'name':
        return pseudonyms.name(value);
      case 'household':
        return pseudonyms.household(value);
      case 'text':
        return withoutNumbers(value, (number) => pseudonyms.person(number));
      case 'code':
      case 'area':
      case 'date':
      case 'yuan':
      case 'integer':
        return value;
      case 'sealed':
      case undefined:
        return null;
    }
  };
  const numberAtRest = (value: string, person: ParsedRow['person']): string => {
    if (person.kind === 'damaged' && person.raw === value) return pseudonyms.part('damaged', value);
    const parsed = parseIdNumber(value);
    return parsed.kind === 'id-number' ? pseudonyms.person(parsed.value.number) : pseudonyms.part('damaged', value);
  };

  return (row) => {
    const { person, name, values } = row;
    const rowId = keyFields.map((at) => escaped(resting(at, row))).join('|');
    const isDamaged = person.kind === 'damaged';
    const number = isDamaged ? person.raw : person.number;
    const keepsParts = isPopulation || isDamaged;
    const parts = keepsParts ? idPartsOf(number) : undefined;
    const common: FieldValue[] = [
      rowId,
      isDamaged ? null : pseudonyms.person(person.number),
      name === '' ? null : pseudonyms.name(name),
      parts === undefined ? null : pseudonyms.part('area', parts.area),
      parts?.birth ?? null,
      parts === undefined ? null : pseudonyms.part('serial', parts.serial),
      null,
    ];
    if (isPopulation) common.push(isDamaged ? null : person.birthDate, isDamaged ? null : person.sex);
    const own = fields.map(({ at }) => resting(at, row));
    const address = values[addressAt];
    const phone = values[phoneAt];
    const identity = {
      name,
      idNumber: number,
      ...(typeof address === 'string' ? { address } : {}),
      ...(typeof phone === 'string' ? { phone } : {}),
    };
    return { rowId, values: [...common, ...own], identity: keepsParts ? identity : undefined };
  };
}

export const withIdentity = ({ values }: RestingRow, sealed: string): readonly FieldValue[] =>
  values.with(IDENTITY_AT, sealed);

/** So that no two keys run into one. */
const escaped = (value: FieldValue): string => String(value ?? '').replaceAll(/[\\|]/g, String.raw`\$&`);

/**
 * Free text in which somebody's number stands is kept with the person's pseudonym in its place: the number of a disability
 * card is its holder's ID number and two digits more.
 */
export function withoutNumbers(text: string, pseudonym: Pseudonyms['person']): string {
  if (!/\d{17}/.test(text)) return text;
  for (let at = 0; at + 18 <= text.length; at += 1) {
    const parsed = parseIdNumber(text.slice(at, at + 18));
    if (parsed.kind === 'id-number' && !/\s/.test(text.slice(at, at + 18))) {
      const rest = withoutNumbers(text.slice(at + 18), pseudonym);
      return `${text.slice(0, at)}${pseudonym(parsed.value.number)}${rest}`;
    }
  }
  return text;
}
