import type { FeedField } from '../../../../policy/feeds/schema.ts';
import { areaCodeSchema } from '../../values/area-code.ts';
import type { AreaCode } from '../../values/area-code.ts';
import { addDays } from '../../values/civil-date.ts';
import type { CivilDate } from '../../values/civil-date.ts';
import { isBlank, plainText, textOf, unsound } from './cell.ts';
import type { Cell } from './cell.ts';
import { parseFeedDate } from './parse-date.ts';
import { parseFeedYuan } from './parse-yuan.ts';

/** Text, code, area and day as text; sums in fen and whole numbers as numbers; null: nothing stood there. */
export type FieldValue = string | number | null;

export type FieldResult =
  | { readonly kind: 'value'; readonly value: FieldValue }
  | { readonly kind: 'fault'; readonly reason: string };

export interface ParseContext {
  /** The day that the data speak of. */
  readonly dt: CivilDate;
  readonly isKnownArea: (area: AreaCode) => boolean;
}

const value = (of: FieldValue): FieldResult => ({ kind: 'value', value: of });
const fault = (reason: string): FieldResult => ({ kind: 'fault', reason });

const NOTHING = value(null);
const MOST_CHARACTERS = { name: 60, household: 60, text: 200, sealed: 300 } as const;
/** What databases and people write where nothing is known. */
const EMPTY_MARK = /^(?:null|\\N|-{1,2}|—{1,2}|\/)$/i;

/** Every kind but `id-number`, which needs its whole row (`parse-row.ts`). */
export function parseField(field: FeedField, cell: Cell | undefined, context: ParseContext): FieldResult {
  if (cell === undefined || isBlank(cell) || (field.kind !== 'text' && EMPTY_MARK.test(textOf(cell)))) {
    return field.required === true ? fault('不能为空') : NOTHING;
  }
  const broken = unsound(textOf(cell));
  if (broken !== undefined) return fault(broken);
  switch (field.kind) {
    case 'name':
    case 'household':
    case 'text':
    case 'sealed':
      return wordsOf(cell, MOST_CHARACTERS[field.kind]);
    case 'code':
      return codeOf(field, cell);
    case 'area':
      return areaOf(cell, context);
    case 'date':
      return dateOf(field, cell, context);
    case 'yuan': {
      const fen = parseFeedYuan(cell);
      return fen === undefined ? fault(`“${clip(cell)}”不是金额,应为元,最多两位小数`) : value(fen);
    }
    case 'integer':
      return integerOf(cell);
    case 'id-number':
      return wordsOf(cell, MOST_CHARACTERS.text);
  }
}

/** Enough of it to be found again in the file; never a whole ID number that slipped into another column. */
const clip = (cell: Cell): string => {
  const text = textOf(cell).replaceAll(/(\d{6})\d{8,}[\dXx]?/g, '$1…');
  return text.length > 20 ? `${text.slice(0, 20)}…` : text;
};

function wordsOf(cell: Cell, most: number): FieldResult {
  const text = textOf(cell);
  if (typeof cell !== 'string' && cell.kind === 'number' && !/^-?\d{1,15}(\.\d+)?$/.test(text)) {
    return fault('编号被电子表格存成了数字,末几位已经丢失:请将该列设为文本,从原系统重新导出');
  }
  return text.length > most ? fault(`内容过长,最多${most}个字`) : value(text);
}

function codeOf({ codes = {} }: FeedField, cell: Cell): FieldResult {
  const text = plainText(cell);
  const code = Object.hasOwn(codes, text) ? codes[text] : undefined;
  return code === undefined ? fault(`“${clip(cell)}”不在代码表内,应为:${Object.keys(codes).join('、')}`) : value(code);
}

/** County or township; longer codes of the statistics (12 digits) are cut to it. */
function areaOf(cell: Cell, { isKnownArea }: ParseContext): FieldResult {
  const text = plainText(cell);
  const nine = /^\d{12}$/.test(text) ? text.slice(0, 9) : text;
  const shortest = /^\d{6}000$/.test(nine) ? nine.slice(0, 6) : nine;
  const area = areaCodeSchema.safeParse(shortest);
  if (!area.success || shortest.length < 6) return fault(`“${clip(cell)}”不是区划代码,应为6位(县)或者9位(乡镇)数字`);
  return isKnownArea(area.data) ? value(area.data) : fault(`区划代码${shortest}不在本市行政区划之内`);
}

function dateOf(field: FeedField, cell: Cell, { dt }: ParseContext): FieldResult {
  const date = parseFeedDate(cell, field.id.endsWith('_month'));
  if (date === undefined)
    return fault(`“${clip(cell)}”不是日期,应写作2026-11-03、2026/11/3、20261103或者2026年11月3日`);
  // A day of grace: exports at midnight carry the next day.
  if (field.mayBeAhead !== true && date > addDays(dt, 1)) return fault(`${date}晚于数据日期${dt}`);
  return value(date);
}

const MOST_INTEGER = 2_147_483_647;

function integerOf(cell: Cell): FieldResult {
  const text = plainText(cell).replaceAll(',', '');
  const number = Number(text);
  return /^-?\d{1,10}$/.test(text) && Math.abs(number) <= MOST_INTEGER
    ? value(number)
    : fault(`“${clip(cell)}”不是整数`);
}
