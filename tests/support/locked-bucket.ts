import { GetObjectCommand, ListObjectVersionsCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { S3ServiceException } from '@aws-sdk/client-s3';
import type { GetObjectCommandOutput } from '@aws-sdk/client-s3';
import { mockClient } from 'aws-sdk-client-mock';

interface Version {
  readonly key: string;
  readonly id: string;
  readonly at: Date;
  /** Absent: a deletion mark. */
  readonly body?: Uint8Array;
}

/** A page of its list; small, so that tests turn it. */
const PAGE = 3;

/** A bucket with versions and Object Lock, in memory behind the real client: what was written stays. */
export function lockedBucket() {
  const versions: Version[] = [];
  let tick = 0;
  const client = new S3Client({ region: 'eu-west-1' });
  const mock = mockClient(client);
  const newest = (key: string) => versions.findLast((version) => version.key === key);
  const add = (key: string, body?: Uint8Array): void => {
    tick += 1;
    // S3 tells time in whole seconds: several versions may have the same.
    const at = new Date(Math.floor(tick / 2) * 1000);
    versions.push({ key, id: `v${tick}`, at, ...(body === undefined ? {} : { body }) });
  };
  mock
    .on(PutObjectCommand)
    .callsFake(({ Key, Body, IfNoneMatch, ChecksumAlgorithm }: { [name: string]: string } & { Body: Uint8Array }) => {
      if (ChecksumAlgorithm === undefined) throw refusal('InvalidRequest', 400);
      if (IfNoneMatch === '*' && newest(Key!)?.body !== undefined) throw refusal('PreconditionFailed', 412);
      add(Key!, Body);
      return { $metadata: {} };
    });
  mock.on(GetObjectCommand).callsFake(({ Key, VersionId }: { Key: string; VersionId: string }) => {
    const found = versions.find(({ key, id }) => key === Key && id === VersionId);
    if (found?.body === undefined) throw refusal('NoSuchVersion', 404);
    const body = { transformToByteArray: () => Promise.resolve(found.body) };
    return { $metadata: {}, Body: body as unknown as NonNullable<GetObjectCommandOutput['Body']> };
  });
  mock
    .on(ListObjectVersionsCommand)
    .callsFake(({ Prefix, VersionIdMarker }: { Prefix: string; VersionIdMarker?: string }) => {
      // By key, and the newest of a key first.
      const listed = versions
        .filter(({ key }) => key.startsWith(Prefix))
        .toReversed()
        .toSorted((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
      const from = VersionIdMarker === undefined ? 0 : listed.findIndex(({ id }) => id === VersionIdMarker) + 1;
      const page = listed.slice(from, from + PAGE);
      const last = page.at(-1);
      const isTruncated = from + PAGE < listed.length;
      return {
        $metadata: {},
        IsTruncated: isTruncated,
        ...(isTruncated ? { NextKeyMarker: last!.key, NextVersionIdMarker: last!.id } : {}),
        Versions: page
          .filter(({ body }) => body !== undefined)
          .map(({ key, id, at }) => ({ Key: key, VersionId: id, LastModified: at })),
      };
    });
  return {
    client,
    /** What somebody with the right to write may do in spite of the lock. */
    layOver: (key: string, body: Uint8Array) => add(key, body),
    markDeleted: (key: string) => add(key),
  };
}

function refusal(name: string, httpStatusCode: number): S3ServiceException {
  return new S3ServiceException({ name, message: name, $fault: 'client', $metadata: { httpStatusCode } });
}
