import { existsSync } from 'node:fs';
import { mkdir, rename } from 'node:fs/promises';
import { join } from 'node:path';
import type { CivilDate } from '../../domain/values/civil-date.ts';
import type { Lake, LakePart, Manifest } from '../../ports/lake.ts';
import { manifestSchema } from './layout.ts';
import type { S3Objects } from './s3-objects.ts';
import { versionsOver } from './versions.ts';

export const manifestObject = (dataset: string, dt: CivilDate): string => `${dataset}/dt=${dt}/_manifest.json`;
export const partObject = (dataset: string, dt: CivilDate, name: string): string => `${dataset}/dt=${dt}/${name}`;

/** Parts that come at the same time. */
const AT_ONCE = 4;

/**
 * The lake in a bucket. DuckDB reads files: parts are fetched into `folder` when they are asked for, and stay there while the
 * function lives. A part's name never changes its content, so what is there need not be fetched again.
 */
export function s3Lake(objects: S3Objects, folder: string): Lake {
  const fetched = async ({ dataset, dt }: Pick<Manifest, 'dataset' | 'dt'>, { name }: LakePart): Promise<string> => {
    const place = join(folder, dataset, `dt=${dt}`);
    const path = join(place, name);
    if (existsSync(path)) return path;
    await mkdir(place, { recursive: true });
    await objects.download(partObject(dataset, dt, name), `${path}.half`);
    await rename(`${path}.half`, path);
    return path;
  };

  return {
    ...versionsOver({
      folders: (dataset) => objects.folders(`${dataset}/`),
      read: (dataset, dt) => objects.readJson(manifestObject(dataset, dt), manifestSchema),
    }),
    async files(version) {
      const paths: string[] = [];
      for (let at = 0; at < version.parts.length; at += AT_ONCE) {
        const some = version.parts.slice(at, at + AT_ONCE);
        paths.push(...(await Promise.all(some.map((part) => fetched(version, part)))));
      }
      return paths;
    },
  };
}
