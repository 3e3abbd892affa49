import { GetObjectCommand, ListObjectsV2Command, NoSuchKey, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import type { GetObjectCommandOutput } from '@aws-sdk/client-s3';
import { mockClient } from 'aws-sdk-client-mock';
import { Readable } from 'node:stream';

/** A bucket in memory, behind the real client. `failing`: a key whose writing fails. */
export function s3Bucket() {
  const objects = new Map<string, Buffer>();
  const state: { failing?: (key: string) => boolean } = {};
  const client = new S3Client({ region: 'eu-west-1' });
  const mock = mockClient(client);
  mock.on(GetObjectCommand).callsFake(({ Key }: { Key: string }): GetObjectCommandOutput => {
    const found = objects.get(Key);
    if (found === undefined) throw new NoSuchKey({ message: Key, $metadata: {} });
    const body = Object.assign(Readable.from([found]), { transformToString: () => Promise.resolve(found.toString()) });
    return { $metadata: {}, Body: body as unknown as NonNullable<GetObjectCommandOutput['Body']> };
  });
  mock.on(PutObjectCommand).callsFake(async ({ Key, Body }: { Key: string; Body: string | Readable }) => {
    if (state.failing?.(Key) === true) throw new Error(`the bucket took no ${Key}`);
    objects.set(Key, typeof Body === 'string' ? Buffer.from(Body) : Buffer.concat(await Body.toArray()));
    return { $metadata: {} };
  });
  mock.on(ListObjectsV2Command).callsFake(({ Prefix }: { Prefix: string }) => {
    const folders = [...objects.keys()]
      .filter((key) => key.startsWith(Prefix) && key.slice(Prefix.length).includes('/'))
      .map((key) => key.slice(0, key.indexOf('/', Prefix.length) + 1));
    return { $metadata: {}, CommonPrefixes: [...new Set(folders)].map((folder) => ({ Prefix: folder })) };
  });
  return { client, objects, state };
}
