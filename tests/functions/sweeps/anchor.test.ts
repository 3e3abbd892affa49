import { describe, expect, it } from 'vitest';
import { anchorDoor } from '../../../functions/sweeps/anchor.ts';
import { startOfDay } from '../../../functions/domain/values/civil-date.ts';
import { auditedHouse, MONDAY } from '../usecases/audit/house.ts';

describe('the door of the anchor', () => {
  it('reads nothing again on a day that has its anchor', async () => {
    const house = auditedHouse();
    await house.record('c-1');
    let now = startOfDay(MONDAY);
    let listings = 0;
    const door = anchorDoor({
      chains: house.chains,
      anchors: {
        ...house.anchors,
        numbers: () => {
          listings += 1;
          return house.anchors.numbers();
        },
      },
      time: { now: () => now },
      metrics: { put: () => {} },
      reportFailure: () => {},
    });
    expect((await door()).kind).toBe('taken');
    for (let minute = 0; minute < 5; minute += 1) expect((await door()).kind).toBe('known');
    expect(listings).toBe(1);
    now += 86_400_000;
    expect((await door()).kind).toBe('taken');
  });

  it('tells by id which records do not hold together', async () => {
    const house = auditedHouse();
    await house.record('c-1');
    await house.record('c-2');
    house.model.items.delete(JSON.stringify(['CASE#c-2', 'EVENT#00000001']));
    const told: string[] = [];
    const door = anchorDoor({
      chains: house.chains,
      anchors: house.anchors,
      time: { now: () => startOfDay(MONDAY) + 5 * 3_600_000 },
      metrics: { put: () => {} },
      reportFailure: (what, error) => told.push(`${what}: ${error instanceof Error ? error.name : ''}`),
    });
    await door();
    expect(told).toEqual(['chain case:c-2: ChainFaulty']);
  });
});
