import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ChainEvent } from '../../../../functions/domain/chain/events.ts';
import { gaps, overlaps } from '../../../../functions/domain/chain/findings.ts';
import { foldChain } from '../../../../functions/domain/chain/fold.ts';
import { civilDate } from '../../../../functions/domain/values/civil-date.ts';

const d = civilDate;
const at = (day: string) => Date.parse(`${day}T10:00:00+08:00`);
const event = (caseId: string, type: string, day: string, data: ChainEvent['data'] = {}): ChainEvent => ({
  caseId,
  type,
  at: at(day),
  recordedAt: at(day),
  data,
});
const determined = (caseId: string, day: string, tier: string, from: string, persons = ['p1'], more = {}) =>
  event(caseId, 'determined', day, {
    determinations: [{ tier, route: 'household', persons, from, monthlyFen: 50_000, ...more }],
  });
const ended = (caseId: string, day: string, from: string, persons = ['p1']) =>
  event(caseId, 'aid-ended', day, { persons, from, ground: 'income-over' });
const pooled = (caseId: string, day: string, since: string, until?: string) =>
  event(caseId, 'pool-entered', day, { persons: ['p1'], since, ...(until === undefined ? {} : { until }) });

describe('foldChain', () => {
  it('ends a stay in the pool that began in one case, and leaves the one that a later exit began', () => {
    const chain = foldChain([
      pooled('c1', '2024-03-01', '2024-03-01', '2026-03-01'),
      pooled('c2', '2025-10-01', '2025-10-01', '2027-10-01'),
      event('c1', 'pool-left', '2026-03-01', { persons: ['p1'], from: '2026-03-01', of: 'c1' }),
    ]);
    expect(chain.pool.map(({ caseId, until }) => [caseId, until])).toEqual([
      ['c1', '2026-03-01'],
      ['c2', '2027-10-01'],
    ]);
  });

  it('keeps relief that was paid, and shows what it cannot read instead of guessing', () => {
    const paid = { persons: ['p1'], on: '2026-03-02', fen: 200_000, type: 'emergency' };
    const chain = foldChain([
      event('c1', 'relief-paid', '2026-03-02', paid),
      event('c2', 'relief-paid', '2026-03-02', { ...paid, fen: 'much' }),
    ]);
    expect(chain.reliefs).toEqual([{ caseId: 'c1', ...paid }]);
    expect(chain.unreadable.map(({ caseId }) => caseId)).toEqual(['c2']);
  });

  it('dates a refusal by its decision, also where it was written down the day after', () => {
    const written = event('c1', 'refused', '2025-02-11', { persons: ['p1'], on: '2025-02-10' });
    expect(foldChain([written]).refusals).toEqual([{ caseId: 'c1', on: '2025-02-10', persons: ['p1'] }]);
  });

  it('opens an entry for each person and ends it on the first unpaid day', () => {
    const chain = foldChain([
      event('c1', 'application-accepted', '2025-01-02'),
      determined('c1', '2025-02-10', 'dibao', '2025-03-01', ['p1', 'p2']),
      ended('c1', '2025-08-20', '2025-09-01', ['p2']),
    ]);
    expect(chain.entries).toEqual([
      { person: 'p1', caseId: 'c1', tier: 'dibao', route: 'household', from: '2025-03-01', monthlyFen: 50_000 },
      {
        person: 'p2',
        caseId: 'c1',
        tier: 'dibao',
        route: 'household',
        from: '2025-03-01',
        monthlyFen: 50_000,
        until: '2025-09-01',
        endedBy: 'income-over',
      },
    ]);
  });

  it('ends, changes, tapers and reinstates aid by the record of another case', () => {
    const aid = determined('c1', '2025-02-10', 'dibao', '2025-03-01', ['p1', 'p2']);
    const change = event('t1', 'aid-changed', '2025-05-10', {
      of: 'c1',
      persons: ['p1'],
      from: '2025-06-01',
      monthlyFen: 30_000,
    });
    const end = event('t1', 'aid-ended', '2025-05-10', {
      of: 'c1',
      persons: ['p2'],
      from: '2025-06-01',
      ground: 'death',
    });
    const taper = event('t2', 'aid-tapered', '2025-08-10', {
      of: 'c1',
      persons: ['p1'],
      from: '2025-09-01',
      until: '2025-12-01',
      ground: 'income-over',
    });
    const own = { caseId: 'c1', tier: 'dibao', route: 'household' };
    expect(foldChain([aid, change, end, taper]).entries).toEqual([
      { ...own, person: 'p1', from: '2025-03-01', monthlyFen: 50_000, until: '2025-06-01' },
      {
        ...own,
        person: 'p1',
        from: '2025-06-01',
        monthlyFen: 30_000,
        until: '2025-12-01',
        taperFrom: '2025-09-01',
        endedBy: 'income-over',
      },
      { ...own, person: 'p2', from: '2025-03-01', monthlyFen: 50_000, until: '2025-06-01', endedBy: 'death' },
    ]);
    const back = (from: string, more: object = {}) =>
      event('t2', 'aid-reinstated', '2025-10-10', { of: 'c1', persons: ['p1'], from, ...more });
    // Before the end has come the same stretch goes on; after it a new one begins beside the old.
    expect(foldChain([aid, change, taper, back('2025-12-01')]).entries.at(1)).toEqual({
      ...own,
      person: 'p1',
      from: '2025-06-01',
      monthlyFen: 30_000,
      reinstated: {},
    });
    const late = foldChain([aid, change, taper, back('2026-02-01', { arrears: { from: '2025-12-01' } })]);
    expect(late.entries.filter(({ person }) => person === 'p1')).toMatchObject([
      { until: '2025-06-01' },
      { until: '2025-12-01', endedBy: 'income-over' },
      { from: '2026-02-01', reinstated: { arrearsFrom: '2025-12-01' } },
    ]);
    expect(late.entries.at(-1)).not.toHaveProperty('until');
  });

  it('says that it could not read an end that names nobody or no day, and touches no aid by it', () => {
    const aid = determined('c1', '2025-02-10', 'dibao', '2025-03-01');
    const broken = ['aid-ended', 'aid-changed', 'aid-tapered', 'aid-reinstated'].map((type) =>
      event('t1', type, '2025-05-10', { of: 'c1', from: '2025-06-01' }),
    );
    const chain = foldChain([aid, ...broken]);
    expect(chain.unreadable.map(({ type }) => type)).toEqual(broken.map(({ type }) => type));
    expect(chain.entries[0]).not.toHaveProperty('until');
  });

  it('takes in what departments answered, and shows an answer that it cannot read', () => {
    const answered = (data: ChainEvent['data']) => event('c2', 'special-aid-recorded', '2025-03-05', data);
    const data = {
      persons: ['p1', 'p2'],
      need: 'education',
      entitlement: 'education-aid',
      unit: 'u1',
      on: '2025-03-05',
    };
    const chain = foldChain([
      answered({ ...data, result: 'granted', fen: 80_000 }),
      answered({ ...data, result: 'x' }),
    ]);
    expect(chain.specialAid).toEqual(
      ['p1', 'p2'].map((person) => ({
        person,
        caseId: 'c2',
        need: 'education',
        entitlement: 'education-aid',
        unit: 'u1',
        result: 'granted',
        on: '2025-03-05',
        fen: 80_000,
      })),
    );
    expect(chain.unreadable).toMatchObject([{ caseId: 'c2', type: 'special-aid-recorded' }]);
  });

  it('gives the same chain whatever the order in which events arrive', () => {
    const events = [
      event('c4', 'special-aid-recorded', '2025-06-10', {
        persons: ['p1'],
        need: 'medical',
        unit: 'u1',
        result: 'not-eligible',
        on: '2025-06-10',
      }),
      determined('c1', '2025-02-10', 'dibao', '2025-03-01'),
      ended('c1', '2025-08-20', '2025-09-01'),
      pooled('c1', '2025-08-20', '2025-09-01', '2027-09-01'),
      event('c2', 'refused', '2025-10-10', { persons: ['p1'] }),
      determined('c3', '2026-02-10', 'dibao-marginal', '2026-03-01'),
      event('c1', 'pool-left', '2026-02-10', { persons: ['p1'], from: '2026-03-01' }),
    ];
    const expected = foldChain(events);
    const numbered = events.map((entry, seq) => ({ ...entry, seq }));
    fc.assert(
      fc.property(fc.shuffledSubarray(numbered, { minLength: numbered.length }), (shuffled) => {
        expect(foldChain(shuffled)).toEqual(expected);
      }),
    );
  });

  it('shows what it cannot read and goes on', () => {
    const chain = foldChain([
      event('c1', 'determined', '2025-02-10', { determinations: 'x' }),
      determined('c2', '2025-02-11', 'dibao', '2025-03-01'),
    ]);
    expect(chain.unreadable).toEqual([{ caseId: 'c1', type: 'determined', at: at('2025-02-10') }]);
    expect(chain.entries).toHaveLength(1);
  });

  it('never throws, whatever the data', () => {
    const any = fc.record({
      type: fc.constantFrom('determined', 'aid-ended', 'refused', 'pool-entered', 'pool-left', 'withdrawn'),
      at: fc.integer({ min: 0, max: at('2100-01-01') }),
      recordedAt: fc.nat(),
      caseId: fc.string(),
      data: fc.dictionary(fc.constantFrom('persons', 'from', 'since', 'determinations'), fc.jsonValue()),
    });
    fc.assert(
      fc.property(fc.array(any), (events) => {
        const chain = foldChain(events);
        expect(gaps(chain, d('2026-01-01')).length + overlaps(chain).length).toBeGreaterThanOrEqual(0);
        expect(chain.unreadable.length).toBeLessThanOrEqual(events.length);
      }),
    );
  });
});

