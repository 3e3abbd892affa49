import type { Feed } from '../../policy/feeds/schema.ts';
import type { Indicator } from '../../policy/indicators/schema.ts';
import type { Hit } from '../domain/monitoring/hit.ts';
import type { RunIndicator } from '../domain/monitoring/run.ts';
import type { CivilDate } from '../domain/values/civil-date.ts';
import type { Manifest, SealedIdentity } from './lake.ts';

/** One version of a feed's dataset, and where its parts can be read. */
export interface ScanInput {
  readonly manifest: Manifest;
  readonly files: readonly string[];
}

export interface ScanRequest {
  readonly indicators: readonly Indicator[];
  readonly feeds: readonly Feed[];
  /** The day that the indicators are asked for. */
  readonly asOf: CivilDate;
  /** By feed; absent where none has come. */
  readonly inputs: ReadonlyMap<string, ScanInput>;
  /** A fresh secret of 16 to 30 URL-safe characters: people's names within this run are made of it. Drawn again where two people met. */
  readonly drawKey: () => string;
}

export interface ScanReport {
  readonly indicators: readonly RunIndicator[];
  readonly persons: number;
  /** Damaged rows of the feeds, and for how many of them a person is proposed. */
  readonly damaged: number;
  readonly matched: number;
  readonly ms: number;
}

export interface Scanner {
  /**
   * Asks all indicators of the whole population. Hits come in batches, by indicator in the order of the request and by person
   * within it: the same data give the same hits in the same order.
   */
  scan(request: ScanRequest, onHits: (hits: readonly Hit[]) => Promise<void>): Promise<ScanReport>;
  /** The sealed identities of those whom it found, by match key; opened with `lakeScope` of the residents' version. */
  identities(
    residents: ScanInput,
    persons: readonly string[],
  ): Promise<ReadonlyMap<string, { readonly rowId: string; readonly identity: SealedIdentity }>>;
}
