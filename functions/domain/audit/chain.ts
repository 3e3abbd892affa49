import type { CaseId } from '../values/ids.ts';

/** A record that is linked by hash, by name: one a case, and one for all runs of the scan. */
export type ChainId = `case:${string}` | typeof RUNS_CHAIN;

export const RUNS_CHAIN = 'record:scan-runs';
export const caseChain = (caseId: CaseId): ChainId => `case:${caseId}`;

/** One event of it as it lies in the store, judged by itself. */
export interface Link {
  /** Of the place where it lies, from 1; 0 where the place has no number. */
  readonly seq: number;
  readonly prevHash: string;
  readonly hash: string;
  /** Its hash is that of its content, and the content says the same chain and number as the place. */
  readonly isSound: boolean;
  /** Epoch ms. */
  readonly recordedAt: number;
}

export interface Chain {
  readonly id: ChainId;
  /** Absent: there is none, or it tells no end. */
  readonly head?: { readonly lastSeq: number; readonly lastHash: string };
  /** In order of `seq`. */
  readonly links: readonly Link[];
}

/** Where a chain stood at some moment: the hash covers everything up to there. */
export interface Point {
  readonly chain: ChainId;
  readonly seq: number;
  readonly hash: string;
}