describe('gaps', () => {
  const asOf = d('2026-11-23');

  it('finds days between two aids that nobody watched', () => {
    const aids = [
      determined('c1', '2025-02-10', 'dibao', '2025-03-01'),
      ended('c1', '2025-08-20', '2025-09-01'),
      determined('c2', '2025-11-10', 'dibao', '2025-12-01'),
    ];
    expect(gaps(foldChain(aids), asOf)).toEqual([
      { kind: 'between', person: 'p1', from: '2025-09-01', until: '2025-12-01' },
    ]);
    expect(gaps(foldChain([...aids, pooled('c1', '2025-08-20', '2025-09-01', '2027-09-01')]), asOf)).toEqual([]);
  });

  it('finds an exit and a refusal that led nowhere', () => {
    const exit = [determined('c1', '2025-02-10', 'dibao', '2025-03-01'), ended('c1', '2025-08-20', '2025-09-01')];
    expect(gaps(foldChain(exit), asOf)).toMatchObject([{ kind: 'unwatched-exit', from: '2025-09-01' }]);
    expect(gaps(foldChain(exit), d('2025-08-31'))).toEqual([]);
    const refused = [event('c1', 'refused', '2025-02-10', { persons: ['p1'] })];
    expect(gaps(foldChain(refused), asOf)).toMatchObject([{ kind: 'unwatched-refusal', person: 'p1', caseId: 'c1' }]);
    expect(gaps(foldChain([...refused, pooled('c1', '2025-02-10', '2025-02-10')]), asOf)).toEqual([]);
  });

  it('leaves alone a stay in the pool that ended in due course, and the end of a tier without a pool', () => {
    const exit = [
      determined('c1', '2022-02-10', 'dibao', '2022-03-01'),
      ended('c1', '2023-08-20', '2023-09-01'),
      pooled('c1', '2023-08-20', '2023-09-01', '2025-09-01'),
    ];
    expect(gaps(foldChain(exit), asOf)).toEqual([]);
    const rigid = [determined('c1', '2025-02-10', 'rigid-expenditure', '2025-03-01', ['p1'], { until: '2026-03-01' })];
    expect(gaps(foldChain(rigid), asOf)).toEqual([]);
  });
});

