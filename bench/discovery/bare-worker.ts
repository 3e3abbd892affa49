import { isDeepStrictEqual } from 'node:util';
import { DuckDBInstance } from '@duckdb/node-api';
import { cityHouse, cityInputs, plantedKeys } from '../../tests/support/city-lake.ts';
import { readTruth } from '../../tests/support/city-files.ts';
import { conditions, preparation } from './bare-joins.ts';
import { answer, MEMORY_MB, told } from './worker.ts';

/** The same conditions by somebody at the prompt: no pseudonyms of the run, no guard, no facts, damaged rows left out. */
const { city, lake, isCheck, temporary } = told();
const truth = readTruth(city);
const house = cityHouse(lake, truth.on);
const begun = performance.now();
const database = await DuckDBInstance.create(':memory:', {
  threads: '2',
  memory_limit: `${MEMORY_MB}MB`,
  temp_directory: temporary,
  preserve_insertion_order: 'false',
});
const connection = await database.connect();
for (const [feed, { files }] of await cityInputs(house)) {
  const list = files.map((file) => `'${file}'`).join(', ');
  await connection.run(
    `create view ${feed.replaceAll('-', '_')} as select * from read_parquet([${list}]) where person is not null`,
  );
}
for (const statement of preparation(truth.on)) await connection.run(statement);
const found: Record<string, readonly string[]> = {};
for (const [indicator, sql] of Object.entries(conditions(truth.on))) {
  const rows = await connection.runAndReadAll(sql);
  found[indicator] = rows.getRows().map(([person]) => String(person));
}
const seconds = (performance.now() - begun) / 1000;
database.closeSync();
if (isCheck) {
  const planted = plantedKeys(house, truth);
  const wrong = Object.keys(planted).filter((id) => !isDeepStrictEqual(found[id]?.toSorted(), planted[id]?.hits));
  if (wrong.length > 0) throw new Error(`the bare joins find other people: ${wrong.join(', ')}`);
}
answer({ seconds });
