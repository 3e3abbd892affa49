import { PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';

/** What a lake writes into a bucket. */
export interface S3ObjectWriter {
  writeJson(key: string, value: unknown): Promise<void>;
  upload(path: string, key: string): Promise<void>;
}

export function s3ObjectWriter(client: S3Client, bucket: string): S3ObjectWriter {
  return {
    async writeJson(key, value) {
      const Body = JSON.stringify(value, undefined, 2);
      await client.send(new PutObjectCommand({ Bucket: bucket, Key: key, Body, ContentType: 'application/json' }));
    },
    async upload(path, key) {
      const { size } = await stat(path);
      const Body = createReadStream(path);
      await client.send(new PutObjectCommand({ Bucket: bucket, Key: key, Body, ContentLength: size }));
    },
  };
}
