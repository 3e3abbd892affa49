import { DuckDBInstance } from '@duckdb/node-api';
import { createVault } from '../../functions/adapters/crypto/vault.ts';
import { openParquetWriter } from '../../functions/adapters/duckdb/parquet-writer.ts';
import { fileFeedStates } from '../../functions/adapters/lake/file-feed-states.ts';
import { fileLake } from '../../functions/adapters/lake/file-lake.ts';
import { fileLakeWriter } from '../../functions/adapters/lake/file-lake-writer.ts';
import { createPolicy } from '../../functions/adapters/policy/policy-pack.ts';
import { openTable } from '../../functions/adapters/tabular/open-table.ts';
import type { Manifest } from '../../functions/ports/lake.ts';
import { importFeed } from '../../functions/usecases/feed/import-feed.ts';
import type { ImportFeedInput } from '../../functions/usecases/feed/import-feed.ts';
import type { FeedParts } from '../../functions/usecases/feed/parts.ts';
import { fictitiousIdNumber } from '../../local/demo/people.ts';
import { sealedInMemory } from '../../local/simulation/memory-keys.ts';
import { dongyingFeeds } from '../../policy/feeds/dongying.ts';

export const feedOf = (id: string) => {
  const found = dongyingFeeds.find((feed) => feed.id === id);
  if (found === undefined) throw new Error(`no feed ${id}`);
  return found;
};

const policy = createPolicy();

/** Everything that imports need, over one folder; a second one on the same folder is the same house after a restart. */
export function feedHouse(folder: string, now = Date.parse('2026-11-03T09:00:00+08:00')): FeedParts {
  const time = { now: () => now };
  return {
    feeds: dongyingFeeds,
    lake: fileLake(folder),
    writer: fileLakeWriter(folder, openParquetWriter),
    states: fileFeedStates(folder),
    vault: createVault({ ...sealedInMemory(1), time }),
    policy,
    time,
  };
}

export async function importText(
  house: FeedParts,
  id: string,
  content: string | Uint8Array,
  more: Partial<ImportFeedInput> = {},
) {
  const table = await openTable({ kind: 'bytes', bytes: Buffer.from(content) });
  return importFeed(house, { feed: feedOf(id), table, by: 'system:test', ...more });
}

/** All rows of a version, in the order of their ids. */
export async function rowsAtRest(house: FeedParts, version: Manifest): Promise<readonly Record<string, unknown>[]> {
  const files = await house.lake.files(version);
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  const list = files.map((file) => `'${file}'`).join(', ');
  const reader = await connection.runAndReadAll(
    `select * from read_parquet([${list}], hive_partitioning = false) order by row_id`,
  );
  const rows = reader.getRowObjectsJson();
  connection.closeSync();
  instance.closeSync();
  return rows;
}

/** Invented people: the same number gives the same person. */
export const invented = (sequence: number) => ({
  number: fictitiousIdNumber(`19${50 + (sequence % 50)}-03-0${1 + (sequence % 9)}`, sequence),
  name: `演示${String.fromCodePoint(0x4e00 + (sequence % 5_000))}`,
});

export const csvOf = (rows: readonly (readonly string[])[]): string => rows.map((row) => `${row.join(',')}\n`).join('');

export const residentTitles = [
  '公民身份号码',
  '姓名',
  '户号',
  '现住地区划代码',
  '城乡属性',
  '村(社区)',
  '住址',
  '联系电话',
];
export const residentRow = (sequence: number): readonly string[] => {
  const { number, name } = invented(sequence);
  return [
    number,
    name,
    `H${Math.floor(sequence / 3)}`,
    '370502100',
    '城镇',
    '社区',
    `东二路${sequence}号`,
    '13800000000',
  ];
};
export const residents = (count: number, from = 0): string =>
  csvOf([residentTitles, ...Array.from({ length: count }, (_none, index) => residentRow(from + index))]);

export const jobless = ['公民身份号码', '姓名', '登记日期', '注销日期'];
