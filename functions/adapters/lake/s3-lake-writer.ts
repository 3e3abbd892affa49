import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Manifest } from '../../ports/lake.ts';
import type { LakeWriter } from '../../ports/lake-writer.ts';
import type { OpenPartWriter } from '../../ports/part-writer.ts';
import { fileLakeWriter } from './file-lake-writer.ts';
import { manifestObject, partObject } from './s3-lake.ts';
import type { S3ObjectWriter } from './s3-object-writer.ts';

/**
 * Versions are made in `folder` and go to the bucket whole, the manifest last. Parts carry the head of their source's hash in
 * their names, so that a version that is delivered anew never writes over what somebody reads. Work that was cut off begins
 * anew in another sandbox; one import at a time is the function's reserved concurrency.
 */
export function s3LakeWriter(objects: S3ObjectWriter, folder: string, openPartWriter: OpenPartWriter): LakeWriter {
  const local = fileLakeWriter(folder, openPartWriter);
  return {
    async stage(ticket, newKey) {
      const staging = await local.stage(ticket, newKey);
      if (staging === undefined) return undefined;
      return {
        ...staging,
        async publish(version) {
          const made = await staging.publish(version);
          const { dataset, dt } = made;
          const mark = made.sourceSha256.slice(0, 12);
          const parts = made.parts.map((part) => ({ ...part, name: `${mark}-${part.name}` }));
          for (const [index, { name }] of parts.entries()) {
            const from = join(folder, dataset, `dt=${dt}`, made.parts[index]?.name ?? name);
            await objects.upload(from, partObject(dataset, dt, name));
          }
          const manifest: Manifest = { ...made, parts };
          await objects.writeJson(manifestObject(dataset, dt), manifest);
          await rm(join(folder, dataset, `dt=${dt}`), { recursive: true, force: true });
          return manifest;
        },
      };
    },
  };
}
