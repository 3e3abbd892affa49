import { isDeepStrictEqual } from 'node:util';
import { byIndicator, cityHouse, plantedKeys, scanCity } from '../../tests/support/city-lake.ts';
import { readTruth } from '../../tests/support/city-files.ts';
import { answer, MEMORY_MB, told } from './worker.ts';

/** One scan of the whole population: guard, pseudonyms of the run, all indicators, the pass by likeness, hits with their facts. */
const { city, lake, isCheck, temporary } = told();
const truth = readTruth(city);
const house = cityHouse(lake, truth.on);
const begun = performance.now();
const { report, hits } = await scanCity(house, truth, { temporary, memoryMb: MEMORY_MB });
const seconds = (performance.now() - begun) / 1000;
if (isCheck && !isDeepStrictEqual(byIndicator(hits), plantedKeys(house, truth))) {
  const wrong = report.indicators.filter(
    ({ indicator }) => !isDeepStrictEqual(byIndicator(hits)[indicator], plantedKeys(house, truth)[indicator]),
  );
  throw new Error(`other hits than were planted: ${wrong.map(({ indicator }) => indicator).join(', ')}`);
}
answer({ seconds, alerts: hits.length, damaged: report.damaged, matched: report.matched });
