import { describe, expect, it } from 'vitest';
import { readConfig } from '../../infra/config.ts';
import { cloudHouse } from '../../infra/house.ts';
import { Template } from 'aws-cdk-lib/assertions';
import { bareApp, listed, partitions, statementsOf, synthesised } from './synthesised.ts';

describe.each(partitions)('the audit stack for %s', (partition) => {
  const { resources, templates } = synthesised(partition);
  const [[bucketId, bucket] = ['', undefined]] = resources('audit', 'AWS::S3::Bucket');
  const [[keyId, key] = ['', undefined]] = resources('audit', 'AWS::KMS::Key');

  it('keeps every version of an anchor for thirty years, from the account’s own root too', () => {
    expect(bucket!.Properties).toMatchObject({
      ObjectLockEnabled: true,
      ObjectLockConfiguration: {
        ObjectLockEnabled: 'Enabled',
        Rule: { DefaultRetention: { Mode: 'COMPLIANCE', Days: 10_950 } },
      },
      VersioningConfiguration: { Status: 'Enabled' },
      BucketEncryption: {
        ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } }],
      },
    });
    expect(bucket).toMatchObject({ DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Retain' });
  });

  it('takes nothing into the bucket that does not ask for an empty place, and nothing in plain', () => {
    const [[, policy] = []] = resources('audit', 'AWS::S3::BucketPolicy');
    const denied = policy!.Properties['PolicyDocument'].Statement.filter(
      ({ Effect }: { Effect: string }) => Effect === 'Deny',
    );
    expect(denied.map(({ Condition }: { Condition: unknown }) => Condition)).toEqual([
      { Bool: { 'aws:SecureTransport': 'false' } },
      { Null: { 's3:if-none-match': 'true' } },
    ]);
  });

  it('signs with a key that can do nothing else, and outlives the stack', () => {
    expect(key!.Properties).toMatchObject({ KeySpec: 'ECC_NIST_P256', KeyUsage: 'SIGN_VERIFY' });
    expect(key).toMatchObject({ DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Retain' });
  });

  it('takes the anchor at half past three by the wall of Dongying; what fails goes to a queue', () => {
    const [[, schedule] = []] = resources('audit', 'AWS::Scheduler::Schedule');
    expect(schedule!.Properties).toMatchObject({
      ScheduleExpression: 'cron(30 3 * * ? *)',
      ScheduleExpressionTimezone: 'Asia/Shanghai',
    });
    expect(JSON.stringify(schedule!.Properties['Target'].DeadLetterConfig)).toContain('AnchorFailures');
    const [[, invoked] = []] = resources('audit', 'AWS::Lambda::EventInvokeConfig');
    expect(JSON.stringify(invoked!.Properties['DestinationConfig'].OnFailure)).toContain('AnchorFailures');
    const [[, anchoring] = []] = resources('audit', 'AWS::Lambda::Function');
    expect(anchoring!.Properties['ReservedConcurrentExecutions']).toBe(1);
  });

  it('lets the function read records and old anchors, sign, and add: nothing else', () => {
    if (partition !== 'aws') return;
    const [[, anchoring] = []] = resources('audit', 'AWS::Lambda::Function');
    const statements = statementsOf(anchoring!.Properties['Role']['Fn::GetAtt'][0], 'audit');
    const on = (part: string): string[] =>
      statements
        .filter(({ Resource }) => JSON.stringify(Resource).includes(part))
        .flatMap(({ Action }) => listed(Action).map(String))
        .toSorted();
    expect(on(`"${bucketId}"`)).toEqual(['s3:GetObjectVersion', 's3:ListBucketVersions', 's3:PutObject']);
    expect(on(`"${keyId}"`)).toEqual(['kms:GetPublicKey', 'kms:Sign']);
    expect(statements.find(({ Action }) => Action === 'kms:Sign')!.Condition).toEqual({
      StringEquals: { 'kms:SigningAlgorithm': 'ECDSA_SHA_256', 'kms:MessageType': 'DIGEST' },
    });
    const onTable = statements
      .flatMap(({ Action }) => listed(Action))
      .filter((action: string) => action.startsWith('dynamodb:'));
    expect(new Set(onTable)).toEqual(new Set(['dynamodb:GetItem', 'dynamodb:Query']));
  });

  it('lets no other function sign or write anchors', () => {
    for (const stack of ['data', 'workflow', 'api'] as const) {
      expect(JSON.stringify(templates[stack].toJSON())).not.toContain('kms:Sign"');
      expect(JSON.stringify(templates[stack].toJSON())).not.toContain(bucketId);
    }
  });
});

describe('the audit stack of a trial', () => {
  it('keeps anchors for a day, so that the bucket can be emptied afterwards', () => {
    const { audit } = cloudHouse(bareApp(), readConfig({ anchorLock: 'governance' }));
    const [bucket] = Object.values(Template.fromStack(audit).findResources('AWS::S3::Bucket'));
    expect(bucket!['Properties'].ObjectLockConfiguration.Rule).toEqual({
      DefaultRetention: { Mode: 'GOVERNANCE', Days: 1 },
    });
  });
});
