import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, rename } from 'node:fs/promises';
import { join } from 'node:path';
import type { LakePart, Manifest } from '../../ports/lake.ts';
import type { LakeWriter, Staging, StagingTicket } from '../../ports/lake-writer.ts';
import type { OpenPartWriter } from '../../ports/part-writer.ts';
import { lockDataset } from './dataset-lock.ts';
import { moveDurably, syncPath, writeDurably } from './durable.ts';
import { readJson } from './json-file.ts';
import { manifestFile, manifestSchema, partName, stagingFolder, versionFolder } from './layout.ts';
import { forgetWork, removeParts, workOf, writeWork } from './staging-work.ts';
import type { Work } from './staging-work.ts';

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
      await writeWork(staging, { ...work, parts });
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
      await forgetWork(staging);
      return manifest;
    },
    discard: () => forgetWork(staging),
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

async function sha256Of(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path)) hash.update(chunk);
  return hash.digest('hex');
}
