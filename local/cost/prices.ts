import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { Misused } from '../command-line.ts';

const price = z.strictObject({
  price: z.number().nonnegative(),
  /** Of so many. */
  per: z.number().positive(),
  source: z.string().min(1),
  /** Read on the vendor's own page on the day of the file. */
  isVerified: z.boolean(),
});

const names = [
  'stateTransition',
  'writeUnit',
  'readUnit',
  'tableGbMonth',
  'backupGbMonth',
  'apiCall',
  'invocation',
  'gbSecond',
  'keyCall',
  'keyMonth',
  'busEvent',
  'logGb',
  'alarmMetricMonth',
  'customMetricMonth',
] as const;
export type PriceName = (typeof names)[number];

const pricesSchema = z.strictObject({
  partition: z.enum(['aws', 'aws-cn']),
  region: z.string().min(1),
  currency: z.string().regex(/^[A-Z]{3}$/),
  asOf: z.iso.date(),
  prices: z.record(z.enum(names), price),
});
export type Prices = z.output<typeof pricesSchema>;

const OWN = 'local/cost/prices.aws.json';

/** List prices of a partition. Those of aws-cn nobody has looked up, and none are guessed. Throws `Misused`. */
export function pricesOf(partition: string, file: string | undefined): Prices {
  if (partition !== 'aws' && partition !== 'aws-cn')
    throw new Misused(`--partition ${partition} is not aws or aws-cn.`);
  if (file !== undefined) return readPrices(file, partition);
  if (partition === 'aws') return readPrices(join(import.meta.dirname, 'prices.aws.json'), partition);
  throw new Misused(
    `prices of aws-cn are in CNY and not verified, so none are kept here; give --prices FILE, in the form of ${OWN}, with what the price list of your region says.`,
  );
}

function readPrices(file: string, partition: string): Prices {
  const parsed = pricesSchema.safeParse(contentOf(file));
  if (!parsed.success) {
    const faults = parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
    throw new Misused(`${file} is no list of prices (${faults.join('; ')}); ${OWN} shows the form.`);
  }
  if (parsed.data.partition === partition) return parsed.data;
  throw new Misused(`${file} holds prices of ${parsed.data.partition}, not of ${partition}.`);
}

function contentOf(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new Misused(`${file} cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  }
}
