import { AnchoredPoints } from '../../domain/audit/anchored-points.ts';
import { FIRST_DAY } from '../../domain/audit/anchor.ts';
import { anchorFindings } from '../../domain/audit/anchor-findings.ts';
import type { AnchorFinding, AnchorSeen, RecordedDays } from '../../domain/audit/anchor-findings.ts';
import { chainFindings } from '../../domain/audit/chain-findings.ts';
import type { ChainFinding } from '../../domain/audit/chain-findings.ts';
import { RUNS_CHAIN } from '../../domain/audit/chain.ts';
import type { ChainId } from '../../domain/audit/chain.ts';
import { addDays, civilDateOf } from '../../domain/values/civil-date.ts';
import type { CivilDate } from '../../domain/values/civil-date.ts';
import type { AnchorReader } from '../../ports/anchors.ts';
import type { Chains } from '../../ports/chains.ts';
import { concurrently } from '../sweep/concurrently.ts';
import { changedBetween } from './changed-between.ts';

export interface VerifyParts {
  readonly chains: Chains;
  readonly anchors: AnchorReader;
  /** Of the house's clock. */
  readonly today: CivilDate;
  /** Called after each chain. */
  readonly progress?: (chains: number) => void;
}

export interface Verification {
  readonly chains: number;
  readonly events: number;
  /** Chains that no anchor names yet: of them it is known only that they hold together. */
  readonly notAnchored: number;
  readonly anchors: number;
  /** The last genuine one. */
  readonly lastAnchor?: { readonly number: number; readonly day: CivilDate };
  /** Of anchors first, then by chain. */
  readonly findings: readonly (AnchorFinding | ChainFinding)[];
}

const WIDTH = 32;

/** Holds everything that is linked by hash against every anchor that was ever taken. Writes nothing. */
export async function verifyChains({ chains, anchors, today, progress }: VerifyParts): Promise<Verification> {
  const { seen, anchored } = await readAnchors(anchors);
  const genuine = seen.findLast((anchor) => anchor.kind === 'genuine');
  const last = genuine?.statement.day;
  // The clock of a demo town may be ahead of what it is told here.
  const until = addDays(last !== undefined && last > today ? last : today, 1);
  const changed = await changedBetween(chains, FIRST_DAY, until);
  const ids = new Set<ChainId>([RUNS_CHAIN, ...anchored.chains(), ...changed]);
  const found: ChainFinding[] = [];
  const count = { chains: 0, events: 0, notAnchored: 0 };
  const span = { first: Infinity, last: -Infinity };
  await concurrently(ids, WIDTH, async (id) => {
    const chain = await chains.read(id);
    const points = anchored.of(id);
    found.push(...chainFindings(chain, points));
    if (chain.head !== undefined || chain.links.length > 0 || points.length > 0) count.chains += 1;
    if (chain.links.length > 0 && points.length === 0) count.notAnchored += 1;
    count.events += chain.links.length;
    // A damaged event's time says nothing.
    for (const { recordedAt } of chain.links.filter(({ isSound }) => isSound)) {
      span.first = Math.min(span.first, recordedAt);
      span.last = Math.max(span.last, recordedAt);
    }
    progress?.(count.chains);
  });
  const recorded: RecordedDays | undefined =
    span.last === -Infinity ? undefined : { first: civilDateOf(span.first), last: civilDateOf(span.last) };
  return {
    ...count,
    anchors: seen.length,
    ...(genuine === undefined ? {} : { lastAnchor: { number: genuine.number, day: genuine.statement.day } }),
    findings: [
      ...anchorFindings(seen, recorded),
      ...found.toSorted((a, b) => (a.chain < b.chain ? -1 : a.chain > b.chain ? 1 : 0)),
    ],
  };
}

/** Points of all anchors, not of the last alone: a history that was rewritten may have been anchored since. */
async function readAnchors(anchors: AnchorReader) {
  const seen: AnchorSeen[] = [];
  const anchored = new AnchoredPoints();
  for (const number of await anchors.numbers()) {
    const anchor = await anchors.read(number);
    if (anchor.kind === 'forged') seen.push(anchor);
    else {
      anchored.add(anchor.entries);
      const { entries: _entries, ...rest } = anchor;
      seen.push(rest);
    }
  }
  return { seen, anchored };
}
