import { cityHouse, importCity } from '../../tests/support/city-lake.ts';
import { readTruth } from '../../tests/support/city-files.ts';
import { answer, told } from './worker.ts';

/** All feeds of the city into an empty lake, each as the command line takes it in. */
const { city, lake } = told();
const truth = readTruth(city);
const house = cityHouse(lake, truth.on);
const begun = performance.now();
const counts = await importCity(house, city, truth);
const seconds = (performance.now() - begun) / 1000;
const wrong = [...counts].filter(([feed, { read, damaged }]) => {
  const known = truth.damaged.filter((row) => row.feed === feed).length;
  return read !== truth.files[feed]?.rows || damaged !== known;
});
if (wrong.length > 0) throw new Error('other rows than the city has', { cause: wrong });
const rows = [...counts.values()].reduce((sum, { read }) => sum + read, 0);
answer({ seconds, rows });
