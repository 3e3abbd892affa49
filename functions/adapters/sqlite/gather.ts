/**
 * How long a group stays open for more works before its commit. With one client waiting only adds latency; under load
 * each fsync saved is worth more than the wait. So the wait grows with the groups that came before.
 */
export interface GatherPolicy {
  /** Upper bound of the wait, in milliseconds. */
  readonly maxMs: number;
  /** Wait for each work beyond the first of the recent group size. */
  readonly msPerWork: number;
  /** A group to which nothing came for so long commits before its time: all who write are already in it. */
  readonly quietMs: number;
  /** A group of this size commits at the end of the tick. */
  readonly fullAt: number;
}

export const defaultGatherPolicy: GatherPolicy = { maxMs: 4, msPerWork: 0.25, quietMs: 1, fullAt: 64 };

/** Whole milliseconds; 0 means the end of the tick. */
export const gatherMs = (recentGroup: number, policy: GatherPolicy): number =>
  Math.floor(Math.min(policy.maxMs, Math.max(0, recentGroup - 1) * policy.msPerWork));

/** Rises at once and falls by halves, so that one small group under load does not end the gathering. */
export const nextRecentGroup = (recentGroup: number, group: number): number => Math.max(group, recentGroup / 2);
