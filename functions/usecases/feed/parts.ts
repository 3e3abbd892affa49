import type { Feed } from '../../../policy/feeds/schema.ts';
import type { FeedStates } from '../../ports/feeds.ts';
import type { Lake } from '../../ports/lake.ts';
import type { LakeWriter } from '../../ports/lake-writer.ts';
import type { Policy } from '../../ports/policy.ts';
import type { Time } from '../../ports/time.ts';
import type { Vault } from '../../ports/vault.ts';

/** What the use cases of feeds need. */
export interface FeedParts {
  /** The register (数据源登记). */
  readonly feeds: readonly Feed[];
  readonly lake: Lake;
  readonly writer: LakeWriter;
  readonly states: FeedStates;
  readonly vault: Vault;
  readonly policy: Pick<Policy, 'areaName' | 'unitName' | 'unitsUnder' | 'setting' | 'mark'>;
  readonly time: Time;
}
