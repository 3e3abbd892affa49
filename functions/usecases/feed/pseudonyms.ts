import type { Pseudonyms } from '../../domain/monitoring/feed/at-rest.ts';
import { matchKey } from '../../domain/monitoring/match-key.ts';
import { personId } from '../../domain/values/ids.ts';
import { nameToFind } from '../../domain/values/name.ts';
import type { Vault } from '../../ports/vault.ts';

/** 66 bits: names, households and parts only narrow down, and are looked at again before anybody acts. */
const KEPT = 11;

const head = (blind: string): string => {
  const [version = '', hash = ''] = blind.split(':');
  return `${version}:${hash.slice(0, KEPT)}`;
};

/** The same normalisation and keys as cases have, so that a row and a case of one person meet. */
export function pseudonymsOf(vault: Vault): Pseudonyms {
  // A household's rows follow one another, and a county has one area code for a hundred thousand people.
  const households = remembered((number) => head(vault.blindIndex('household', number)));
  const parts = remembered((text) => head(vault.blindIndex('id-part', text)));
  return {
    person: (number) => matchKey(personId(vault.blindIndex('person', number))),
    name: (name) => head(vault.blindIndex('name', nameToFind(name))),
    household: (number) => households(number.normalize('NFKC').replaceAll(/\s/g, '').toUpperCase()),
    part: (which, digits) => parts(`${which}:${digits}`),
  };
}

const MOST = 4_096;

function remembered(make: (text: string) => string): (text: string) => string {
  const known = new Map<string, string>();
  return (text) => {
    const found = known.get(text);
    if (found !== undefined) return found;
    if (known.size >= MOST) known.clear();
    const made = make(text);
    known.set(text, made);
    return made;
  };
}
