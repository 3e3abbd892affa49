import type { Feed } from '../../../policy/feeds/schema.ts';
import type { Indicator } from '../../../policy/indicators/schema.ts';
import type { Lake } from '../../ports/lake.ts';
import type { LakeWriter } from '../../ports/lake-writer.ts';
import type { ScanRuns } from '../../ports/scan-runs.ts';
import type { Scanner } from '../../ports/scanner.ts';
import type { Vault } from '../../ports/vault.ts';
import type { House } from '../house.ts';

/** What looking through the whole population needs beside the house. */
export interface DiscoveryParts {
  readonly house: House;
  readonly feeds: readonly Feed[];
  readonly indicators: readonly Indicator[];
  readonly lake: Lake;
  readonly scanner: Scanner;
  readonly runs: ScanRuns;
  /** Puts down whom the house itself recognised, for the scan to see. */
  readonly writer: LakeWriter;
  /** Opens the identities of those who are found. */
  readonly vault: Pick<Vault, 'open' | 'createDataKey'>;
}

/** Said in the record wherever an identity is opened. */
export const PURPOSE = '低收入人口动态监测:发现可能需要救助、不再符合条件或者待遇未落实的人员,交由乡镇(街道)核实';
export const BASIS = { code: 'S0', article: '二(二)' } as const;
