import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Lake } from '../../ports/lake.ts';
import { readJson } from './json-file.ts';
import { datasetFolder, manifestFile, manifestSchema, versionFolder } from './layout.ts';
import { versionsOver } from './versions.ts';

/** The lake in a folder of this machine. */
export const fileLake = (folder: string): Lake => ({
  ...versionsOver({
    folders: (dataset) => readdir(datasetFolder(folder, dataset)).catch(noneIfAbsent),
    read: (dataset, dt) => readJson(manifestFile(folder, dataset, dt), manifestSchema),
  }),
  files: ({ dataset, dt, parts }) =>
    Promise.resolve(parts.map(({ name }) => join(versionFolder(folder, dataset, dt), name))),
});

function noneIfAbsent(error: unknown): readonly string[] {
  if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
  throw error;
}
