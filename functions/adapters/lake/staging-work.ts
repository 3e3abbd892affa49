import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';
import type { StagingTicket } from '../../ports/lake-writer.ts';
import type { WrappedKey } from '../../ports/vault.ts';
import { writeDurably } from './durable.ts';
import { readJson } from './json-file.ts';
import { columnsSchema, partNumber, partSchema, stagingFolder, versionFolder } from './layout.ts';

/** What is on the disk of unfinished work; written anew after each part. */
const workSchema = z.object({
  dt: z.string(),
  sourceSha256: z.string(),
  recipe: z.string(),
  columns: columnsSchema,
  key: z.string(),
  /** Parts are numbered on from those of the version that this one replaces: nobody reads a name that changes its content. */
  from: z.int(),
  parts: z.array(partSchema),
});
export type Work = z.output<typeof workSchema>;

const WORK = 'work.json';

export const writeWork = (staging: string, work: Work): Promise<void> =>
  writeDurably(join(staging, WORK), JSON.stringify(work));

export async function forgetWork(staging: string): Promise<void> {
  await rm(join(staging, WORK), { force: true });
  await removeParts(staging, []);
}

/** What a run before this one left of the same ticket, or new work. */
export async function workOf(folder: string, ticket: StagingTicket, newKey: () => Promise<WrappedKey>): Promise<Work> {
  const { dataset, dt, sourceSha256, recipe, columns } = ticket;
  const staging = stagingFolder(folder, dataset);
  const known = await readJson(join(staging, WORK), workSchema);
  const isSame = known?.dt === dt && known.sourceSha256 === sourceSha256 && known.recipe === recipe;
  if (known !== undefined && isSame) return known;
  await removeParts(staging, []);
  const from = await nextNumber(versionFolder(folder, dataset, dt));
  const work = { dt, sourceSha256, recipe, columns: [...columns], key: await newKey(), from, parts: [] };
  await writeWork(staging, work);
  return work;
}

async function nextNumber(target: string): Promise<number> {
  const names = await readdir(target).catch(() => []);
  return Math.max(-1, ...names.flatMap((name) => partNumber(name) ?? [])) + 1;
}

export async function removeParts(folder: string, keep: readonly string[]): Promise<void> {
  const names = await readdir(folder).catch(() => []);
  const gone = names.filter((name) => /^part-.*\.parquet(\.tmp)?$/.test(name) && !keep.includes(name));
  for (const name of gone) await rm(join(folder, name), { force: true });
}
