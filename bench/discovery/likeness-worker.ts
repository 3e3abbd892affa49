import { DuckDBInstance } from '@duckdb/node-api';
import { proposedRows } from '../../functions/adapters/duckdb/scan-likeness.ts';
import type { WorkingFeed } from '../../functions/adapters/duckdb/scan-tables.ts';
import { matchKey } from '../../functions/domain/monitoring/match-key.ts';
import { personId } from '../../functions/domain/values/ids.ts';
import { dongyingFeeds } from '../../policy/feeds/dongying.ts';
import { readTruth } from '../../tests/support/city-files.ts';
import { cityHouse, cityInputs } from '../../tests/support/city-lake.ts';
import { answer, MEMORY_MB, told } from './worker.ts';

/**
 * Row by row: whom the pass by likeness proposes for a damaged row, against whose it is. Damaged rows stand in a dataset in the
 * order of the file, so that the n-th of the one is the n-th of the other.
 */
const { city, lake } = told();
const truth = readTruth(city);
const house = cityHouse(lake, truth.on);
const inputs = await cityInputs(house);
const feeds = dongyingFeeds.flatMap((feed): WorkingFeed[] => {
  const input = inputs.get(feed.id);
  return input === undefined ? [] : [{ feed, input, columns: new Set() }];
});
const instance = await DuckDBInstance.create(':memory:', { memory_limit: `${MEMORY_MB}MB`, threads: '2' });
const connection = await instance.connect();
const begun = performance.now();
const rows = await proposedRows(connection, feeds);
const seconds = (performance.now() - begun) / 1000;
let proposed = 0;
let right = 0;
let damaged = 0;
for (const { id } of dongyingFeeds) {
  if (id === 'residents') continue;
  const known = truth.damaged.filter(({ feed }) => feed === id).toSorted((a, b) => a.line - b.line);
  const found = rows.filter(({ feed }) => feed === id);
  if (found.length !== known.length) throw new Error(`${id}: ${found.length} damaged rows, ${known.length} made`);
  damaged += known.length;
  for (const [index, { person }] of found.entries()) {
    if (person === null) continue;
    proposed += 1;
    const whose = known[index]?.idNumber ?? '';
    if (person === matchKey(personId(house.vault.blindIndex('person', whose)))) right += 1;
  }
}
answer({ seconds, damaged, proposed, right, precision: right / proposed, recall: right / damaged });
