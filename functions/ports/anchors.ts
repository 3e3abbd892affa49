import type { AnchorStatement, SeenAnchor } from '../domain/audit/anchor.ts';
import type { Point } from '../domain/audit/chain.ts';

export type AnchorDraft = Omit<AnchorStatement, 'format' | 'entries' | 'entriesSha256'>;

export interface AnchorReader {
  /** Of all that lie there, genuine or not; ascending. */
  numbers(): Promise<readonly number[]>;
  read(number: number): Promise<SeenAnchor>;
}

export interface Anchors extends AnchorReader {
  /** Signs and keeps it; false where the number is taken. */
  add(draft: AnchorDraft, entries: readonly Point[]): Promise<boolean>;
}
