import { AnchoredPoints } from '../../domain/audit/anchored-points.ts';
import { FIRST_DAY, coversOf, inOrder } from '../../domain/audit/anchor.ts';
import type { Anchor } from '../../domain/audit/anchor.ts';
import { chainFindings } from '../../domain/audit/chain-findings.ts';
import { RUNS_CHAIN } from '../../domain/audit/chain.ts';
import type { ChainId, Point } from '../../domain/audit/chain.ts';
import { addDays, civilDateOf } from '../../domain/values/civil-date.ts';
import type { CivilDate } from '../../domain/values/civil-date.ts';
import type { Anchors } from '../../ports/anchors.ts';
import type { Chains } from '../../ports/chains.ts';
import type { Metrics } from '../../ports/metrics.ts';
import type { Time } from '../../ports/time.ts';
import { concurrently } from '../sweep/concurrently.ts';
import { changedBetween } from './changed-between.ts';

export interface AnchorParts {
  readonly chains: Chains;
  readonly anchors: Anchors;
  readonly time: Time;
  readonly metrics: Metrics;
}

export type AnchorReport =
  | { readonly kind: 'taken'; readonly number: number; readonly chains: number; readonly faulty: readonly ChainId[] }
  /** The day has its anchor. */
  | { readonly kind: 'known' }
  /** Another run took the number meanwhile. */
  | { readonly kind: 'overtaken' };

const HOUR_MS = 3_600_000;
/** Chains that are read at a time. */
const WIDTH = 32;

/**
 * The day's anchor: every chain that was written to since the one before is verified, and its end is signed for. A chain
 * with a fault is not anchored anew, so that no anchor ever vouches for what was tampered with; it stays at the point that
 * was signed for last.
 */
export async function takeAnchor(parts: AnchorParts): Promise<AnchorReport> {
  const { anchors, time, metrics } = parts;
  const now = time.now();
  const numbers = await anchors.numbers();
  const before = await anchorsSinceWhole(anchors, numbers);
  const latest = before.at(-1);
  let takenAt = latest?.statement.takenAt;
  try {
    const day = civilDateOf(now);
    if (latest?.statement.day === day) return { kind: 'known' };
    const { points, faulty } = await ends(parts, before, day);
    const covers = coversOf(day, before[0]?.statement.covers === 'all' ? before[0].statement.day : undefined);
    const number = (numbers.at(-1) ?? 0) + 1;
    const draft = { number, day, takenAt: now, previous: latest?.hash ?? '', covers, faulty: faulty.length };
    const known = knownEnds(before);
    const entries = covers === 'all' ? new Map([...known, ...points]) : grown(points, known);
    const isTaken = await anchors.add(draft, inOrder(entries.values()));
    metrics.put('ChainFaults', faulty.length);
    if (!isTaken) return { kind: 'overtaken' };
    takenAt = now;
    return { kind: 'taken', number, chains: entries.size, faulty };
  } finally {
    if (takenAt !== undefined) metrics.put('AnchorAgeHours', (now - takenAt) / HOUR_MS);
  }
}

/** Genuine anchors from the last one on that names every chain; all of them where there is none. */
async function anchorsSinceWhole(anchors: Anchors, numbers: readonly number[]): Promise<readonly Anchor[]> {
  const found: Anchor[] = [];
  for (const number of numbers.toReversed()) {
    const anchor = await anchors.read(number);
    if (anchor.kind === 'forged') continue;
    found.unshift(anchor);
    if (anchor.statement.covers === 'all') break;
  }
  return found;
}

/** Where each chain ends that was written to since the last anchor; and which cannot be signed for. */
async function ends({ chains }: AnchorParts, before: readonly Anchor[], day: CivilDate) {
  const anchored = new AnchoredPoints();
  for (const { entries } of before) anchored.add(entries);
  const points = new Map<ChainId, Point>();
  const faulty: ChainId[] = [];
  // From the day before the last anchor on: the index may lag, and a case that moves from day to day may be missed once.
  // An anchor of a day that is yet to come says nothing about the days until then.
  const last = before.findLast(({ statement }) => statement.day <= day)?.statement.day;
  const changed = await changedBetween(chains, last === undefined ? FIRST_DAY : addDays(last, -1), day);
  await concurrently(new Set<ChainId>([RUNS_CHAIN, ...changed]), WIDTH, async (id) => {
    const chain = await chains.read(id);
    const known = anchored.of(id);
    if (chainFindings(chain, known).length > 0) faulty.push(id);
    else if (chain.head !== undefined) {
      points.set(id, { chain: id, seq: chain.head.lastSeq, hash: chain.head.lastHash });
    }
  });
  return { points, faulty };
}

function knownEnds(before: readonly Anchor[]): ReadonlyMap<ChainId, Point> {
  return new Map(before.flatMap(({ entries }) => entries.map((point) => [point.chain, point] as const)));
}

const grown = (points: ReadonlyMap<ChainId, Point>, known: ReadonlyMap<ChainId, Point>): ReadonlyMap<ChainId, Point> =>
  new Map([...points].filter(([chain, { hash }]) => known.get(chain)?.hash !== hash));
