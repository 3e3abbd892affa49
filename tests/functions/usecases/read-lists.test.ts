import { describe, expect, it } from 'vitest';
import { areaCode } from '../../../functions/domain/values/area-code.ts';
import { link, verifyChain } from '../../../functions/store/event-chain.ts';
import { listPool, listPublicNotices, readEvents } from '../../../functions/usecases/read-lists.ts';
import { caseHead } from '../../support/case-head.ts';
import { clerk, houseOfOne } from '../../support/house-of-one.ts';

const dongying = areaCode('3705');

describe('the record of a case', () => {
  const before = caseHead();
  const events = link(before, [{ type: 'task-claimed', at: 1, actor: 'clerk', data: {} }], 1);
  const after = { ...before, version: 2, lastSeq: 1, lastHash: events[0]?.hash ?? '' };
  const reading = (heads: readonly (typeof before)[], stored = events) => {
    const left = [...heads];
    const house = houseOfOne({
      head: before,
      cases: {
        head: () => Promise.resolve(left.length > 1 ? left.shift() : left[0]),
        events: () => Promise.resolve([...stored]),
        verify: (head, found) => verifyChain(head, found).length === 0,
      },
    });
    return readEvents(house, { by: clerk, caseId: before.caseId });
  };

  it('holds also when the case is written while it is read', async () => {
    expect(await reading([before, after])).toMatchObject({ view: { isVerified: true, items: events } });
  });

  it('does not hold where an event was taken out', async () => {
    expect(await reading([after], [])).toMatchObject({ view: { isVerified: false } });
  });
});

describe('lists by area', () => {
  it('refuse a whole city instead of showing an empty list', async () => {
    const house = houseOfOne({ head: caseHead() });
    const tooWide = { kind: 'declined', code: 'area-too-wide' };
    expect(await listPublicNotices(house, dongying)).toMatchObject(tooWide);
    const supervisor = { ...clerk, roles: ['supervisor'], area: dongying } as const;
    expect(await listPool(house, { by: supervisor, area: dongying, limit: 10 })).toMatchObject(tooWide);
  });
});
