import { describe } from 'vitest';
import { memoryItemStore } from '../../local/simulation/memory-storage.ts';
import { contractTable, itemStoreContract } from './item-store.contract.ts';

describe('the item store of simulations', () => {
  itemStoreContract({
    runs: 200,
    open: async () => ({ store: memoryItemStore(contractTable), close: () => Promise.resolve() }),
  });
});
