import { Duration, RemovalPolicy, Validations } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import type * as kms from 'aws-cdk-lib/aws-kms';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { acknowledgeWildcard, objectsOf } from '../acknowledgements.ts';

const DAYS_KEPT = Duration.days(30);

/**
 * Datasets of departments' feeds, with an `inbox/` for files and an `outbox/` for what came of them. Datasets hold pseudonyms and
 * sealed identities; files as they were delivered hold people's numbers, and are gone after a month.
 */
export class LakeBucket extends Construct {
  readonly bucket: s3.Bucket;

  constructor(scope: Construct, id: string, { key }: { readonly key: kms.IKey }) {
    super(scope, id);
    const plain = (prefix: string): s3.LifecycleRule => ({
      prefix,
      expiration: DAYS_KEPT,
      noncurrentVersionExpiration: DAYS_KEPT,
    });
    this.bucket = new s3.Bucket(this, 'Bucket', {
      encryption: s3.BucketEncryption.KMS,
      encryptionKey: key,
      bucketKeyEnabled: true,
      blockPublicAccess: s3.BlockPublicAccess.BLOCK_ALL,
      enforceSSL: true,
      versioned: true,
      removalPolicy: RemovalPolicy.RETAIN,
      lifecycleRules: [plain('inbox/'), plain('outbox/')],
    });
    // CDK's own way would bring a Python function of its making.
    const { defaultChild } = this.bucket.node;
    if (defaultChild instanceof s3.CfnBucket) {
      defaultChild.notificationConfiguration = { eventBridgeConfiguration: { eventBridgeEnabled: true } };
    }
    Validations.of(this.bucket).acknowledge({
      id: 'AwsSolutions-S1',
      reason:
        'Who read what is in CloudTrail data events, which the account turns on; a bucket of access logs would hold ids.',
    });
  }
}

/** Reads datasets; `write`: makes versions of them and answers deliveries. */
export function allowLake(role: iam.Role, bucket: s3.Bucket, key: kms.IKey, access: 'read' | 'read-and-write'): void {
  const writes = access === 'read-and-write';
  role.addToPolicy(new iam.PolicyStatement({ actions: ['s3:ListBucket'], resources: [bucket.bucketArn] }));
  role.addToPolicy(
    new iam.PolicyStatement({
      actions: ['s3:GetObject', ...(writes ? ['s3:PutObject'] : [])],
      resources: [bucket.arnForObjects('*')],
    }),
  );
  acknowledgeWildcard(role, objectsOf(bucket), 'The objects of one bucket; their names are made as data come in.');
  role.addToPolicy(
    new iam.PolicyStatement({
      actions: ['kms:Decrypt', ...(writes ? ['kms:GenerateDataKey'] : [])],
      resources: [key.keyArn],
      conditions: { StringLike: { 'kms:ViaService': `s3.${bucket.env.region}.amazonaws.com*` } },
    }),
  );
}
