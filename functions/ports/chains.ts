import type { Chain, ChainId } from '../domain/audit/chain.ts';
import type { CivilDate } from '../domain/values/civil-date.ts';

/** Every record of the house that is linked by hash, as it lies in the store. */
export interface Chains {
  /** Chains of cases whose last write was on that day; an index, which may lag behind the table. */
  lastChangedOn(day: CivilDate): AsyncIterable<ChainId>;
  /** Head and events of one moment. Damaged events are told, not thrown. */
  read(chain: ChainId): Promise<Chain>;
}
