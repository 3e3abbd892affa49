/** What a county has seen and drawn so far. */
export interface RandomCheckTally {
  readonly seen: number;
  readonly drawn: number;
}

/**
 * Whether this file is drawn for the county's random check (特困人员认定办法: at least `percent` of the files). By lot,
 * but never so rarely that the share of all files so far falls below the floor. `lot`: evenly spread over 0 … 99.
 */
export function isDrawn({ seen, drawn }: RandomCheckTally, percent: number, lot: number): boolean {
  return lot < percent || drawn * 100 < percent * (seen + 1);
}

/** A lot that nobody can choose: from the random part of the receipt number (FNV-1a). */
export function lotOf(caseId: string): number {
  let hash = 0x811c9dc5;
  for (const character of caseId) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  return hash % 100;
}
