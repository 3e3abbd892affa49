import { Duration, RemovalPolicy, Validations } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { acknowledgeWildcard, objectsIn } from '../acknowledgements.ts';
import type { Config } from '../config.ts';

/** As long as files of decisions on aid to people are kept (机关文件材料归档范围和文书档案保管期限规定: 30年). */
const YEARS_KEPT = 30;

/** Where `functions/adapters/anchors/s3-anchor-store.ts` puts them. */
const ANCHORS = 'anchors/*';

/**
 * Keeps every version that was ever written. With `compliance` nobody can take one away before its time, the account's root
 * included: it is people with rights like these whom anchors are to survive. `governance` is for trials.
 */
export class AnchorBucket extends Construct {
  readonly bucket: s3.Bucket;

  constructor(scope: Construct, id: string, { lock }: { readonly lock: Config['anchorLock'] }) {
    super(scope, id);
    const kept = Duration.days(365 * YEARS_KEPT);
    this.bucket = new s3.Bucket(this, 'Bucket', {
      // No key of ours: numbers and hashes are no secret, and a key that can be deleted would be a way around the lock.
      encryption: s3.BucketEncryption.S3_MANAGED,
      blockPublicAccess: s3.BlockPublicAccess.BLOCK_ALL,
      enforceSSL: true,
      versioned: true,
      objectLockEnabled: true,
      objectLockDefaultRetention:
        lock === 'compliance'
          ? s3.ObjectLockRetention.compliance(kept)
          : s3.ObjectLockRetention.governance(Duration.days(1)),
      removalPolicy: RemovalPolicy.RETAIN,
    });
    // A writer that does not ask for an empty place could lay something over an anchor.
    this.bucket.addToResourcePolicy(
      new iam.PolicyStatement({
        effect: iam.Effect.DENY,
        principals: [new iam.AnyPrincipal()],
        actions: ['s3:PutObject'],
        resources: [this.bucket.arnForObjects('*')],
        conditions: { Null: { 's3:if-none-match': 'true' } },
      }),
    );
    Validations.of(this.bucket).acknowledge({
      id: 'AwsSolutions-S1',
      reason:
        'Who wrote what is in CloudTrail data events, which the account turns on; what was written cannot be undone.',
    });
  }
}

/** Reads what lies there, by version, and adds to it. */
export function allowAnchors(role: iam.Role, bucket: s3.Bucket): void {
  role.addToPolicy(new iam.PolicyStatement({ actions: ['s3:ListBucketVersions'], resources: [bucket.bucketArn] }));
  role.addToPolicy(
    new iam.PolicyStatement({
      actions: ['s3:GetObjectVersion', 's3:PutObject'],
      resources: [bucket.arnForObjects(ANCHORS)],
    }),
  );
  acknowledgeWildcard(role, objectsIn(bucket, ANCHORS), 'The anchors of one bucket; their names are numbers.');
}
