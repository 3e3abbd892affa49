import * as z from 'zod';
import { type CivilDate, parseCivilDate } from './civil-date.ts';

/** Resident ID number, 18 characters, checksum verified (GB 11643-1999). Sensitive: never in a log, a key or a payload. */
export type IdNumber = string & z.core.$brand<'IdNumber'>;

export type IdNumberRefusal = 'length' | 'characters' | 'checksum' | 'area' | 'birth-date' | 'sequence';

export interface IdNumberParts {
  readonly number: IdNumber;
  readonly birthDate: CivilDate;
  readonly sex: 'male' | 'female';
}

export type IdNumberResult =
  | { readonly kind: 'id-number'; readonly value: IdNumberParts }
  | { readonly kind: 'refused'; readonly reason: IdNumberRefusal; readonly text: string };

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const CHECK = '10X98765432';

const TEXTS: Readonly<Record<IdNumberRefusal, string>> = {
  length: '身份证号码应为18位(或旧式15位)',
  characters: '身份证号码只能由数字组成,第18位可以是X',
  checksum: '身份证号码校验位不符,请核对是否录入有误',
  area: '身份证号码前两位不是有效的地区代码',
  'birth-date': '身份证号码中的出生日期不存在',
  sequence: '身份证号码顺序码不能为000',
};

/** Provinces of GB/T 2260; 99 is used by nobody, so invented people carry 999xxx. */
const PROVINCES = new Set(
  '11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 71 81 82 83 99'.split(
    ' ',
  ),
);

/** The check character of the first 17 digits. */
export function checkCharacter(first17: string): string {
  let sum = 0;
  for (const [index, weight] of WEIGHTS.entries()) sum += Number(first17[index]) * weight;
  return CHECK.charAt(sum % 11);
}

/** Accepts a lower-case x, surrounding blanks and the 15-digit form (born in the 1900s), and gives back 18 characters. */
export function parseIdNumber(text: string): IdNumberResult {
  const typed = text.trim().toUpperCase();
  if (typed.length !== 18 && typed.length !== 15) return refuse('length');
  if (!(typed.length === 15 ? /^\d{15}$/ : /^\d{17}[\dX]$/).test(typed)) return refuse('characters');
  const first17 = typed.length === 18 ? typed.slice(0, 17) : `${typed.slice(0, 6)}19${typed.slice(6)}`;
  const number = first17 + checkCharacter(first17);
  if (!PROVINCES.has(number.slice(0, 2))) return refuse('area');
  const birthDate = parseCivilDate(`${number.slice(6, 10)}-${number.slice(10, 12)}-${number.slice(12, 14)}`);
  if (birthDate === undefined) return refuse('birth-date');
  if (number.slice(14, 17) === '000') return refuse('sequence');
  if (!isChecked(number, typed)) return refuse('checksum');
  return { kind: 'id-number', value: { number, birthDate, sex: Number(number[16]) % 2 === 1 ? 'male' : 'female' } };
}

function isChecked(number: string, typed: string): number is IdNumber {
  return typed.length === 15 || typed === number;
}

function refuse(reason: IdNumberRefusal): IdNumberResult {
  return { kind: 'refused', reason, text: TEXTS[reason] };
}

/** For borders: text in, the normalised number out. */
export const idNumberSchema = z.string().transform((text, context): IdNumber => {
  const result = parseIdNumber(text);
  if (result.kind === 'id-number') return result.value.number;
  context.addIssue({ code: 'custom', message: result.text, params: { reason: result.reason } });
  return z.NEVER;
});
