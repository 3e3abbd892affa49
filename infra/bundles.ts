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

/**
 * The largest answers people's whole work: inbox, messages, hands, supervision, and the decisions of every procedure, each with its
 * contract, beside the policy pack with its ladders and texts and the calendar.
 */
const BUDGET_BYTES = 1024 * 1024;

/** With DuckDB's half in JavaScript, the client of the bucket, and the readers of departments' files. */
const DATASET_BUDGET_BYTES = 1536 * 1024;

/** What the bundle may weigh. */
export const budgetOf = ({ file }: Bundle): number =>
  readFileSync(file, 'utf8').includes('@duckdb/node-bindings') ? DATASET_BUDGET_BYTES : BUDGET_BYTES;
