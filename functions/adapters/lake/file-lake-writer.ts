import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';
import type { LakePart, Manifest } from '../../ports/lake.ts';
import type { LakeWriter, Staging, StagingTicket } from '../../ports/lake-writer.ts';
import type { OpenPartWriter } from '../../ports/part-writer.ts';
import type { WrappedKey } from '../../ports/vault.ts';
import { lockDataset } from './dataset-lock.ts';
import { moveDurably, syncPath, writeDurably } from './durable.ts';
import { readJson } from './json-file.ts';
import {
  columnsSchema,
  manifestFile,
  manifestSchema,
  partName,
  partNumber,
  partSchema,
  stagingFolder,
  versionFolder,
} from './layout.ts';

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
type Work = z.output<typeof workSchema>;

const WORK = 'work.json';

/**
 * Versions are made beside the lake and moved in, the manifest last. A part is finished when its file is durable and its
 * line stands in `work.json`; publishing moves it. Both steps may be cut off anywhere and done again.
 */
export function fileLakeWriter(folder: string, openPartWriter: OpenPartWriter): LakeWriter {
  return {
    async stage(ticket, newKey) {
      const staging = stagingFolder(folder, ticket.dataset);
      await mkdir(staging, { recursive: true, mode: 0o700 });
      const lock = lockDataset(join(staging, 'lock'));
      if (lock === undefined) return undefined;
      try {
        const work = await workOf(folder, ticket, newKey);
        return await begin({ folder, ticket, work, openPartWriter, release: () => lock.release() });
      } catch (error) {
        lock.release();
        throw error;
      }
    },
  };
}

async function workOf(folder: string, ticket: StagingTicket, newKey: () => Promise<WrappedKey>): Promise<Work> {
  const { dataset, dt, sourceSha256, recipe, columns } = ticket;
  const staging = stagingFolder(folder, dataset);
  const known = await readJson(join(staging, WORK), workSchema);
  const isSame = known?.dt === dt && known.sourceSha256 === sourceSha256 && known.recipe === recipe;
  if (known !== undefined && isSame) return known;
  await removeParts(staging, []);
  const from = await nextNumber(versionFolder(folder, dataset, dt));
  const work = { dt, sourceSha256, recipe, columns: [...columns], key: await newKey(), from, parts: [] };
  await writeDurably(join(staging, WORK), JSON.stringify(work));
  return work;
}

interface Begun {
  readonly folder: string;
  readonly ticket: StagingTicket;
  readonly work: Work;
  readonly openPartWriter: OpenPartWriter;
  readonly release: () => void;
}

async function begin({ folder, ticket, work, openPartWriter, release }: Begun): Promise<Staging> {
  const { dataset, dt, columns } = ticket;
  const staging = stagingFolder(folder, dataset);
  const target = versionFolder(folder, dataset, dt);
  const writer = await openPartWriter(columns);
  const parts: LakePart[] = [...work.parts];
  const finished = [...parts];
  let appended = 0;
  let isClosed = false;
  const close = async (): Promise<void> => {
    if (isClosed) return;
    isClosed = true;
    try {
      writer.close();
    } finally {
      release();
    }
  };
  const forget = async (): Promise<void> => {
    await rm(join(staging, WORK), { force: true });
    await removeParts(staging, []);
  };

  return {
    key: work.key,
    finished,
    append(row) {
      writer.append(row);
      appended += 1;
    },
    async finishPart() {
      const name = partName(work.from + parts.length);
      const half = join(staging, `${name}.tmp`);
      await writer.write(half);
      const part = { name, rows: appended, sha256: await sha256Of(half) };
      await moveDurably(half, join(staging, name));
      parts.push(part);
      await writeDurably(join(staging, WORK), JSON.stringify({ ...work, parts }));
      appended = 0;
      return part;
    },
    async publish(version) {
      await mkdir(target, { recursive: true, mode: 0o700 });
      // Parts of the version that is replaced stay until the next import: a reader may be at work on them.
      const before = await readJson(manifestFile(folder, dataset, dt), manifestSchema);
      await removeParts(
        target,
        [...(before?.parts ?? []), ...parts].map(({ name }) => name),
      );
      for (const { name } of parts) await moveIn(join(staging, name), join(target, name));
      await syncPath(target);
      const manifest: Manifest = { ...version, columns, parts, key: work.key };
      await writeDurably(manifestFile(folder, dataset, dt), JSON.stringify(manifest, undefined, 2));
      await syncPath(join(folder, dataset));
      await forget();
      return manifest;
    },
    async discard() {
      await forget();
    },
    close,
  };
}

/** It may be there already, from a publishing that was cut off. */
async function moveIn(from: string, to: string): Promise<void> {
  try {
    await rename(from, to);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
    await syncPath(to);
  }
}

async function nextNumber(target: string): Promise<number> {
  const names = await readdir(target).catch(() => []);
  return Math.max(-1, ...names.flatMap((name) => partNumber(name) ?? [])) + 1;
}

async function removeParts(folder: string, keep: readonly string[]): Promise<void> {
  const names = await readdir(folder).catch(() => []);
  const gone = names.filter((name) => /^part-.*\.parquet(\.tmp)?$/.test(name) && !keep.includes(name));
  for (const name of gone) await rm(join(folder, name), { force: true });
}

async function sha256Of(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path)) hash.update(chunk);
  return hash.digest('hex');
}
