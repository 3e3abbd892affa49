import { describe, expect, it } from 'vitest';
import { chainFindings } from '../../../../functions/domain/audit/chain-findings.ts';
import type { Chain, Link, Point } from '../../../../functions/domain/audit/chain.ts';

const id = 'case:c-1';
const hashOf = (seq: number, version = ''): string => (seq === 0 ? '' : `h${seq}${version}`);
const linkOf = (seq: number, version = ''): Link => ({
  seq,
  prevHash: hashOf(seq - 1, version),
  hash: hashOf(seq, version),
  isSound: true,
  recordedAt: seq,
});
/** A chain of so many events, whole in itself; `version` makes another history. */
const whole = (length: number, version = ''): Chain => ({
  id,
  head: { lastSeq: length, lastHash: hashOf(length, version) },
  links: Array.from({ length }, (_none, index) => linkOf(index + 1, version)),
});
const at = (seq: number, version = ''): Point => ({ chain: id, seq, hash: hashOf(seq, version) });
const without = (chain: Chain, ...seqs: number[]): Chain => ({
  ...chain,
  links: chain.links.filter(({ seq }) => !seqs.includes(seq)),
});

describe('the comparison of a chain with its anchors', () => {
  it('finds nothing where the chain has only grown', () => {
    expect(chainFindings(whole(5), [at(2), at(5)])).toEqual([]);
    expect(chainFindings(whole(7), [at(2), at(5)])).toEqual([]);
    expect(chainFindings(whole(3), [])).toEqual([]);
  });

  it('finds nothing where nothing was ever recorded', () => {
    expect(chainFindings({ id, links: [] }, [])).toEqual([]);
  });

  it('names an event whose content is not that of its hash', () => {
    const chain = whole(4);
    const links = chain.links.map((link) => (link.seq === 2 ? { ...link, isSound: false } : link));
    expect(chainFindings({ ...chain, links }, [at(4)])).toEqual([{ chain: id, kind: 'altered', seq: 2 }]);
  });

  it('names the event that no longer continues the one before it', () => {
    const chain = whole(4);
    const links = chain.links.map((link) => (link.seq === 2 ? { ...link, hash: 'other' } : link));
    expect(chainFindings({ ...chain, links }, [at(4)])).toEqual([{ chain: id, kind: 'altered', seq: 3 }]);
  });

  it('names every gap', () => {
    expect(chainFindings(without(whole(7), 1, 3, 4), [at(7)])).toEqual([
      { chain: id, kind: 'deleted', from: 1, to: 1 },
      { chain: id, kind: 'deleted', from: 3, to: 4 },
    ]);
  });

  it('knows by the head that the end is missing', () => {
    expect(chainFindings(without(whole(5), 4, 5), [])).toEqual([
      { chain: id, kind: 'truncated', present: 3, expected: 5 },
    ]);
  });

  it('knows by the anchor that the end is missing, where the head was set back with it', () => {
    expect(chainFindings(whole(3), [at(2), at(5)])).toEqual([
      { chain: id, kind: 'truncated', present: 3, expected: 5 },
    ]);
  });

  it('calls a case of which the anchor alone knows deleted', () => {
    expect(chainFindings({ id, links: [] }, [at(3), at(5)])).toEqual([
      { chain: id, kind: 'case-deleted', anchored: 5 },
    ]);
  });

  it('names the first anchored event that a whole other history has otherwise', () => {
    expect(chainFindings(whole(6, 'b'), [at(2), at(5)])).toEqual([{ chain: id, kind: 'rewritten', seq: 2 }]);
  });

  it('is not deceived where the other history was anchored later', () => {
    expect(chainFindings(whole(6, 'b'), [at(2), at(6, 'b')])).toEqual([{ chain: id, kind: 'rewritten', seq: 2 }]);
  });

  it('sees a head that is gone, that names another end, or that knows less than there is', () => {
    const differs = [{ chain: id, kind: 'head-differs', present: 3 }];
    const { links } = whole(3);
    expect(chainFindings({ id, links }, [at(3)])).toEqual(differs);
    expect(chainFindings({ id, links, head: { lastSeq: 3, lastHash: 'x' } }, [at(3)])).toEqual(differs);
    expect(chainFindings({ id, links, head: { lastSeq: 2, lastHash: hashOf(2) } }, [at(3)])).toEqual(differs);
  });
});
