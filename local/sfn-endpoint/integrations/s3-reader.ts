/** `s3:getObject` and `s3:listObjectsV2` for the ItemReader of a distributed Map, from the local object store. */
import { createHash } from 'node:crypto';
import type { Integration, Outcome, TaskKind } from '../../engine/integrations/integration.ts';
import { field, isString } from '../../engine/json.ts';
import { ObjectStore } from '../s3/store.ts';

const RESOURCE = /^arn:[a-z0-9-]+:states:::s3:(getObject|listObjectsV2)$/;

const failed = (cause: string): Outcome => ({ kind: 'failed', error: 'States.ItemReaderFailed', cause });

export const s3Reader = (store: ObjectStore): Integration => ({
  name: 's3',

  describe(resource): TaskKind | undefined {
    const action = RESOURCE.exec(resource)?.[1];
    if (action === undefined) return undefined;
    return {
      integration: 's3',
      events: 'reader',
      resource: action,
      resourceType: 's3',
      pattern: 'request',
      requiredArguments: ['Bucket'],
    };
  },

  async perform({ task, kind }): Promise<Outcome> {
    const bucket = field(task.arguments, 'Bucket');
    if (!isString(bucket) || !ObjectStore.validBucket(bucket)) return failed('Bucket must name a bucket.');
    if (kind.resource === 'listObjectsV2') {
      const prefix = field(task.arguments, 'Prefix');
      const objects = await store.list(bucket, isString(prefix) ? prefix : '');
      if (objects === undefined) return failed('The specified bucket does not exist');
      const output = objects.map(({ key, size, modifiedAt }) => ({
        Etag: `"${createHash('md5').update(`${key} ${size} ${modifiedAt}`).digest('hex')}"`,
        Key: key,
        LastModified: Math.floor(modifiedAt / 1_000),
        Size: size,
        StorageClass: 'STANDARD',
      }));
      return { kind: 'succeeded', output };
    }
    const key = field(task.arguments, 'Key');
    const object = isString(key) ? await store.get(bucket, key) : undefined;
    if (object === undefined) return failed('The specified key does not exist.');
    return { kind: 'succeeded', output: object.toString('utf8') };
  },
});
