import { Annotations } from 'aws-cdk-lib';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

const folder = join(import.meta.dirname, '../duckdb-layer');
const library = join(folder, 'nodejs/node_modules/@duckdb/node-bindings-linux-arm64/libduckdb.so');

const HOW = 'DuckDB for Lambda is not installed here; run: npm run layer';

/**
 * DuckDB's library for arm64 (62 MB), whatever machine synthesises. Without it templates can be made and looked at, but nothing may
 * be deployed: functions that need it would fail at their first call.
 */
export class DuckDbLayer extends Construct {
  readonly layer: lambda.LayerVersion;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    if (!existsSync(library)) {
      // Set by the CDK CLI, and by nothing that only synthesises.
      if (process.env['CDK_CLI_VERSION'] !== undefined) throw new Error(HOW);
      Annotations.of(this).addWarningV2('yimen:duckdb-layer', HOW);
    }
    this.layer = new lambda.LayerVersion(this, 'Layer', {
      description: 'DuckDB for Node on arm64',
      code: lambda.Code.fromAsset(folder),
      compatibleArchitectures: [lambda.Architecture.ARM_64],
      compatibleRuntimes: [lambda.Runtime.NODEJS_24_X],
    });
  }
}