describe('overlaps', () => {
  it('finds two aids of one person on the same day, and no touching ones', () => {
    const chain = foldChain([
      determined('c1', '2025-02-10', 'dibao', '2025-03-01'),
      determined('c2', '2025-05-10', 'destitute', '2025-06-01'),
      ended('c1', '2025-06-20', '2025-07-01'),
      determined('c3', '2025-05-10', 'dibao', '2025-06-01', ['p2']),
    ]);
    expect(overlaps(chain)).toEqual([
      { person: 'p1', tiers: ['dibao', 'destitute'], caseIds: ['c1', 'c2'], from: '2025-06-01', until: '2025-07-01' },
    ]);
    const touching = [
      determined('c1', '2025-02-10', 'dibao', '2025-03-01'),
      ended('c1', '2025-05-20', '2025-06-01'),
      determined('c2', '2025-05-10', 'destitute', '2025-06-01'),
    ];
    expect(overlaps(foldChain(touching))).toEqual([]);
  });

  it('asks the entitlement matrix', () => {
    const chain = foldChain([
      determined('c1', '2025-02-10', 'dibao', '2025-03-01'),
      determined('c2', '2025-02-10', 'dibao-marginal', '2025-03-01'),
    ]);
    expect(overlaps(chain, () => false)).toEqual([]);
    expect(overlaps(chain)).toHaveLength(1);
  });
});
