import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { parseArgs } from 'node:util';
import { parseCivilDate } from '../../functions/domain/values/civil-date.ts';
import type { CivilDate } from '../../functions/domain/values/civil-date.ts';
import { reportPage } from './page.ts';
import { PlanInvalid, readPlan } from './plan.ts';
import { terminalProgress } from './progress.ts';
import { simulate } from './run.ts';
import { reportTable } from './table.ts';
import { Misused, whole } from '../command-line.ts';

const help = `Runs a city at work on a clock that jumps: the same doors, procedures, lists and sweep as in use.

  npm run simulate -- [--months N] [--seed N] [--from YYYY-MM-01] [--plan FILE] [--html FILE] [--json]

  --months N    length, 1 to 60 (default 12)
  --seed N      the same seed gives the same result, byte for byte (default 7)
  --from DAY    first day (default 2026-01-01)
  --plan FILE   who works how fast and what comes in (default local/simulation/plan.json)
  --html FILE   page with charts (default .data/simulation.html; with --json only where it is given)
  --json        the whole result as JSON on stdout instead of the tables

Progress goes to stderr.
`;

function day(text: string): CivilDate {
  const date = parseCivilDate(text);
  if (date === undefined) throw new Misused(`--from ${text} is no day; give one as 2026-01-01.`);
  return date;
}

function options() {
  try {
    return parseArgs({
      options: {
        months: { type: 'string', default: '12' },
        seed: { type: 'string', default: '7' },
        from: { type: 'string', default: '2026-01-01' },
        plan: { type: 'string' },
        html: { type: 'string' },
        json: { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h', default: false },
      },
    }).values;
  } catch (error) {
    throw new Misused(`${error instanceof Error ? error.message : String(error)} Try --help.`);
  }
}

async function main(): Promise<void> {
  const given = options();
  if (given.help) {
    process.stdout.write(help);
    return;
  }
  const asked = {
    months: whole('months', given.months, 1, 60),
    seed: whole('seed', given.seed, 0, 999_999_999),
    from: day(given.from),
    plan: readPlan(given.plan),
  };
  const began = performance.now();
  const report = await simulate({ ...asked, progress: terminalProgress() });
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  const page = given.html ?? (given.json ? undefined : '.data/simulation.html');
  if (page !== undefined) {
    mkdirSync(dirname(page), { recursive: true });
    writeFileSync(page, reportPage(report));
  }
  process.stdout.write(given.json ? `${JSON.stringify(report)}\n` : reportTable(report));
  const memory = Math.round(process.resourceUsage().maxRSS / 1024);
  process.stderr.write(`${seconds} s, ${memory} MB${page === undefined ? '' : `, charts in ${page}`}\n`);
}

try {
  await main();
} catch (error) {
  if (!(error instanceof Misused) && !(error instanceof PlanInvalid)) throw error;
  process.stderr.write(`yimen cannot simulate: ${error.message}\n`);
  process.exitCode = 1;
}
