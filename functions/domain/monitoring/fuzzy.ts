/**
 * Whose row it is whose ID number is damaged: the parts of the number and the name count as far as they agree, and a candidate
 * is proposed where nobody else comes as near. Points out of 100. One damage of any usual kind (a digit wrong, two exchanged,
 * one missing or one too many, the check character lost) leaves enough; two people who share a name and a birthday do not.
 */
export const likeness = {
  name: 35,
  area: 20,
  serial: 20,
  /** By the edit distance of the eight digits of the birth: equal, one, two (two digits exchanged, or all of them shifted). */
  birth: [25, 17, 12],
  /** All three parts without the name reach it just so, name and birth alone do not. */
  atLeast: 65,
} as const;

export interface Agreement {
  readonly name: boolean;
  readonly area: boolean;
  readonly serial: boolean;
  /** Edits between the births; undefined where one of them is no eight digits. */
  readonly birthEdits: number | undefined;
}

export function pointsOf({ name, area, serial, birthEdits }: Agreement): number {
  const ofBirth = birthEdits === undefined ? 0 : (likeness.birth[birthEdits] ?? 0);
  return (name ? likeness.name : 0) + (area ? likeness.area : 0) + (serial ? likeness.serial : 0) + ofBirth;
}

/** The one that is near enough and nearer than all others; undefined where there is none. */
export function bestOf<T>(candidates: readonly T[], points: (candidate: T) => number): T | undefined {
  const scored = candidates.map((candidate) => ({ candidate, points: points(candidate) }));
  const most = scored.reduce((max, one) => Math.max(max, one.points), 0);
  const best = scored.filter((one) => one.points === most);
  return most >= likeness.atLeast && best.length === 1 ? best[0]?.candidate : undefined;
}
