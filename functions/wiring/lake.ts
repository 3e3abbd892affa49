import { S3Client } from '@aws-sdk/client-s3';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { s3Lake } from '../adapters/lake/s3-lake.ts';
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

export function openLake(environment: Environment): OpenedLake {
  const { LAKE_BUCKET: bucket } = readEnvironment(lakeSettings, environment);
  const objects = s3Objects(new S3Client(transferSettings), bucket);
  const folder = join(tmpdir(), 'lake');
  return { objects, folder, lake: s3Lake(objects, folder) };
}
