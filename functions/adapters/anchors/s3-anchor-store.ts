import { GetObjectCommand, ListObjectVersionsCommand, PutObjectCommand, S3ServiceException } from '@aws-sdk/client-s3';
import type { S3Client } from '@aws-sdk/client-s3';
import type { AnchorStore } from '../../ports/anchor-store.ts';
import { anchorName, anchorNumber } from './anchor-name.ts';

export const ANCHOR_PREFIX = 'anchors/';

const PRECONDITION_FAILED = 412;

/**
 * Anchors in a bucket with Object Lock. A lock keeps versions, and no more: with the right to write, one can lay another
 * version or a deletion mark over a key. So the first version of each key is what is read, whatever lies over it.
 */
export function s3AnchorStore(client: S3Client, bucket: string): AnchorStore {
  const firstVersions = async (prefix: string): Promise<ReadonlyMap<number, string>> => {
    const first = new Map<number, { readonly VersionId: string; readonly LastModified: Date }>();
    let at: { KeyMarker?: string; VersionIdMarker?: string } = {};
    for (;;) {
      const page = await client.send(new ListObjectVersionsCommand({ Bucket: bucket, Prefix: prefix, ...at }));
      for (const { Key = '', VersionId, LastModified } of page.Versions ?? []) {
        const number = anchorNumber(Key.slice(ANCHOR_PREFIX.length));
        if (number === undefined || VersionId === undefined || LastModified === undefined) continue;
        const known = first.get(number);
        // The list goes from the newest to the oldest; of one second, the later in the list is the older.
        if (known === undefined || LastModified <= known.LastModified) first.set(number, { VersionId, LastModified });
      }
      if (page.IsTruncated !== true) break;
      at = {
        ...(page.NextKeyMarker === undefined ? {} : { KeyMarker: page.NextKeyMarker }),
        ...(page.NextVersionIdMarker === undefined ? {} : { VersionIdMarker: page.NextVersionIdMarker }),
      };
    }
    return new Map([...first].map(([number, { VersionId }]) => [number, VersionId]));
  };

  return {
    numbers: async () => [...(await firstVersions(ANCHOR_PREFIX)).keys()].toSorted((a, b) => a - b),
    async read(number) {
      const Key = `${ANCHOR_PREFIX}${anchorName(number)}`;
      const VersionId = (await firstVersions(Key)).get(number);
      if (VersionId === undefined) return undefined;
      const { Body } = await client.send(new GetObjectCommand({ Bucket: bucket, Key, VersionId }));
      return Body?.transformToByteArray();
    },
    async put(number, content) {
      // A deletion mark over the key would let a new version in.
      if ((await firstVersions(`${ANCHOR_PREFIX}${anchorName(number)}`)).size > 0) return false;
      try {
        await client.send(
          new PutObjectCommand({
            Bucket: bucket,
            Key: `${ANCHOR_PREFIX}${anchorName(number)}`,
            Body: content,
            ContentType: 'application/gzip',
            IfNoneMatch: '*',
            // Object Lock asks for a checksum of what it shall keep.
            ChecksumAlgorithm: 'SHA256',
          }),
        );
        return true;
      } catch (error) {
        if (error instanceof S3ServiceException && error.$metadata.httpStatusCode === PRECONDITION_FAILED) return false;
        throw error;
      }
    },
  };
}
