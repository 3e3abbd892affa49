/**
 * `Invalid…` and `…TooLarge` are mistakes of the caller and fail again when repeated; `StoreUnavailable` may succeed
 * later (disk full, endpoint unreachable, store closed).
 */
export type ItemStoreErrorName =
  | 'InvalidItem'
  | 'InvalidTransaction'
  | 'InvalidQuery'
  | 'InvalidCursor'
  | 'ItemTooLarge'
  | 'TransactionTooLarge'
  | 'StoreUnavailable';

export class ItemStoreError extends Error {
  override readonly name: ItemStoreErrorName;

  constructor(name: ItemStoreErrorName, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = name;
  }
}
