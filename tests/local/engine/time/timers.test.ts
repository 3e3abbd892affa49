import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isoTime, parseIsoTime } from '../../../../local/engine/time/iso.ts';
import { realTime, type Nap } from '../../../../local/engine/time/real.ts';
import { simulatedTime } from '../../../../local/engine/time/simulated.ts';
import { Timers } from '../../../../local/engine/time/timers.ts';

describe('Timers', () => {
  const operation = fc.oneof(
    fc.record({
      key: fc.constantFrom('a', 'b', 'c', 'd', 'e'),
      at: fc.option(fc.integer({ min: 0, max: 50 }), { nil: undefined }),
    }),
    fc.record({ now: fc.integer({ min: 0, max: 50 }), limit: fc.integer({ min: 1, max: 3 }) }),
  );

  it('takes what is due, earliest first, as a sorted list would', () => {
    fc.assert(
      fc.property(fc.array(operation, { maxLength: 60 }), (operations) => {
        const timers = new Timers();
        const model = new Map<string, number>();
        const taken: string[][] = [];
        const expected: string[][] = [];
        for (const step of operations) {
          if ('key' in step) {
            timers.set(step.key, step.at);
            if (step.at === undefined) model.delete(step.key);
            else model.set(step.key, step.at);
          } else {
            const due = [...model]
              .filter(([, at]) => at <= step.now)
              .toSorted(([k, a], [l, b]) => a - b || (k < l ? -1 : 1));
            expected.push(due.slice(0, step.limit).map(([key]) => key));
            for (const key of expected.at(-1) ?? []) model.delete(key);
            taken.push(timers.take(step.now, step.limit));
          }
          expect(timers.earliest()).toBe(model.size === 0 ? undefined : Math.min(...model.values()));
          expect(timers.size).toBe(model.size);
        }
        expect(taken).toEqual(expected);
      }),
    );
  });
});

describe('Timers under many changes', () => {
  it('holds no more than twice what is due', () => {
    const timers = new Timers();
    for (let i = 0; i < 50_000; i++) {
      timers.set(`e${i % 100}`, 1_000_000 + i);
      timers.set('short', i);
    }
    for (let i = 50; i < 100; i++) timers.set(`e${i}`, undefined);
    timers.set('last', 1);
    expect(timers.entries).toBeLessThan(1_300);
    expect(timers.take(10, 5)).toEqual(['last']);
    expect(timers.take(Infinity, 100)).toHaveLength(51);
  });
});

describe('isoTime', () => {
  it('writes what Date writes, from year 0 to 9999', () => {
    fc.assert(
      fc.property(fc.integer({ min: -62_167_219_200_000, max: 253_402_300_799_999 }), (ms) => {
        expect(isoTime(ms)).toBe(new Date(ms).toISOString());
        expect(parseIsoTime(isoTime(ms))).toBe(ms);
      }),
    );
  });
});

describe('parseIsoTime', () => {
  it.each([
    ['2016-03-14T01:59:00Z', '2016-03-14T01:59:00.000Z'],
    ['2016-03-14T01:59:00+08:00', '2016-03-13T17:59:00.000Z'],
    ['2016-03-14T01:59:00.123456-05:30', '2016-03-14T07:29:00.123Z'],
    ['2024-02-29T00:00:00Z', '2024-02-29T00:00:00.000Z'],
  ])('%s', (text, expected) => {
    expect(isoTime(parseIsoTime(text)!)).toBe(expected);
  });

  it.each([
    '2016-12-05T21:29:29',
    '05-12-2016T21:29:29Z',
    '2016-12-05T25:29:29Z',
    '2023-02-29T00:00:00Z',
    '2016-13-01T00:00:00Z',
    '2016-12-05 21:29:29Z',
    '',
  ])('%s is no instant', (text) => {
    expect(parseIsoTime(text)).toBeUndefined();
  });
});

describe('realTime', () => {
  /** `setTimeout` as it is: a delay past 2^31-1 fires at once. */
  const machine = () => {
    const clock = simulatedTime(0);
    const nap: Nap = (wake, ms) => clock.schedule(clock.now() + (ms > 2 ** 31 - 1 ? 1 : ms), wake);
    const pass = (until: number): void => {
      for (let next = clock.next(); next !== undefined && next <= until; next = clock.next()) clock.advanceTo(next);
      clock.advanceTo(until);
    };
    return { clock, nap, pass };
  };

  it('keeps a timer of a year without overflowing and wakes at its instant', () => {
    const { clock, nap, pass } = machine();
    const woken: number[] = [];
    const year = 366 * 86_400_000;
    realTime(clock.now, nap).schedule(year, () => woken.push(clock.now()));
    pass(year - 1);
    expect(woken).toEqual([]);
    pass(year);
    expect(woken).toEqual([year]);
  });

  it('does not wake what was cancelled', () => {
    const { clock, nap, pass } = machine();
    const woken: number[] = [];
    const cancel = realTime(clock.now, nap).schedule(100_000, () => woken.push(1));
    pass(70_000);
    cancel();
    pass(200_000);
    expect(woken).toEqual([]);
  });

  it('notices within a minute that its clock was moved', () => {
    const { clock, nap, pass } = machine();
    let offset = 0;
    const woken: number[] = [];
    realTime(() => clock.now() + offset, nap).schedule(86_400_000, () => woken.push(1));
    offset = 86_400_000;
    pass(60_000);
    expect(woken).toEqual([1]);
  });

  it('wakes by the system’s clock too', async () => {
    const time = realTime();
    const before = time.now();
    await new Promise<void>((resolve) => {
      time.schedule(before + 2, resolve);
    });
    expect(time.now()).toBeGreaterThanOrEqual(before + 2);
  });
});

describe('simulatedTime', () => {
  it('wakes in order of instant and never runs backwards', () => {
    const time = simulatedTime(1_000);
    const woken: string[] = [];
    time.schedule(3_000, () => woken.push('c'));
    time.schedule(2_000, () => woken.push('b'));
    time.schedule(2_000, () => woken.push('b2'));
    const cancel = time.schedule(1_500, () => woken.push('a'));
    cancel();
    expect(time.next()).toBe(2_000);
    time.advanceTo(5_000);
    time.advanceTo(4_000);
    expect(woken).toEqual(['b', 'b2', 'c']);
    expect(time.now()).toBe(5_000);
  });
});
