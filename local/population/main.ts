import { existsSync, statSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { parseCivilDate } from '../../functions/domain/values/civil-date.ts';
import type { CivilDate } from '../../functions/domain/values/civil-date.ts';
import { terminalProgress } from '../simulation/progress.ts';
import { LEAST_PERSONS, writeCity } from './city.ts';
import { Misused, whole } from '../command-line.ts';

const MOST_PERSONS = 20_000_000;

const help = `Invents a city and writes what its departments would deliver: one CSV for each feed of the register, and truth.json,
which says who was planted as a case of which indicator, which rows are damaged, and which must be rejected.

  npm run population -- --out DIR [--persons N] [--seed N] [--on YYYY-MM-DD] [--sequence N]

  --out DIR     folder for the files; files of an earlier city in it are written anew
  --persons N   ${LEAST_PERSONS} to ${MOST_PERSONS} (default 20000)
  --seed N      the same arguments give the same files, byte for byte (default 7)
  --on DAY      the day that the data speak of (default 2026-11-01)
  --sequence N  people and households of their own, for a town that knows another city already (default 0)

Everybody in it is invented: ID numbers begin with 999, an area code that is assigned to no place. Progress goes to stderr.
`;

function day(text: string): CivilDate {
  const date = parseCivilDate(text);
  if (date !== undefined && date >= '2010-01-01' && date < '2100-01-01') return date;
  throw new Misused(`--on ${text} is no day from 2010 to 2099; give one as 2026-11-01.`);
}

function folder(text: string | undefined): string {
  if (text === undefined || text === '') throw new Misused('--out DIR is missing. Try --help.');
  if (existsSync(text) && !statSync(text).isDirectory()) throw new Misused(`--out ${text} is a file, not a folder.`);
  return text;
}

function options() {
  try {
    return parseArgs({
      options: {
        out: { type: 'string' },
        persons: { type: 'string', default: '20000' },
        seed: { type: 'string', default: '7' },
        on: { type: 'string', default: '2026-11-01' },
        sequence: { type: 'string', default: '0' },
        help: { type: 'boolean', short: 'h', default: false },
      },
    }).values;
  } catch (error) {
    // Node's advice takes several lines.
    const [said] = String(error instanceof Error ? error.message : error).split('\n', 1);
    throw new Misused(`${said} Try --help.`);
  }
}

function main(): void {
  const given = options();
  if (given.help) {
    process.stdout.write(help);
    return;
  }
  const asked = {
    folder: folder(given.out),
    persons: whole('persons', given.persons, LEAST_PERSONS, MOST_PERSONS),
    seed: whole('seed', given.seed, 0, 999_999_999),
    on: day(given.on),
    sequence: whole('sequence', given.sequence, 0, 999_999),
  };
  const bar = terminalProgress();
  const began = performance.now();
  const { files, planted } = writeCity({
    ...asked,
    progress: (done, total) => bar.step(done, total, `${done} of ${total} people`),
  });
  bar.end();
  for (const { file, rows } of Object.values(files))
    process.stdout.write(`${file.padEnd(28)}${String(rows).padStart(10)}\n`);
  const cases = Object.values(planted).reduce((sum, list) => sum + list.length, 0);
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  const memory = Math.round(process.resourceUsage().maxRSS / 1024);
  process.stderr.write(`${cases} planted cases in ${asked.folder}; ${seconds} s, ${memory} MB\n`);
}

try {
  main();
} catch (error) {
  const isTheirs = error instanceof Misused || (error instanceof Error && 'code' in error);
  if (!isTheirs) throw error;
  process.stderr.write(`yimen cannot write the city: ${error.message}\n`);
  process.exitCode = 1;
}
