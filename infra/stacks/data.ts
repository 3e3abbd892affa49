import { Aws, CfnOutput, Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import type { StackProps } from 'aws-cdk-lib';
import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import type * as s3 from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import { table as definition } from '../../functions/store/table.ts';
import { LakeBucket } from '../constructs/lake.ts';

/** All that must outlive every deployment. Nothing here is ever replaced or deleted by one. */
export class DataStack extends Stack {
  /** At rest: table, logs, queues. */
  readonly storageKey: kms.Key;
  /** Above the table: wraps the keys of families, doorbells and the blind index. Reading the table does not suffice. */
  readonly vaultKey: kms.Key;
  readonly table: dynamodb.Table;
  /** What departments deliver. */
  readonly lake: s3.Bucket;

  constructor(scope: Construct, id: string, props: StackProps) {
    super(scope, id, { terminationProtection: true, ...props });
    this.storageKey = this.#key('StorageKey', 'At rest: table, logs and queues');
    this.vaultKey = this.#key('VaultKey', 'Wraps the keys of families, doorbells and the blind index');
    this.storageKey.addToResourcePolicy(this.#logService());
    this.storageKey.addToResourcePolicy(this.#deadLettersOfRules());
    this.table = this.#table();
    this.lake = new LakeBucket(this, 'Lake', { key: this.storageKey }).bucket;
    new CfnOutput(this, 'TableName', { value: this.table.tableName });
    new CfnOutput(this, 'LakeBucket', {
      value: this.lake.bucketName,
      description: 'Departments put files into inbox/<feed>/<YYYY-MM-DD>/',
    });
    new CfnOutput(this, 'VaultKeyArn', {
      value: this.vaultKey.keyArn,
      description: 'Wrap the key of the blind index under this one',
    });
  }

  #key(id: string, description: string): kms.Key {
    return new kms.Key(this, id, {
      description,
      enableKeyRotation: true,
      removalPolicy: RemovalPolicy.RETAIN,
      pendingWindow: Duration.days(30),
    });
  }

  /** CloudWatch Logs seals this account's groups with the key, and nothing else. */
  #logService(): iam.PolicyStatement {
    return new iam.PolicyStatement({
      principals: [new iam.ServicePrincipal(`logs.${this.region}.amazonaws.com`)],
      actions: ['kms:Decrypt*', 'kms:Describe*', 'kms:Encrypt*', 'kms:GenerateDataKey*', 'kms:ReEncrypt*'],
      resources: ['*'],
      conditions: {
        ArnLike: {
          'kms:EncryptionContext:aws:logs:arn': `arn:${Aws.PARTITION}:logs:${this.region}:${Aws.ACCOUNT_ID}:log-group:*`,
        },
      },
    });
  }

  /** A rule writes what it could not deliver into its sealed queue by itself, without a role of ours. */
  #deadLettersOfRules(): iam.PolicyStatement {
    return new iam.PolicyStatement({
      principals: [new iam.ServicePrincipal('events.amazonaws.com')],
      actions: ['kms:Decrypt', 'kms:GenerateDataKey'],
      resources: ['*'],
      conditions: { StringEquals: { 'aws:SourceAccount': this.account } },
    });
  }

  #table(): dynamodb.Table {
    const text = (name: string): dynamodb.Attribute => ({ name, type: dynamodb.AttributeType.STRING });
    const table = new dynamodb.Table(this, 'Table', {
      partitionKey: text(definition.partitionKey),
      sortKey: text(definition.sortKey),
      billingMode: dynamodb.BillingMode.PAY_PER_REQUEST,
      encryption: dynamodb.TableEncryption.CUSTOMER_MANAGED,
      encryptionKey: this.storageKey,
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true, recoveryPeriodInDays: 35 },
      // The outbox consumer reads what was written, never what stood there before.
      stream: dynamodb.StreamViewType.NEW_IMAGE,
      timeToLiveAttribute: definition.timeToLive,
      deletionProtection: true,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    for (const { name, pk, sk } of definition.indexes) {
      table.addGlobalSecondaryIndex({ indexName: name, partitionKey: text(pk), sortKey: text(sk) });
    }
    return table;
  }
}
