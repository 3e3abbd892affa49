import type { Feed } from '../../../../policy/feeds/schema.ts';
import { POPULATION } from './dataset.ts';
import type { Heading } from './heading.ts';

export interface RowCounts {
  /** Lines with anything in them below the heading. */
  readonly read: number;
  /** Rows of the dataset, damaged ones among them. */
  readonly kept: number;
  readonly damaged: number;
  readonly rejected: number;
  /** Said again with the same content: counted once. */
  readonly duplicates: number;
}

export const quarantineCodes = [
  'unreadable',
  'no-heading',
  'columns-missing',
  'columns-twice',
  'too-many-rejected',
  'population-shrunk',
  'mended-rows-alone',
] as const;

/** 隔离: why a delivery does not become a version. */
export interface QuarantineReason {
  readonly code: (typeof quarantineCodes)[number];
  /** Chinese. */
  readonly text: string;
}

/** Seen from the heading alone: the file has another shape than was agreed. */
export function shapeFaults(feed: Feed, heading: Heading | undefined): readonly QuarantineReason[] {
  if (heading === undefined || heading.columns.every((column) => column === undefined)) {
    const wanted = feed.fields.filter(({ required }) => required === true).map(({ title }) => title);
    return [{ code: 'no-heading', text: `没有找到标题行,前几行应有一行写明:${wanted.join('、')}` }];
  }
  const { missing, twice } = heading;
  return [
    ...(missing.length === 0 ? [] : [{ code: 'columns-missing' as const, text: `缺少必需的列:${missing.join('、')}` }]),
    ...(twice.length === 0 ? [] : [{ code: 'columns-twice' as const, text: `同一内容有多列:${twice.join('、')}` }]),
  ];
}

export interface RowLimits {
  /** Of all rows; more than this and the file as a whole is not what was meant. */
  readonly mostRejectedPercent: number;
  /** Of the version before; the population does not shrink faster, a truncated file does. */
  readonly leastOfLastPercent: number;
}

/** Seen when all rows were read. */
export function rowFaults(
  feed: Feed,
  { isSentBack }: Pick<Heading, 'isSentBack'>,
  { read, kept, rejected }: RowCounts,
  last: { readonly rows: number } | undefined,
  { mostRejectedPercent, leastOfLastPercent }: RowLimits,
): readonly QuarantineReason[] {
  const found: QuarantineReason[] = [];
  if (rejected * 100 > read * mostRejectedPercent) {
    found.push({
      code: 'too-many-rejected',
      text: `${read}行中有${rejected}行不合格,超过${mostRejectedPercent}%`,
    });
  }
  if (feed.id === POPULATION && kept * 100 < (last?.rows ?? 1) * leastOfLastPercent) {
    found.push({
      code: 'population-shrunk',
      text:
        last === undefined
          ? '没有一行数据'
          : `只有${kept}行,不到上一期${last.rows}行的${leastOfLastPercent}%,文件可能不完整`,
    });
  }
  if (isSentBack && last !== undefined && kept * 2 < last.rows) {
    found.push({
      code: 'mended-rows-alone',
      text: `是退回修改的文件,只有${kept}行:请将修改后的行并入完整的文件再导入,以免取代上一期的${last.rows}行`,
    });
  }
  return found;
}
