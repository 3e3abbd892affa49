import { S3Client } from '@aws-sdk/client-s3';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { s3Lake } from '../adapters/lake/s3-lake.ts';
import { s3ObjectWriter } from '../adapters/lake/s3-object-writer.ts';
import type { S3ObjectWriter } from '../adapters/lake/s3-object-writer.ts';
import { s3Objects } from '../adapters/lake/s3-objects.ts';
import type { S3Objects } from '../adapters/lake/s3-objects.ts';
import type { Lake } from '../ports/lake.ts';
import { lakeSettings, readEnvironment } from './environment.ts';
import type { Environment } from './environment.ts';

/** Large objects take longer than the calls that `clientSettings` are made for. */
const transferSettings = { maxAttempts: 4, requestHandler: { connectionTimeout: 2_000, requestTimeout: 120_000 } };

export interface OpenedLake {
  readonly objects: S3Objects;
  readonly lake: Lake;
  /** Of this sandbox: parts that were fetched, and versions in the making. */
  readonly folder: string;
}

export const openLake = (environment: Environment): OpenedLake => lakeIn(bucketOf(environment));

/** For a function that also makes versions or answers deliveries. */
export function openWritableLake(
  environment: Environment,
): OpenedLake & { readonly objects: S3Objects & S3ObjectWriter } {
  const bucket = bucketOf(environment);
  const opened = lakeIn(bucket);
  return { ...opened, objects: { ...opened.objects, ...s3ObjectWriter(bucket.client, bucket.name) } };
}

interface Bucket {
  readonly client: S3Client;
  readonly name: string;
}

function bucketOf(environment: Environment): Bucket {
  const { LAKE_BUCKET: name } = readEnvironment(lakeSettings, environment);
  return { client: new S3Client(transferSettings), name };
}

function lakeIn({ client, name }: Bucket): OpenedLake {
  const objects = s3Objects(client, name);
  const folder = join(tmpdir(), 'lake');
  return { objects, folder, lake: s3Lake(objects, folder) };
}
