import { RemovalPolicy, Stack, Validations } from 'aws-cdk-lib';
import type { Duration, Size } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import type * as kms from 'aws-cdk-lib/aws-kms';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as logs from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { join } from 'node:path';
import { bundles } from '../bundling.ts';

/** Stands for a bundle where a test only looks at templates. */
const unbundled = join(import.meta.dirname, '../../functions/entry');

export interface HouseFunctionProps {
  /** File in `functions/entry`, without its ending. */
  readonly entry: string;
  readonly description: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly timeout: Duration;
  /** MB; the CPU grows with it, and most of a cold start is CPU. */
  readonly memory: number;
  /** Seals the log. */
  readonly key: kms.IKey;
  /** DuckDB's library, for those that read or write datasets. */
  readonly duckdb?: lambda.ILayerVersion;
  /** Room for datasets in /tmp; default 512 MB. */
  readonly disk?: Size;
  /** Absent: as many at a time as the account allows. */
  readonly concurrency?: number;
  /** Who calls it, and where a call that failed can be found: a reason not to have a dead letter target. */
  readonly failures: string;
}

/** One entry with a role and a log of its own. The role may write that log; everything else is granted by name. */
export class HouseFunction extends Construct {
  readonly function: lambda.Function;
  readonly role: iam.Role;
  readonly entry: string;

  constructor(scope: Construct, id: string, props: HouseFunctionProps) {
    super(scope, id);
    this.entry = props.entry;
    this.role = new iam.Role(this, 'Role', {
      assumedBy: new iam.ServicePrincipal('lambda.amazonaws.com'),
      description: props.description,
    });
    const logGroup = new logs.LogGroup(this, 'Log', {
      encryptionKey: props.key,
      // 网络安全法 art 21: network logs are kept for at least six months.
      retention: logs.RetentionDays.ONE_YEAR,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    logGroup.grantWrite(this.role);
    Validations.of(this).acknowledge({ id: 'Serverless-LambdaDLQ', reason: props.failures });
    this.function = new lambda.Function(this, 'Function', {
      code: codeOf(this, props.entry),
      handler: 'index.handler',
      description: props.description,
      runtime: lambda.Runtime.NODEJS_24_X,
      architecture: lambda.Architecture.ARM_64,
      role: this.role,
      logGroup,
      loggingFormat: lambda.LoggingFormat.JSON,
      systemLogLevelV2: lambda.SystemLogLevel.WARN,
      timeout: props.timeout,
      memorySize: props.memory,
      ...(props.disk === undefined ? {} : { ephemeralStorageSize: props.disk }),
      ...(props.duckdb === undefined ? {} : { layers: [props.duckdb] }),
      environment: { ...props.environment },
      ...(props.concurrency === undefined ? {} : { reservedConcurrentExecutions: props.concurrency }),
    });
  }
}

function codeOf(scope: Construct, entry: string): lambda.Code {
  return lambda.Code.fromAsset(Stack.of(scope).bundlingRequired ? join(bundles().folder, entry) : unbundled);
}
