import { Stack } from 'aws-cdk-lib';
import type * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import * as iam from 'aws-cdk-lib/aws-iam';
import type * as kms from 'aws-cdk-lib/aws-kms';
import type { table as tableDefinition } from '../../functions/store/table.ts';

export type IndexName = (typeof tableDefinition)['indexes'][number]['name'];

export interface TableAccess {
  readonly reads: boolean;
  /** Everything that a transaction of the house is made of, or only striking off what was delivered. */
  readonly writes: 'all' | 'deletes' | 'none';
  /** Indexes that it queries. */
  readonly indexes: readonly IndexName[];
}

const READS = ['dynamodb:GetItem', 'dynamodb:Query'];
const WRITES = {
  all: ['PutItem', 'UpdateItem', 'DeleteItem', 'ConditionCheckItem'],
  deletes: ['DeleteItem'],
  none: [],
};

/** Some actions on one resource. */
export function allow(role: iam.Role, actions: readonly string[], resource: string): void {
  role.addToPolicy(new iam.PolicyStatement({ actions: [...actions], resources: [resource] }));
}

export function allowTable(role: iam.Role, table: dynamodb.Table, access: TableAccess): void {
  const actions = [...(access.reads ? READS : []), ...WRITES[access.writes].map((action) => `dynamodb:${action}`)];
  role.addToPolicy(new iam.PolicyStatement({ actions, resources: [table.tableArn] }));
  if (access.indexes.length > 0) {
    role.addToPolicy(
      new iam.PolicyStatement({
        actions: ['dynamodb:Query'],
        resources: access.indexes.map((index) => `${table.tableArn}/index/${index}`),
      }),
    );
  }
  if (table.encryptionKey !== undefined) allowThroughTable(role, table.encryptionKey);
}

/** The table's own key, used by DynamoDB on the caller's behalf and by nobody directly. */
function allowThroughTable(role: iam.Role, key: kms.IKey): void {
  role.addToPolicy(
    new iam.PolicyStatement({
      actions: [
        'kms:Decrypt',
        'kms:DescribeKey',
        'kms:Encrypt',
        'kms:GenerateDataKey',
        'kms:GenerateDataKeyWithoutPlaintext',
        'kms:ReEncryptFrom',
        'kms:ReEncryptTo',
      ],
      resources: [key.keyArn],
      // The value ends in the partition's own suffix.
      conditions: { StringLike: { 'kms:ViaService': `dynamodb.${Stack.of(role).region}.amazonaws.com*` } },
    }),
  );
}

/** What a function may do with the keys that stand above the table: those of families, of doorbells, of the blind index. */
export interface VaultAccess {
  readonly households?: 'open' | 'create-and-open';
  readonly doorbells?: 'open' | 'create-and-open';
  /** Secrets with which messages to webhooks are signed. */
  readonly webhooks?: 'open' | 'create-and-open';
  readonly blindIndex?: boolean;
}

/** Scopes of the vault that are no household's; `functions/store/{tokens,webhooks}.ts` and `functions/wiring/vault.ts` name them. */
const DOORBELLS = 'doorbells';
const WEBHOOKS = 'webhooks';
const BLIND_INDEX = 'blind-index';

const SCOPE = 'kms:EncryptionContext:scope';
const OURS = { 'kms:EncryptionContext:app': 'yimen' };

/** KMS itself keeps them apart, by the encryption context under which each key was wrapped. */
export function allowVault(role: iam.Role, key: kms.IKey, access: VaultAccess): void {
  const allow = (actions: readonly string[], conditions: iam.Conditions) =>
    role.addToPolicy(new iam.PolicyStatement({ actions: [...actions], resources: [key.keyArn], conditions }));
  if (access.households !== undefined) {
    allow(actionsOf(access.households), {
      StringEquals: OURS,
      StringNotEquals: { [SCOPE]: [DOORBELLS, WEBHOOKS, BLIND_INDEX] },
    });
  }
  if (access.doorbells !== undefined) {
    allow(actionsOf(access.doorbells), { StringEquals: { ...OURS, [SCOPE]: DOORBELLS } });
  }
  if (access.webhooks !== undefined) {
    allow(actionsOf(access.webhooks), { StringEquals: { ...OURS, [SCOPE]: WEBHOOKS } });
  }
  if (access.blindIndex === true) allow(['kms:Decrypt'], { StringEquals: { ...OURS, [SCOPE]: BLIND_INDEX } });
}

const actionsOf = (power: 'open' | 'create-and-open'): readonly string[] =>
  power === 'open' ? ['kms:Decrypt'] : ['kms:Decrypt', 'kms:GenerateDataKey'];
