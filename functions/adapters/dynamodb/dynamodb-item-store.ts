import { ItemStoreError } from '../../ports/item-errors.ts';
import type { ItemReader, ItemStore } from '../../ports/item-store.ts';
import { itemStoreOver } from './item-store-over.ts';
import type { DynamoDbItemStoreOptions } from './item-store-over.ts';
import { deleteItems } from './delete-items.ts';
import { writeItems } from './write-items.ts';

export const createDynamoDbItemStore = (options: DynamoDbItemStoreOptions): ItemStore =>
  itemStoreOver(options, writeItems(options.client, options.tableName));

/** Reads, and strikes off what was delivered. */
export const createDeletingItemStore = (options: DynamoDbItemStoreOptions): ItemStore =>
  itemStoreOver(options, deleteItems(options.client, options.tableName));

/** Reads alone. */
export const createDynamoDbItemReader = (options: DynamoDbItemStoreOptions): ItemReader =>
  itemStoreOver(options, () => Promise.reject(new ItemStoreError('StoreUnavailable', 'this function only reads.')));
