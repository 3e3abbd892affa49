import type { CivilDate } from '../../values/civil-date.ts';
import { parseIdNumber } from '../../values/id-number.ts';
import type { IdNumber } from '../../values/id-number.ts';
import { textOf } from './cell.ts';
import type { Cell } from './cell.ts';

/** Whom a row is about, as far as its ID number tells. */
export type FeedPerson =
  | {
      readonly kind: 'known';
      readonly number: IdNumber;
      readonly birthDate: CivilDate;
      readonly sex: 'male' | 'female';
    }
  /** Not valid, yet enough of it is there to look for the person by its parts and the name. */
  | { readonly kind: 'damaged'; readonly raw: string; readonly reason: string }
  | { readonly kind: 'unreadable'; readonly reason: string };

/** Fewer digits than this say too little of anybody. */
const LEAST_DIGITS = 12;
const MOST_CHARACTERS = 24;
const FLOAT = /^\d(?:\.\d+)?E\+?\d+$/;

const SPOILT = '号码被电子表格存成了数字,末几位已经丢失:请将该列设为文本,从原系统重新导出';

export function parseFeedPerson(cell: Cell): FeedPerson {
  const text = textOf(cell)
    .normalize('NFKC')
    .replaceAll(/[\s'’]/g, '')
    .toUpperCase();
  const isSpoilt = FLOAT.test(text) || (typeof cell !== 'string' && cell.kind === 'number' && !/^\d{1,15}$/.test(text));
  if (isSpoilt) return { kind: 'unreadable', reason: SPOILT };
  const parsed = parseIdNumber(text);
  if (parsed.kind === 'id-number') return { kind: 'known', ...parsed.value };
  const digits = text.replaceAll(/\D/g, '').length;
  return digits >= LEAST_DIGITS && text.length <= MOST_CHARACTERS
    ? { kind: 'damaged', raw: text, reason: parsed.text }
    : { kind: 'unreadable', reason: parsed.text };
}

export interface IdParts {
  readonly area: string;
  /** Eight digits; undefined where they are none. */
  readonly birth: string | undefined;
  readonly serial: string;
}

/**
 * The three parts of a number by which a damaged one may still meet the right one: six digits of the area, eight of the
 * birth, three of the sequence. Area and birth are counted from the front, the sequence from the back, so that a digit too
 * many or too few spoils as few of them as it can.
 */
export function idPartsOf(number: string): IdParts {
  const full = number.length === 15 ? `${number.slice(0, 6)}19${number.slice(6)}-` : number;
  const birth = full.slice(6, 14);
  return { area: full.slice(0, 6), birth: /^\d{8}$/.test(birth) ? birth : undefined, serial: full.slice(-4, -1) };
}
