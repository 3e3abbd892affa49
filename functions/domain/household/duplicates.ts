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

/**
 * Who may stand in the register twice, for people to settle: nothing is joined by itself. The same name or one that differs in a
 * character, the same birth date or one that differs by a slip, the same address. The numbers say nothing: both are sound, or
 * they would not be here. Twins and namesakes under one roof may be among them.
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

/** Only people of one address are compared. */
function blocks(people: readonly KnownPerson[]): readonly (readonly KnownPerson[])[] {
  const once = [...new Map(people.map((one) => [one.person, one])).values()];
  const there = Map.groupBy(once, ({ address }) => place(address));
  return [...there].flatMap(([address, block]) => (address === '' || block.length < 2 ? [] : [block]));
}

function reasonsFor(a: KnownPerson, b: KnownPerson): readonly string[] {
  const names = editDistance(plain(a.name), plain(b.name), 1);
  const births = editDistance(birthOf(a), birthOf(b), 1);
  if (names > 1 || births > 1) return [];
  return [names === 0 ? '姓名相同' : '姓名相差一字', births === 0 ? '出生日期相同' : '出生日期相差一位', '住址相同'];
}

const birthOf = ({ idNumber }: KnownPerson): string => idNumber.slice(6, 14);
const plain = (name: string): string => name.replaceAll(/[\s·•.]/g, '');
const place = (address: string): string => address.replaceAll(/[\s,,。号()()-]/g, '');
