import { CfnOutput, Duration, RemovalPolicy, Stack, TimeZone } from 'aws-cdk-lib';
import type { StackProps } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import type * as lambda from 'aws-cdk-lib/aws-lambda';
import { SqsDestination } from 'aws-cdk-lib/aws-lambda-destinations';
import { Schedule, ScheduleExpression } from 'aws-cdk-lib/aws-scheduler';
import { LambdaInvoke } from 'aws-cdk-lib/aws-scheduler-targets';
import type * as s3 from 'aws-cdk-lib/aws-s3';
import type * as sqs from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import { acknowledgeWildcard, versionsOf } from '../acknowledgements.ts';
import type { Config } from '../config.ts';
import { AnchorBucket, allowAnchors } from '../constructs/anchors.ts';
import { allowTable } from '../constructs/access.ts';
import { deadLetters } from '../constructs/dead-letters.ts';
import { HouseFunction } from '../constructs/function.ts';
import type { DataStack } from './data.ts';

export interface AuditStackProps extends StackProps {
  readonly config: Config;
  readonly data: DataStack;
}

const RETRY_WITHIN = Duration.hours(20);

/**
 * What vouches for the records: a key that only signs, a bucket that only keeps, and the one function that may use them. A
 * stack of its own, so that other people than those of the house can be given it.
 */
export class AuditStack extends Stack {
  readonly #data: DataStack;
  /** What is watched. */
  readonly anchor: lambda.IFunction;
  readonly failures: sqs.Queue;

  constructor(scope: Construct, id: string, { config, data, ...props }: AuditStackProps) {
    super(scope, id, { terminationProtection: true, ...props });
    this.#data = data;
    const key = this.#signingKey();
    const { bucket } = new AnchorBucket(this, 'Anchors', { lock: config.anchorLock });
    const { anchoring, role } = this.#anchoring(config, key, bucket);
    this.anchor = anchoring;
    this.failures = deadLetters(this, 'AnchorFailures', { key: data.storageKey, writer: role });
    this.#daily(anchoring, this.failures);
    new CfnOutput(this, 'AnchorBucket', { value: bucket.bucketName });
    new CfnOutput(this, 'SigningKeyArn', {
      value: key.keyArn,
      description: 'Hand its public half to whoever audits (docs/audit.md)',
    });
  }

  #signingKey(): kms.Key {
    // No rotation: KMS turns no asymmetric key, and an anchor must be verifiable with the key that an auditor was once given.
    return new kms.Key(this, 'SigningKey', {
      description: 'Signs the daily anchors of all records',
      keySpec: kms.KeySpec.ECC_NIST_P256,
      keyUsage: kms.KeyUsage.SIGN_VERIFY,
      removalPolicy: RemovalPolicy.RETAIN,
      pendingWindow: Duration.days(30),
    });
  }

  #anchoring({ stage, prefix }: Config, key: kms.Key, bucket: s3.Bucket) {
    const { table, storageKey } = this.#data;
    const { function: anchoring, role } = new HouseFunction(this, 'Anchor', {
      entry: 'anchor',
      description: 'Verifies what was written since yesterday and signs where every record stands',
      timeout: Duration.minutes(15),
      memory: 2048,
      failures: 'Called by the schedule; what failed goes to a queue as the failure destination.',
      key: storageKey,
      // Two at once would take the same number, and one of them in vain.
      concurrency: 1,
      environment: {
        STAGE: stage,
        HOUSE: prefix,
        TABLE_NAME: table.tableName,
        ANCHOR_BUCKET: bucket.bucketName,
        ANCHOR_KEY_ID: key.keyArn,
      },
    });
    allowTable(role, table, { reads: true, writes: 'none', indexes: ['gsi4'] });
    allowAnchors(role, bucket);
    role.addToPolicy(new iam.PolicyStatement({ actions: ['kms:GetPublicKey'], resources: [key.keyArn] }));
    role.addToPolicy(
      new iam.PolicyStatement({
        actions: ['kms:Sign'],
        resources: [key.keyArn],
        conditions: { StringEquals: { 'kms:SigningAlgorithm': 'ECDSA_SHA_256', 'kms:MessageType': 'DIGEST' } },
      }),
    );
    return { anchoring, role };
  }

  /** 03:30: nobody works, and the month's scan of 02:00 is over. */
  #daily(anchoring: lambda.Function, failures: sqs.Queue): void {
    const { storageKey } = this.#data;
    anchoring.configureAsyncInvoke({
      retryAttempts: 2,
      maxEventAge: Duration.hours(6),
      onFailure: new SqsDestination(failures),
    });
    const caller = new iam.Role(this, 'AnchorCaller', {
      assumedBy: new iam.ServicePrincipal('scheduler.amazonaws.com', {
        conditions: { StringEquals: { 'aws:SourceAccount': this.account } },
      }),
    });
    caller.addToPolicy(
      new iam.PolicyStatement({
        actions: ['kms:Decrypt', 'kms:GenerateDataKey'],
        resources: [storageKey.keyArn],
      }),
    );
    acknowledgeWildcard(caller, versionsOf(anchoring), 'Whichever version of this one function is deployed.');
    new Schedule(this, 'AnchorSchedule', {
      schedule: ScheduleExpression.cron({ minute: '30', hour: '3', timeZone: TimeZone.ASIA_SHANGHAI }),
      description: 'Takes the anchor of the day',
      target: new LambdaInvoke(anchoring, {
        role: caller,
        retryAttempts: 10,
        maxEventAge: RETRY_WITHIN,
        deadLetterQueue: failures,
      }),
    });
  }
}
