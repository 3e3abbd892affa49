import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';

const template = z.object({
  Resources: z.record(
    z.string(),
    z.object({
      Type: z.string(),
      Metadata: z.object({ 'aws:asset:path': z.string(), 'aws:cdk:path': z.string() }).partial().optional(),
    }),
  ),
});

export interface Bundle {
  /** Construct of the function, for example `YimenApi/Intake`. */
  readonly name: string;
  readonly bytes: number;
  readonly file: string;
}

/** The entry file of every function that a synthesised template deploys. */
export function bundlesOf(outdir: string, templateFile: string): readonly Bundle[] {
  const { Resources } = template.parse(JSON.parse(readFileSync(join(outdir, templateFile), 'utf8')));
  return Object.values(Resources).flatMap(({ Type, Metadata }) => {
    const asset = Metadata?.['aws:asset:path'];
    if (Type !== 'AWS::Lambda::Function' || asset === undefined) return [];
    const name = Metadata?.['aws:cdk:path']?.split('/').slice(0, -2).join('/') ?? asset;
    const file = join(outdir, asset, 'index.mjs');
    return [{ name, file, bytes: statSync(file).size }];
  });
}

const KB = 1024;

/** The SDK, zod and the verification of tokens are some 350 KB of it. */
const BUDGET_BYTES = 550 * KB;

/** What weighs more, and why: no less than what its work needs is in it. */
const heavier: readonly { readonly is: (bundle: Bundle) => boolean; readonly bytes: number }[] = [
  // Departments' files by the window's door: their readers (135 KB) beside all that other doors and datasets need.
  { is: ({ name }) => name.endsWith('Api/Feeds'), bytes: 1056 * KB },
  // DuckDB's half in JavaScript (200 KB) and the client of the bucket (140 KB).
  { is: ({ file }) => readFileSync(file, 'utf8').includes('@duckdb/node-bindings'), bytes: 920 * KB },
  // Of test deployments alone: sweeps, and answers people.
  { is: ({ name }) => name.endsWith('/TestClock'), bytes: 660 * KB },
  // One door takes the decisions of every procedure, each with its contract, and what each may open.
  { is: ({ name }) => name.endsWith('Api/Work'), bytes: 620 * KB },
];

/** What the bundle may weigh. */
export const budgetOf = (bundle: Bundle): number => heavier.find(({ is }) => is(bundle))?.bytes ?? BUDGET_BYTES;
