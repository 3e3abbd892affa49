import {
  ConditionalCheckFailedException,
  type CancellationReason,
  TransactionCanceledException,
} from '@aws-sdk/client-dynamodb';
import { ItemStoreError } from '../../ports/item-errors.ts';
import type { TransactFailure } from '../../ports/item-store.ts';
import { readItem } from './read-item.ts';

/** What an error of a write means. `retry` lists the actions that lost to another writer, all of them where unknown. */
export type WriteVerdict =
  | { readonly kind: 'conflict'; readonly failures: readonly TransactFailure[] }
  | { readonly kind: 'retry'; readonly failures: readonly TransactFailure[] };

const retriedCodes: ReadonlySet<string> = new Set([
  'TransactionConflict',
  'ThrottlingError',
  'ProvisionedThroughputExceeded',
]);
const retriedNames: ReadonlySet<string> = new Set([
  'TransactionConflictException',
  'TransactionInProgressException',
  'ProvisionedThroughputExceededException',
  'ThrottlingException',
  'RequestLimitExceeded',
  'InternalServerError',
]);

const conditionFailure = (action: number, item: CancellationReason['Item']): TransactFailure => ({
  action,
  reason: 'condition',
  ...(item === undefined || Object.keys(item).length === 0 ? {} : { item: readItem(item) }),
});

const invalid = (message: string, cause: unknown): ItemStoreError =>
  new ItemStoreError(
    /size/i.test(message) ? 'ItemTooLarge' : 'InvalidTransaction',
    `DynamoDB refused the write: ${message}`,
    { cause },
  );

const judgeReasons = (error: TransactionCanceledException): WriteVerdict => {
  const reasons = (error.CancellationReasons ?? []).map((reason, action) => ({ ...reason, action }));
  const failed = reasons.filter(({ Code }) => Code === 'ConditionalCheckFailed');
  if (failed.length > 0) {
    return { kind: 'conflict', failures: failed.map(({ action, Item }) => conditionFailure(action, Item)) };
  }
  const refused = reasons.find(({ Code }) => Code === 'ValidationError' || Code === 'ItemCollectionSizeLimitExceeded');
  if (refused !== undefined) throw invalid(`action ${refused.action}: ${refused.Message ?? refused.Code ?? ''}`, error);
  const lost = reasons.filter(({ Code }) => Code !== undefined && retriedCodes.has(Code));
  if (lost.length > 0) {
    return { kind: 'retry', failures: lost.map(({ action }) => ({ action, reason: 'contention' })) };
  }
  throw new ItemStoreError('StoreUnavailable', `DynamoDB cancelled the transaction: ${error.message}`, {
    cause: error,
  });
};

/**
 * Failed conditions come before lost races, and both before refusals: the caller can act on them. Throws
 * `InvalidTransaction`, `ItemTooLarge` or `StoreUnavailable` for the rest.
 */
export const judgeWriteError = (error: unknown, actionCount: number): WriteVerdict => {
  if (error instanceof TransactionCanceledException) return judgeReasons(error);
  if (error instanceof ConditionalCheckFailedException) {
    return { kind: 'conflict', failures: [conditionFailure(0, error.Item)] };
  }
  const name = error instanceof Error ? error.name : 'unknown error';
  const message = error instanceof Error ? error.message : String(error);
  if (retriedNames.has(name)) {
    const failures = Array.from({ length: actionCount }, (_, action) => ({ action, reason: 'contention' as const }));
    return { kind: 'retry', failures };
  }
  if (name === 'ValidationException') throw invalid(message, error);
  throw new ItemStoreError('StoreUnavailable', `DynamoDB did not answer (${name}): ${message}`, { cause: error });
};
