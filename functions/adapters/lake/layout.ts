import { join } from 'node:path';
import * as z from 'zod';
import { civilDateSchema } from '../../domain/values/civil-date.ts';
import type { CivilDate } from '../../domain/values/civil-date.ts';
import type { Manifest } from '../../ports/lake.ts';

/** Engines that read whole folders pass over names that begin with an underscore or a dot. */
const MANIFEST = '_manifest.json';

export const datasetFolder = (folder: string, dataset: string): string => join(folder, dataset);
export const versionFolder = (folder: string, dataset: string, dt: CivilDate): string =>
  join(folder, dataset, `dt=${dt}`);
export const manifestFile = (folder: string, dataset: string, dt: CivilDate): string =>
  join(versionFolder(folder, dataset, dt), MANIFEST);
export const stagingFolder = (folder: string, dataset: string): string => join(folder, '.staging', dataset);

export const partName = (number: number): string => `part-${String(number).padStart(5, '0')}.parquet`;
export const partNumber = (name: string): number | undefined => {
  const digits = /^part-(\d{5})\.parquet$/.exec(name)?.[1];
  return digits === undefined ? undefined : Number(digits);
};

export const partSchema = z.object({ name: z.string(), rows: z.int(), sha256: z.string() });
export const columnsSchema = z.array(
  z.object({ name: z.string(), type: z.enum(['varchar', 'bigint', 'integer', 'date', 'boolean']) }),
);

export const manifestSchema = z.object({
  dataset: z.string(),
  dt: civilDateSchema,
  columns: columnsSchema,
  parts: z.array(partSchema),
  rows: z.int(),
  damaged: z.int(),
  rejected: z.int(),
  sourceSha256: z.string(),
  importedAt: z.number(),
  importedBy: z.string(),
  key: z.exactOptional(z.string()),
}) satisfies z.ZodType<Manifest>;
