import type { Chain, ChainId, Link, Point } from './chain.ts';

export type ChainFinding = { readonly chain: ChainId } &
  /** Not what was recorded, or it does not continue the one before it: then it may be that one. */
  (
    | { readonly kind: 'altered'; readonly seq: number }
    /** Events `from` to `to` are gone, and later ones are there. */
    | { readonly kind: 'deleted'; readonly from: number; readonly to: number }
    /** The last event is `present`; an anchor or the head knows of `expected`. */
    | { readonly kind: 'truncated'; readonly present: number; readonly expected: number }
    /** Anchored up to `anchored`, and nothing of it is there. */
    | { readonly kind: 'case-deleted'; readonly anchored: number }
    /** Whole in itself, but another history than the one that was anchored at `seq`. */
    | { readonly kind: 'rewritten'; readonly seq: number }
    /** The head is gone, or names another end than the events have. */
    | { readonly kind: 'head-differs'; readonly present: number }
  );

/** Compares a chain with itself, with its head, and with every point at which it was ever anchored. */
export function chainFindings({ id: chain, head, links }: Chain, points: readonly Point[]): readonly ChainFinding[] {
  const anchored = points.toSorted((a, b) => a.seq - b.seq);
  const furthest = anchored.at(-1)?.seq;
  if (head === undefined && links.length === 0) {
    return furthest === undefined ? [] : [{ chain, kind: 'case-deleted', anchored: furthest }];
  }
  const broken = breaks(chain, links);
  const last = links.at(-1);
  const present = last?.seq ?? 0;
  const expected = Math.max(furthest ?? 0, head?.lastSeq ?? 0);
  const isEndOther =
    head === undefined || head.lastSeq < present || (head.lastSeq === present && head.lastHash !== (last?.hash ?? ''));
  const rewritten = firstRewritten(links, anchored, firstBreak(broken));
  return [
    ...broken,
    ...(present < expected ? [{ chain, kind: 'truncated', present, expected } as const] : []),
    ...(rewritten === undefined ? [] : [{ chain, kind: 'rewritten', seq: rewritten } as const]),
    ...(isEndOther ? [{ chain, kind: 'head-differs', present } as const] : []),
  ];
}

type Break = Extract<ChainFinding, { kind: 'altered' | 'deleted' }>;

function breaks(chain: ChainId, links: readonly Link[]): readonly Break[] {
  const found: Break[] = [];
  let before = { seq: 0, hash: '' };
  for (const link of links) {
    const isNext = link.seq === before.seq + 1;
    if (link.seq > before.seq + 1) found.push({ chain, kind: 'deleted', from: before.seq + 1, to: link.seq - 1 });
    // What stood before a gap is not known, so a link across it cannot be judged.
    if (!link.isSound || (isNext && link.prevHash !== before.hash))
      found.push({ chain, kind: 'altered', seq: link.seq });
    before = link;
  }
  return found;
}

const firstBreak = (found: readonly Break[]): number =>
  Math.min(...found.map((one) => (one.kind === 'altered' ? one.seq : one.from)));

/** Behind a break other hashes say nothing new. */
function firstRewritten(links: readonly Link[], anchored: readonly Point[], broken: number): number | undefined {
  const hashes = new Map(links.map(({ seq, hash }) => [seq, hash]));
  return anchored.find(({ seq, hash }) => seq < broken && hashes.has(seq) && hashes.get(seq) !== hash)?.seq;
}
