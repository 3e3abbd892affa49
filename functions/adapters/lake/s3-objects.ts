import { GetObjectCommand, ListObjectsV2Command, NoSuchKey, type S3Client } from '@aws-sdk/client-s3';
import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type * as z from 'zod';

/** What a lake reads of a bucket. */
export interface S3Objects {
  /** Undefined where there is none. Throws on what does not have the shape. */
  readJson<S extends z.ZodType>(key: string, schema: S): Promise<z.output<S> | undefined>;
  /** Names of the folders directly under a prefix that ends in a slash, without it. */
  folders(prefix: string): Promise<readonly string[]>;
  download(key: string, path: string): Promise<void>;
}

export function s3Objects(client: S3Client, bucket: string): S3Objects {
  return {
    async readJson(key, schema) {
      try {
        const { Body } = await client.send(new GetObjectCommand({ Bucket: bucket, Key: key }));
        return schema.parse(JSON.parse((await Body?.transformToString()) ?? 'null'));
      } catch (error) {
        if (error instanceof NoSuchKey) return undefined;
        throw error;
      }
    },
    async folders(prefix) {
      const names: string[] = [];
      let token: string | undefined;
      do {
        const page = await client.send(
          new ListObjectsV2Command({
            Bucket: bucket,
            Prefix: prefix,
            Delimiter: '/',
            ...(token === undefined ? {} : { ContinuationToken: token }),
          }),
        );
        for (const { Prefix } of page.CommonPrefixes ?? []) {
          if (Prefix !== undefined) names.push(Prefix.slice(prefix.length, -1));
        }
        token = page.NextContinuationToken;
      } while (token !== undefined);
      return names.toSorted();
    },
    async download(key, path) {
      const { Body } = await client.send(new GetObjectCommand({ Bucket: bucket, Key: key }));
      if (!(Body instanceof Readable)) throw new Error(`the object ${key} came without a body`);
      await pipeline(Body, createWriteStream(path));
    },
  };
}
