import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import * as z from 'zod';
import { cityOf } from './city.ts';

/**
 * An invented city comes in and is scanned, each step in a process of its own. Measured: import of all feeds, the scan as the
 * house runs it, the same thirty conditions as bare joins over the same files, and the run as a town has it, down to alerts and visits
 * that are durable in its store. Not measured: the review of households, messages that leave the house.
 * Before anything is timed, the scan and the bare joins must find exactly whom the city planted.
 *
 * Seconds are those of a machine that does nothing else (`load_before` says whether it did); processor time is less easily disturbed.
 * `--keep` leaves the lake beside the city and takes it up again: then the figures of the import are those of its day.
 */

/** Scan and bare joins take turns, so that a busy minute of the machine meets both. */
const ROUNDS = 5;
const figuresSchema = z.object({
  seconds: z.number(),
  rssMb: z.number(),
  cpuS: z.number(),
  rows: z.number().optional(),
  alerts: z.number().optional(),
  wrongProposals: z.number().optional(),
  visits: z.number().optional(),
  againSeconds: z.number().optional(),
  precision: z.number().optional(),
  recall: z.number().optional(),
});
type Figures = z.infer<typeof figuresSchema>;

const { values } = parseArgs({
  options: {
    persons: { type: 'string', default: '2200000' },
    seed: { type: 'string', default: '7' },
    keep: { type: 'boolean', default: false },
  },
});
const sizes = values.persons.split(',').map(Number);
const seed = Number(values.seed);
if (![...sizes, seed].every(Number.isSafeInteger)) {
  throw new Error('npm run bench:discovery -- [--persons N[,N…]] [--seed N] [--keep]');
}

function worker(name: string, folders: Readonly<Record<string, string>>, isCheck: boolean): Figures {
  const told = Object.entries(folders).flatMap(([key, folder]) => [`--${key}`, folder]);
  const script = join(import.meta.dirname, `${name}-worker.ts`);
  const { status, stdout } = spawnSync(process.execPath, [script, ...told, ...(isCheck ? ['--check'] : [])], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  if (status !== 0) throw new Error(`${name}: exit code ${status}`);
  return figuresSchema.parse(JSON.parse(stdout));
}

const median = (numbers: readonly number[]): number =>
  numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN;
const round = (value: number, digits: number): number => Number(value.toFixed(digits));

/** The lake of the city: filled now, or kept from an earlier time. */
function filled(folders: { readonly city: string; readonly lake: string; readonly temporary: string }): Figures {
  const note = join(folders.lake, 'import.json');
  if (existsSync(note)) return figuresSchema.parse(JSON.parse(readFileSync(note, 'utf8')));
  rmSync(folders.lake, { recursive: true, force: true });
  const figures = worker('import', folders, false);
  writeFileSync(note, JSON.stringify(figures));
  return figures;
}

function measure(persons: number) {
  const city = cityOf(persons, seed);
  const place = mkdtempSync(join(tmpdir(), 'yimen-bench-lake-'));
  const folders = { city, lake: join(values.keep ? city : place, 'lake'), temporary: join(place, 'spill') };
  try {
    const imported = filled(folders);
    console.error(`${persons} people: ${imported.rows} rows in`, imported);
    const checked = worker('scan', folders, true);
    worker('bare', folders, true);
    const likeness = worker('likeness', folders, false);
    const load = loadavg()[0] ?? 0;
    const scans: Figures[] = [];
    const bare: Figures[] = [];
    for (let turn = 0; turn < ROUNDS; turn += 1) {
      scans.push(worker('scan', folders, false));
      bare.push(worker('bare', folders, false));
    }
    const town = worker('town', folders, false);
    console.error(`${persons} people: scans`, scans, 'bare joins', bare, 'town', town, 'likeness', likeness);
    const scan = median(scans.map(({ seconds }) => seconds));
    const raw = median(bare.map(({ seconds }) => seconds));
    const rows = imported.rows ?? 0;
    return {
      persons,
      feed_rows: rows - persons,
      scan_s: round(scan, 2),
      scan_cpu_s: round(median(scans.map(({ cpuS }) => cpuS)), 2),
      scan_best_s: round(Math.min(...scans.map(({ seconds }) => seconds)), 2),
      peak_rss_mb: round(Math.max(...scans.map(({ rssMb }) => rssMb)), 0),
      hits: checked.alerts ?? 0,
      alerts: town.alerts ?? 0,
      visits: town.visits ?? 0,
      scan_to_store_s: round(town.seconds, 2),
      again_s: round(town.againSeconds ?? 0, 2),
      town_peak_rss_mb: round(town.rssMb, 0),
      fuzzy_precision: round(likeness.precision ?? 0, 4),
      fuzzy_recall: round(likeness.recall ?? 0, 4),
      wrong_proposals: checked.wrongProposals ?? 0,
      raw_query_s: round(raw, 2),
      raw_cpu_s: round(median(bare.map(({ cpuS }) => cpuS)), 2),
      raw_best_s: round(Math.min(...bare.map(({ seconds }) => seconds)), 2),
      raw_peak_rss_mb: round(Math.max(...bare.map(({ rssMb }) => rssMb)), 0),
      ratio: round(scan / raw, 2),
      import_cpu_s: round(imported.cpuS, 0),
      import_rows_per_s: round(rows / imported.seconds, 0),
      import_peak_rss_mb: round(imported.rssMb, 0),
      load_before: round(load, 1),
    };
  } finally {
    rmSync(place, { recursive: true, force: true });
  }
}

const measured = sizes.map(measure);
console.log(
  JSON.stringify({
    bench: 'discovery',
    node: process.version,
    ...measured.at(-1),
    ...(measured.length > 1 ? { sizes: measured } : {}),
  }),
);
