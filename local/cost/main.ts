import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import * as z from 'zod';
import { Misused, whole } from '../command-line.ts';
import { assumptions, costOf } from './model.ts';
import type { Cost, CostLine } from './model.ts';
import { playCase } from './play.ts';
import type { PlayedCase } from './play.ts';
import { pricesOf } from './prices.ts';
import type { Prices } from './prices.ts';

const COUNTED = join(import.meta.dirname, 'counted.json');
const MOST_CASES = 100_000_000;

const help = `What a year of cases costs on AWS: counts of one played case, times list prices.

  npm run cost -- [--cases N] [--partition aws|aws-cn] [--prices FILE]
  npm run cost -- --recount

  --cases N       applications a year (default 1000000)
  --partition P   aws, or aws-cn, for which --prices is needed (default aws)
  --prices FILE   your own prices, in the form of local/cost/prices.aws.json
  --recount       plays the case and writes local/cost/counted.json anew

The last line is JSON. docs/cost.md explains.
`;

const figure = z.number().nonnegative();
const countedSchema = z.strictObject({
  transitions: figure,
  doorCalls: figure,
  transactions: figure,
  itemsWritten: figure,
  writeUnits: figure,
  indexWriteUnits: figure,
  readUnits: figure,
  viewReadUnits: figure,
  outboxMessages: figure,
  bells: figure,
  notices: figure,
  keyUses: figure,
  viewKeyUses: figure,
  bytes: figure,
  acts: figure,
  readUnitsPerView: figure,
  keyUsesPerView: figure,
}) satisfies z.ZodType<PlayedCase>;

function options() {
  try {
    return parseArgs({
      options: {
        cases: { type: 'string', default: '1000000' },
        partition: { type: 'string', default: 'aws' },
        prices: { type: 'string' },
        recount: { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h', default: false },
      },
    }).values;
  } catch (error) {
    const [said] = String(error instanceof Error ? error.message : error).split('\n', 1);
    throw new Misused(`${said} Try --help.`);
  }
}

async function main(): Promise<void> {
  const given = options();
  if (given.help) {
    process.stdout.write(help);
  } else if (given.recount) {
    const played = await playCase();
    writeFileSync(COUNTED, `${JSON.stringify(played, undefined, 2)}\n`);
    process.stdout.write(`${JSON.stringify(played)}\n`);
  } else {
    const cases = numberOf(given.cases);
    const prices = pricesOf(given.partition, given.prices);
    process.stdout.write(report(costOf(counted(), prices, cases), prices, cases));
  }
}

function numberOf(text: string): number {
  return whole('cases', text, 1, MOST_CASES);
}

/** As the last recount left it; a test plays the case again and compares. */
function counted(): PlayedCase {
  const parsed = countedSchema.safeParse(JSON.parse(readFileSync(COUNTED, 'utf8')));
  if (parsed.success) return parsed.data;
  throw new Misused(`${COUNTED} does not fit this version; run: npm run cost -- --recount`);
}

const grouped = (value: number): string => value.toLocaleString('en-US', { maximumFractionDigits: 0 });
const small = (value: number): string =>
  value >= 10 ? value.toFixed(0) : value >= 0.01 ? value.toFixed(2) : value.toExponential(1);

function report(cost: Cost, prices: Prices, cases: number): string {
  const { partition, region, currency, asOf } = prices;
  const row = ({ what, perCase, aYear, unit, cost: money, isVerified }: CostLine): string =>
    [
      what.padEnd(18),
      (perCase === undefined ? '–' : small(perCase)).padStart(9),
      grouped(aYear).padStart(16),
      ` ${unit.padEnd(18)}`,
      grouped(money).padStart(9),
      isVerified ? '' : ' *',
    ].join('');
  const unverified = cost.lines.filter(({ isVerified }) => !isVerified).length;
  const summary = {
    cost: 'year',
    partition,
    region,
    asOf,
    currency,
    cases,
    total: Math.round(cost.total),
    per_case: Number(cost.perCase.toPrecision(4)),
    unverified_prices: unverified,
    views_per_case: assumptions.viewsPerCase,
  };
  return [
    `${grouped(cases)} cases a year · ${partition} ${region}, list prices of ${asOf} · without free tiers, taxes, support`,
    `${''.padEnd(18)}${'a case'.padStart(9)}${'a year'.padStart(16)} ${''.padEnd(18)}${currency.padStart(9)}`,
    ...cost.lines.map(row),
    `${'total'.padEnd(62)}${grouped(cost.total).padStart(9)}`,
    `a case costs ${currency} ${cost.perCase.toPrecision(2)}`,
    ...(unverified === 0 ? [] : ['* price not verified on the vendor’s page']),
    JSON.stringify(summary),
    '',
  ].join('\n');
}

try {
  await main();
} catch (error) {
  if (!(error instanceof Misused)) throw error;
  process.stderr.write(`yimen cannot say what it costs: ${error.message}\n`);
  process.exitCode = 1;
}
