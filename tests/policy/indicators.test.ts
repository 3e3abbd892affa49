import { describe, expect, it } from 'vitest';
import { dongyingFeeds } from '../../policy/feeds/dongying.ts';
import { dongying } from '../../policy/dongying/dongying.ts';
import { loadIndicators } from '../../policy/indicators/load.ts';
import { PolicyInvalid } from '../../policy/problem.ts';
import { indicator } from '../support/indicators.ts';

const around = {
  feeds: dongyingFeeds,
  alertKinds: dongying.alertKinds,
  sources: dongying.sources.map(({ code }) => code),
};

function problemsWith(...candidates: readonly unknown[]) {
  try {
    loadIndicators(candidates, around);
  } catch (error) {
    if (error instanceof PolicyInvalid) return error.problems;
    throw error;
  }
  return [];
}

const vehicle = indicator('vehicle');

describe('the catalogue of indicators', () => {
  it.each<[string, object, object]>([
    ['no such feed', { inputs: ['recipients', 'vehicles', 'boats'] }, { value: 'boats' }],
    ['a kind of alert that is not listed', { alertKind: 'yacht' }, { path: 'alertKind' }],
    ['a kind of alert of the other direction', { family: 'hardship' }, { path: 'family' }],
    ['a source that is not listed', { source: { code: 'X' } }, { value: 'X' }],
    [
      'a figure without a source',
      { parameters: { threshold: { value: 1, title: 'x', unit: 'fen' } } },
      { value: 'threshold' },
    ],
    ['a parameter that the SQL does not know', { sql: ['select 1'] }, { value: 'threshold', path: 'parameters' }],
    ['a placeholder without a parameter', { sql: [...vehicle.sql, ':least'] }, { value: ':least' }],
    ['a fact of a feed that is no input', { inputs: ['recipients'] }, { path: 'facts.1.feed' }],
    [
      'a code without codes',
      { facts: [{ column: 'plate', title: 'x', kind: 'code', feed: 'vehicles' }] },
      { value: 'plate' },
    ],
    ['a sentence about what is not there', { sentence: '{@vehicles}{colour}' }, { value: 'colour' }],
    ['a sentence that names no feed', { sentence: '有车' }, { path: 'sentence' }],
    ['a shape of its own', { level: 'purple' }, { path: 'level', file: 'indicators/dongying/vehicle.json' }],
  ])('refuses %s', (_what, change, problem) => {
    expect(problemsWith({ ...vehicle, ...change })).toContainEqual(expect.objectContaining(problem));
  });

  it('refuses the same twice', () => {
    expect(problemsWith(vehicle, vehicle)).toMatchObject([{ value: 'vehicle', text: 'stands twice' }]);
  });
});
