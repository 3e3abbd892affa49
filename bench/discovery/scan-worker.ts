import { isDeepStrictEqual } from 'node:util';
import { byIndicator, cityHouse, plantedKeys, scanCity } from '../../tests/support/city-lake.ts';
import { readTruth } from '../../tests/support/city-files.ts';
import { answer, MEMORY_MB, told } from './worker.ts';

/**
 * One scan of the whole population: guard, pseudonyms of the run, all indicators, the pass by likeness, hits with their facts.
 * It must hit exactly whom the city planted, and propose everybody whom a damaged row hides. Of rows whose person has left the
 * population it may propose a few wrong ones, for people to settle: those are counted.
 */
const { city, lake, isCheck, temporary } = told();
const truth = readTruth(city);
const house = cityHouse(lake, truth.on);
const begun = performance.now();
const { report, hits } = await scanCity(house, truth, { temporary, memoryMb: MEMORY_MB });
const seconds = (performance.now() - begun) / 1000;
let wrongProposals = 0;
if (isCheck) {
  const found = byIndicator(hits);
  const wrong = Object.entries(plantedKeys(house, truth)).filter(([id, planted]) => {
    const proposed = new Set(found[id]?.proposed);
    wrongProposals += proposed.size - planted.proposed.length;
    return (
      !isDeepStrictEqual(found[id]?.hits, planted.hits) || planted.proposed.some((person) => !proposed.has(person))
    );
  });
  if (wrong.length > 0) throw new Error(`other hits than were planted: ${wrong.map(([id]) => id).join(', ')}`);
}
answer({ seconds, alerts: hits.length, damaged: report.damaged, matched: report.matched, wrongProposals });
