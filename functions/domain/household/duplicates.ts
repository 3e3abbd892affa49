import { editDistance } from './edit-distance.ts';

/** A person as the register of cases knows them. */
export interface KnownPerson {
  readonly person: string;
  readonly household: string;
  readonly name: string;
  /** 18 digits. */
  readonly idNumber: string;
  readonly address: string;
}

export interface DuplicateCandidate {
  /** In the order of their ids, so that a pair is named in one way. */
  readonly persons: readonly [string, string];
  readonly households: readonly [string, string];
  /** Chinese, one for each thing that speaks for it. */
  readonly reasons: readonly string[];
}

/** Digits of an ID number that a slip changes: one wrong, or two that were exchanged. */
const MOST_DIGITS = 2;

/**
 * Who may stand in the register twice, for people to settle: nothing is joined by itself. Two numbers that differ by a slip and
 * names that are alike, or the same name, birth date and address. Twins have the same birth date and address and other names.
 */
export function duplicateCandidates(people: readonly KnownPerson[]): readonly DuplicateCandidate[] {
  const found = new Map<string, DuplicateCandidate>();
  for (const block of blocks(people)) {
    for (const [index, a] of block.entries()) {
      for (const b of block.slice(index + 1)) {
        const reasons = a.person === b.person ? [] : reasonsFor(a, b);
        if (reasons.length === 0) continue;
        const [first, second] = a.person < b.person ? [a, b] : [b, a];
        found.set(`${first.person} ${second.person}`, {
          persons: [first.person, second.person],
          households: [first.household, second.household],
          reasons,
        });
      }
    }
  }
  return [...found.values()].toSorted((a, b) => (a.persons.join() < b.persons.join() ? -1 : 1));
}

/** Only people who share something are compared: the name, or one half of the number. */
function blocks(people: readonly KnownPerson[]): readonly (readonly KnownPerson[])[] {
  const byKey = new Map<string, KnownPerson[]>();
  const once = [...new Map(people.map((one) => [one.person, one])).values()];
  for (const one of once) {
    const keys = [`n${plain(one.name)}`, `h${one.idNumber.slice(0, 9)}`, `t${one.idNumber.slice(9, 17)}`];
    for (const key of keys) byKey.set(key, [...(byKey.get(key) ?? []), one]);
  }
  return [...byKey.values()].filter(({ length }) => length > 1);
}

function reasonsFor(a: KnownPerson, b: KnownPerson): readonly string[] {
  // The last digit follows from the others.
  const digits = editDistance(a.idNumber.slice(0, 17), b.idNumber.slice(0, 17), MOST_DIGITS);
  const names = editDistance(plain(a.name), plain(b.name), 1);
  const isNear = digits <= MOST_DIGITS && digits > 0;
  const isBornThen = birthOf(a) === birthOf(b);
  const isThere = a.address !== '' && place(a.address) === place(b.address);
  const sameName = names === 0;
  if (!((isNear && names <= 1 && (sameName || isThere)) || (sameName && isBornThen && isThere))) return [];
  return [
    ...(isNear ? [`身份证号码相差${digits}位`] : []),
    sameName ? '姓名相同' : '姓名相差一字',
    ...(isBornThen ? ['出生日期相同'] : []),
    ...(isThere ? ['住址相同'] : []),
  ];
}

const birthOf = ({ idNumber }: KnownPerson): string => idNumber.slice(6, 14);
const plain = (name: string): string => name.replaceAll(/[\s·•.]/g, '');
const place = (address: string): string => address.replaceAll(/[\s,,。号()()-]/g, '');
