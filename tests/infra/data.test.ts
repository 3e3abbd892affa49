import { describe, expect, it } from 'vitest';
import { table } from '../../functions/store/table.ts';
import { type Part, partitions, synthesised } from './synthesised.ts';

describe.each(partitions)('the data stack for %s', (partition) => {
  const [, made] = synthesised(partition).resources('data', 'AWS::DynamoDB::Table')[0] ?? [];
  const keysOf = (schema: { AttributeName: string; KeyType: string }[]) =>
    schema.map(({ AttributeName }) => AttributeName);

  it('has the table of functions/store/table.ts, with its keys and indexes', () => {
    const { KeySchema, GlobalSecondaryIndexes, AttributeDefinitions } = made!.Properties;
    expect(keysOf(KeySchema)).toEqual([table.partitionKey, table.sortKey]);
    expect(
      GlobalSecondaryIndexes.map((index: Part) => ({
        name: index.IndexName,
        keys: keysOf(index.KeySchema),
        all: index.Projection.ProjectionType,
      })),
    ).toEqual(table.indexes.map(({ name, pk, sk }) => ({ name, keys: [pk, sk], all: 'ALL' })));
    expect(new Set(AttributeDefinitions.map(({ AttributeType }: Part) => AttributeType))).toEqual(new Set(['S']));
  });

  it('is on demand, sealed by our key, restorable to any second of 35 days, and streams what was written', () => {
    expect(made!.Properties).toMatchObject({
      BillingMode: 'PAY_PER_REQUEST',
      SSESpecification: { SSEEnabled: true, SSEType: 'KMS' },
      PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true, RecoveryPeriodInDays: 35 },
      StreamSpecification: { StreamViewType: 'NEW_IMAGE' },
      TimeToLiveSpecification: { AttributeName: table.timeToLive, Enabled: true },
    });
  });

  it('outlives every deployment, and so do its keys', () => {
    expect(made!.Properties['DeletionProtectionEnabled']).toBe(true);
    const kept = [
      made!,
      ...synthesised(partition)
        .resources('data', 'AWS::KMS::Key')
        .map(([, key]) => key),
    ];
    expect(kept).toHaveLength(3);
    for (const resource of kept)
      expect(resource).toMatchObject({ DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Retain' });
  });

  it('turns its keys every year', () => {
    for (const [, { Properties }] of synthesised(partition).resources('data', 'AWS::KMS::Key')) {
      expect(Properties['EnableKeyRotation']).toBe(true);
    }
  });
});
