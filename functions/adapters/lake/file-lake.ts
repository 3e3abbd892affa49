import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { parseCivilDate } from '../../domain/values/civil-date.ts';
import type { CivilDate } from '../../domain/values/civil-date.ts';
import type { Lake, Manifest } from '../../ports/lake.ts';
import { readJson } from './json-file.ts';
import { datasetFolder, manifestFile, manifestSchema, versionFolder } from './layout.ts';

/** The lake in a folder of this machine. */
export function fileLake(folder: string): Lake {
  const days = async (dataset: string): Promise<readonly CivilDate[]> => {
    const names = await readdir(datasetFolder(folder, dataset)).catch(noneIfAbsent);
    return names.flatMap((name) => (name.startsWith('dt=') ? (parseCivilDate(name.slice(3)) ?? []) : [])).toSorted();
  };
  const read = (dataset: string, dt: CivilDate): Promise<Manifest | undefined> =>
    readJson(manifestFile(folder, dataset, dt), manifestSchema);

  return {
    async latest(dataset, on) {
      for (const dt of (await days(dataset)).toReversed()) {
        if (on !== undefined && dt > on) continue;
        const manifest = await read(dataset, dt);
        if (manifest !== undefined) return manifest;
      }
      return undefined;
    },
    async versions(dataset) {
      const found: Manifest[] = [];
      for (const dt of await days(dataset)) {
        const manifest = await read(dataset, dt);
        if (manifest !== undefined) found.push(manifest);
      }
      return found;
    },
    files: ({ dataset, dt, parts }) =>
      Promise.resolve(parts.map(({ name }) => join(versionFolder(folder, dataset, dt), name))),
  };
}

function noneIfAbsent(error: unknown): readonly string[] {
  if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
  throw error;
}
