/** The functions that AWS adds to JSONata: $partition, $range, $hash, $random(seed), $uuid, $parse; and $eval, which it takes away. */
import { parseJson, type Json } from '../json.ts';
import type { HashAlgorithm, Random } from '../ports.ts';

/** AWS: an array made by a function has at most 1,000 items. */
const MAX_ITEMS = 1_000;

export class FunctionError extends Error {
  readonly code: string;
  constructor(code: string, message: string) {
    super(message);
    this.name = 'FunctionError';
    this.code = code;
  }
}

export function partition(items: readonly Json[] | undefined, size: number): Json[][] | undefined {
  if (items === undefined) return undefined;
  const step = Math.trunc(size);
  if (!(step > 0))
    throw new FunctionError('D3030', `The size given to $partition must be a positive integer, but was ${size}`);
  const parts: Json[][] = [];
  for (let i = 0; i < items.length; i += step) parts.push(items.slice(i, i + step));
  return parts;
}

/** Both ends belong to the range. */
export function range(first: number, last: number, step: number): number[] {
  const [from, to, by] = [Math.trunc(first), Math.trunc(last), Math.trunc(step)];
  if (by === 0) throw new FunctionError('D3030', 'The step given to $range must not be 0');
  const count = Math.max(0, Math.floor((to - from) / by) + 1);
  if (count > MAX_ITEMS)
    throw new FunctionError('D3030', `$range makes at most ${MAX_ITEMS} items, asked were ${count}`);
  return Array.from({ length: count }, (_, i) => from + i * by);
}

const ALGORITHMS: ReadonlyMap<string, HashAlgorithm> = new Map([
  ['MD5', 'MD5'],
  ['SHA-1', 'SHA-1'],
  ['SHA-256', 'SHA-256'],
  ['SHA-384', 'SHA-384'],
  ['SHA-512', 'SHA-512'],
]);

export function hashAlgorithm(name: string): HashAlgorithm {
  const algorithm = ALGORITHMS.get(name);
  if (algorithm === undefined) {
    throw new FunctionError(
      'D3030',
      `Unknown hash algorithm '${name}'; allowed are ${[...ALGORITHMS.keys()].join(', ')}`,
    );
  }
  return algorithm;
}

/** Version 4, out of 16 random bytes. */
export function uuid(random: Random): string {
  const hex = random.hex(16);
  const variant = '89ab'[Number.parseInt(hex[16] ?? '0', 16) & 3] ?? '8';
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20)}`;
}

/** The same seed gives the same number: SplitMix64's finalizer over the seed, 53 bits of it. */
export function seededRandom(seed: number): number {
  let z = (BigInt.asUintN(64, BigInt(Math.trunc(seed))) + 0x9e3779b97f4a7c15n) & 0xffffffffffffffffn;
  z = ((z ^ (z >> 30n)) * 0xbf58476d1ce4e5b9n) & 0xffffffffffffffffn;
  z = ((z ^ (z >> 27n)) * 0x94d049bb133111ebn) & 0xffffffffffffffffn;
  return Number((z ^ (z >> 31n)) >> 11n) / 2 ** 53;
}

export function parse(text: string | undefined): Json | undefined {
  if (text === undefined) return undefined;
  try {
    return parseJson(text);
  } catch {
    throw new FunctionError('D3030', `$parse was given text that is not JSON`);
  }
}
