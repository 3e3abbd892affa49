import { describe, expect, it } from 'vitest';
import { dongying, dongyingFiles } from '../../policy/dongying/dongying.ts';
import { loadPack, type PackFiles } from '../../policy/load.ts';
import { PolicyInvalid } from '../../policy/problem.ts';

// oxlint-disable-next-line typescript/no-explicit-any -- files are broken here on purpose, in ways that their types rule out
type Mutable = Record<string, any>;

/** The shipped pack with one thing changed. */
function changed(change: (files: Mutable) => void): PackFiles {
  const files = structuredClone(dongyingFiles);
  change(files);
  return files;
}

function problemsOf(files: PackFiles) {
  try {
    loadPack(files);
  } catch (error) {
    if (error instanceof PolicyInvalid) return error.problems;
    throw error;
  }
  return [];
}

const series = (files: Mutable, id: string) => files['figures'].find((entry: Mutable) => entry['id'] === id)['entries'];

describe('loadPack', () => {
  it('takes the shipped pack', () => {
    expect(problemsOf(dongyingFiles)).toEqual([]);
  });

  it.each<[string, (files: Mutable) => void, object]>([
    [
      'two figures in force on one day',
      (files) => (series(files, 'dibao-line.urban')[0].until = '2024-06-30'),
      { file: 'figures.json', text: 'two entries are in force on the same day' },
    ],
    [
      'a gap in a required series',
      (files) => (series(files, 'dibao-line.rural')[2].from = '2024-02-01'),
      { file: 'figures.json', path: 'dibao-line.rural', value: '2024-01-01..2024-01-31' },
    ],
    [
      'a required series that ends without being carried over',
      (files) => {
        const found = files['figures'].find((entry: Mutable) => entry['id'] === 'rigid-ratio');
        found.entries[0].until = '2025-12-31';
        found.carryOver = false;
      },
      { file: 'figures.json', path: 'rigid-ratio', value: 'from 2026-01-01' },
    ],
    [
      'a required figure left out',
      (files) => (files['figures'] = files['figures'].filter((entry: Mutable) => entry['id'] !== 'marginal-line')),
      { file: 'figures.json', value: 'marginal-line', text: 'a required figure is missing' },
    ],
    [
      'a figure without a source',
      (files) => delete series(files, 'dibao-line.urban')[0].source,
      { file: 'figures.json', path: '0.entries.0.source' },
    ],
    [
      'a source that is not listed',
      (files) => (files['limits'][0].source.code = 'X9'),
      { file: 'limits.json', path: '0.source.code', value: 'X9', text: 'no such source' },
    ],
    [
      'a coordination mechanism of fewer than eight units',
      (files) => (files['mechanism'].seats = files['mechanism'].seats.slice(0, 7)),
      { file: 'mechanism.json', path: 'seats', value: 7 },
    ],
    [
      'an alert that speaks of two sorts of family',
      (files) => files['visit-priorities'][3].alertKinds.push('serious-illness'),
      { file: 'visit-priorities.json', path: '3.alertKinds', text: 'stands twice' },
    ],
    [
      'a sort of family known by an alert that there is not',
      (files) => files['visit-priorities'][0].alertKinds.push('flood'),
      { file: 'visit-priorities.json', path: '0.alertKinds', value: 'flood', text: 'no such kind of alert' },
    ],
    [
      'a visit without a limit',
      (files) => (files['limits'] = files['limits'].filter(({ id }: { id: string }) => id !== 'any.visit-red')),
      { file: 'visit-priorities.json', path: '0.level', value: 'red', text: 'has no limit' },
    ],
    [
      'a mechanism with two chairs',
      (files) => (files['mechanism'].seats[2].office = 'chair'),
      { file: 'mechanism.json', path: 'seats', text: 'there must be just one chair' },
    ],
    [
      'a mechanism without an office',
      (files) => delete files['mechanism'].seats[1].isOffice,
      { file: 'mechanism.json', path: 'seats', text: 'there must be just one office' },
    ],
    [
      'a seat of a unit that a county does not have',
      (files) => (files['mechanism'].seats[3].unit = 'county-treasury'),
      { file: 'mechanism.json', path: 'seats.3.unit', value: 'county-treasury-370502' },
    ],
    [
      'a unit with two seats, which one person would fill',
      (files) => (files['mechanism'].seats[3].unit = files['mechanism'].seats[2].unit),
      { file: 'mechanism.json', path: 'seats.3.unit', text: 'sits twice' },
    ],
    [
      'a kind of motion without a list of papers',
      (files) => files['mechanism'].dossiers.pop(),
      { file: 'mechanism.json', path: 'dossiers', value: 'reviewer' },
    ],
    [
      'money that a resolution may grant without a ceiling',
      (files) => (files['mechanism'].ceilings = []),
      { file: 'mechanism.json', text: 'money without a ceiling' },
    ],
    [
      'a quorum that is no share',
      (files) => (files['settings'].find((entry: Mutable) => entry['id'] === 'mechanism.quorum-denominator').value = 0),
      { file: 'settings.json', path: 'mechanism.quorum-*' },
    ],
    [
      'a motion that must meet within no time',
      (files) => (files['limits'] = files['limits'].filter((entry: Mutable) => entry['id'] !== 'any.motion-meeting')),
      { file: 'limits.json', value: 'any.motion-meeting' },
    ],
    [
      'a ground of termination that stands twice at one tier',
      (files) => files['termination-grounds'].grounds.push(files['termination-grounds'].grounds[0]),
      { file: 'termination-grounds.json', value: 'destitute/death', text: 'stands twice at one tier' },
    ],
    [
      'a tier whose aid could never end',
      (files) => {
        const { grounds } = files['termination-grounds'];
        for (const ground of grounds) ground.tiers = ground.tiers.filter((tier: string) => tier !== 'dibao');
        files['termination-grounds'].grounds = grounds.filter((ground: Mutable) => ground['tiers'].length > 0);
      },
      { file: 'termination-grounds.json', value: 'dibao' },
    ],
    [
      'a trigger of termination left out',
      (files) => files['termination-grounds'].triggers.pop(),
      { file: 'termination-grounds.json', value: 'public-report' },
    ],
    [
      'an end of 特困 without a notice period',
      (files) =>
        (files['limits'] = files['limits'].filter((entry: Mutable) => entry['id'] !== 'destitute.termination-notice')),
      { file: 'limits.json', value: 'destitute.termination-notice' },
    ],
    [
      'a rung that sends a message which does not exist',
      (files) => (files['ladders'][0].rungs[0].template = 'nothing'),
      { file: 'ladders.json', path: '0.rungs.0.template', value: 'nothing', text: 'no such message' },
    ],
    [
      'a rung for a receiver that nobody is',
      (files) => (files['ladders'][0].rungs[0].to = ['mayor']),
      { file: 'ladders.json', path: '0.rungs.0.to.0', value: 'mayor' },
    ],
    [
      'a rung whose moment never comes under its limit',
      (files) => (files['ladders'][0].rungs[0].at = { kind: 'opened', workingDays: 1 }),
      { file: 'ladders.json', path: '0.rungs.0.at.kind', value: 'opened' },
    ],
    [
      'a rung that tells nobody',
      (files) => (files['ladders'][0].rungs[0].to = []),
      { file: 'ladders.json', path: '0.rungs.0.to', text: 'tells nobody' },
    ],
    [
      'a need for which a county has no department',
      (files) => files['entitlements'].needs[0].departments.push('charity'),
      { file: 'entitlements.json', path: 'needs.0.departments.1', value: 'charity', text: 'no such unit in 370502' },
    ],
    [
      'a need given to a department that the notice does not name for it',
      (files) => (files['entitlements'].needs[0].departments = ['agriculture']),
      { file: 'entitlements.json', path: 'needs.0.departments.0', text: 'does not answer for section 3.2' },
    ],
    [
      'an entitlement for a need that does not exist',
      (files) => (files['entitlements'].items[0].need = 'wellness'),
      { file: 'entitlements.json', path: 'items.0.need', value: 'wellness' },
    ],
    [
      'an entitlement decided by a department that does not answer for the need',
      (files) => (files['entitlements'].items[0].department = 'education'),
      { file: 'entitlements.json', path: 'items.0.department', value: 'education' },
    ],
    [
      'an entitlement that nobody has',
      (files) => (files['entitlements'].items[0].groups = []),
      { file: 'entitlements.json', path: 'items.0.groups', text: 'nobody is entitled' },
    ],
    [
      'an entitlement extended in a county that does not exist',
      (files) => (files['entitlements'].items[0].groups[0].counties = ['370599']),
      { file: 'entitlements.json', path: 'items.0.groups.0.counties', value: '370599' },
    ],
    [
      'no limit for the receipt of what is referred',
      (files) => (files['limits'] = files['limits'].filter((l: Mutable) => l['id'] !== 'any.referral-acceptance')),
      { file: 'limits.json', value: 'any.referral-acceptance', text: 'a required limit is missing' },
    ],
    [
      'two rungs of one name',
      (files) => (files['ladders'][0].rungs[1].id = files['ladders'][0].rungs[0].id),
      { file: 'ladders.json', path: '0.rungs.1.id', text: 'stands twice' },
    ],
    [
      'kinds of task on a ladder of the case',
      (files) =>
        (files['ladders'].find((ladder: { limit: string }) => ladder.limit === 'total').taskKinds = ['confirmation']),
      { file: 'ladders.json', value: ['confirmation'] },
    ],
    [
      'a unit under an unknown parent',
      (files) => (files['units'][1].parent = 'nobody'),
      { file: 'units.json', path: '1.parent', value: 'nobody', text: 'no such unit' },
    ],
    [
      'a unit in an unknown area',
      (files) => (files['units'][1].area = '370599'),
      { file: 'units.json', path: '1.area', value: '370599', text: 'no such area' },
    ],
    [
      'a township outside every county',
      (files) => files['areas'].push({ code: '370599100', name: '某镇', kind: 'township' }),
      { file: 'areas.json', value: '370599', text: 'no such area' },
    ],
    [
      'a responsibility of an unknown unit',
      (files) => files['responsibilities'][2].supporting.push('city-navy'),
      { file: 'responsibilities.json', path: '2', value: 'city-navy' },
    ],
    [
      'an extension on an unknown ground',
      (files) => files['limits'].find((limit: Mutable) => limit['extension']).extension.grounds.push('busy'),
      { file: 'limits.json', value: 'busy', text: 'no such ground' },
    ],
    [
      'an unknown limit',
      (files) => (files['limits'][0].id = 'dibao.whatever'),
      { file: 'limits.json', path: '0.id', value: 'dibao.whatever', text: 'an unknown limit' },
    ],
    [
      'a limit that the procedure needs and nobody gives',
      (files) => (files['limits'] = files['limits'].filter((limit: Mutable) => limit['id'] !== 'dibao.total')),
      { file: 'limits.json', value: 'dibao.total', text: 'a required limit is missing' },
    ],
    [
      'an unknown unit of time',
      (files) => (files['limits'][0].unit = 'fortnight'),
      { file: 'limits.json', path: '0.unit', value: 'fortnight' },
    ],
    [
      'a rule that ends before it begins',
      (files) => (files['tiers'][0].until = '2020-01-01'),
      { file: 'tiers.json', path: '0.until', value: '2020-01-01' },
    ],
    [
      'the same unit twice',
      (files) => files['units'].push(files['units'][0]),
      { file: 'units.json', value: 'city-civil-affairs', text: 'stands twice' },
    ],
    [
      'a day that does not exist',
      (files) => (files['pack'].until = '2029-02-30'),
      { file: 'pack.json', path: 'until', value: '2029-02-30' },
    ],
    ['a part that is no list', (files) => (files['grounds'] = 7), { file: 'grounds.json', path: '(whole file)' }],
    [
      'money in fractions of a fen',
      (files) => (series(files, 'dibao-line.urban')[0].value = 95600.5),
      { file: 'figures.json', value: 95600.5 },
    ],
    ['a misspelt property', (files) => (files['limits'][0].dmeo = true), { file: 'limits.json', path: '0' }],
  ])('refuses %s', (_, change, expected) => {
    expect(problemsOf(changed(change))).toEqual(expect.arrayContaining([expect.objectContaining(expected)]));
  });

  it('reports everything wrong at once, each with file, place, value and remedy', () => {
    const files = changed((copy) => {
      copy['limits'][0].source.code = 'X9';
      copy['units'][1].parent = 'nobody';
    });
    expect(problemsOf(files)).toHaveLength(2);
    expect(() => loadPack(files)).toThrow(
      /limits\.json at 0\.source\.code: no such source; found "X9"\. Add it to sources\.json/,
    );
  });
});

describe('the shipped pack', () => {
  it('marks as demo whatever cites no published text, and nothing else cites it', () => {
    const walk = (value: unknown, path: string): string[] => {
      if (typeof value !== 'object' || value === null) return [];
      const { source, demo } = value as { source?: { code?: string }; demo?: boolean };
      const unmarked = source?.code === 'DEMO' && demo !== true ? [path] : [];
      return [...unmarked, ...Object.entries(value).flatMap(([key, child]) => walk(child, `${path}.${key}`))];
    };
    expect(walk(dongying, '')).toEqual([]);
  });

  it.each([
    ['dibao.investigation-start', 'start', 3, 'working-day'],
    ['dibao.check-start', 'start', 3, 'working-day'],
    ['dibao.public-notice', 'finish', 7, 'natural-day'],
    ['dibao.county-confirmation', 'finish', 10, 'working-day'],
    ['dibao.refusal-letter', 'finish', 3, 'working-day'],
    ['dibao.total', 'finish', 30, 'working-day'],
    ['dibao.total-delegated', 'finish', 20, 'working-day'],
    ['destitute.township-opinion', 'finish', 15, 'working-day'],
    ['destitute.public-notice', 'finish', 7, 'natural-day'],
    ['destitute.objection-review', 'finish', 15, 'working-day'],
    ['destitute.county-confirmation', 'finish', 15, 'working-day'],
    ['destitute.care-reassessment', 'finish', 10, 'working-day'],
    ['rigid-expenditure.total', 'finish', 30, 'working-day'],
    ['any.pool', 'finish', 24, 'month'],
  ])('holds the published limit %s: %s %i %s', (id, kind, amount, unit) => {
    expect(dongying.limits.find((limit) => limit.id === id)).toMatchObject({ kind, amount, unit });
    expect(dongying.limits.find((limit) => limit.id === id)?.demo).toBeUndefined();
  });

  it('extends to 45 on the four grounds of 低保 and on two of 刚性支出', () => {
    const extension = (id: string) => dongying.limits.find((limit) => limit.id === id)?.extension;
    expect(extension('dibao.total')).toMatchObject({ amount: 45, grounds: { length: 4 } });
    expect(extension('rigid-expenditure.total')).toMatchObject({ amount: 45, grounds: { length: 2 } });
  });

  it('gives each township an office under its county, and each county under the city', () => {
    const parentOf = new Map(dongying.units.map((unit) => [unit.id, unit.parent]));
    const parents = (kind: string, prefix: string) =>
      dongying.areas
        .filter((area) => area.kind === kind)
        .map(({ code }) => `${code} ${parentOf.get(`${prefix}-${code}`)}`);
    const townships = parents('township', 'township');
    expect(townships.length).toBeGreaterThan(30);
    expect(townships).toEqual(townships.map((line) => `${line.slice(0, 9)} county-civil-affairs-${line.slice(0, 6)}`));
    expect(new Set(parents('county', 'county-civil-affairs').map((line) => line.slice(7)))).toEqual(
      new Set(['city-civil-affairs']),
    );
  });

  it('carries the responsibility matrix of the notice', () => {
    const section = (id: string) => dongying.responsibilities.find((entry) => entry.section === id);
    expect(section('2.1')).toMatchObject({ mode: 'lead', lead: ['city-civil-affairs'], supporting: { length: 9 } });
    expect(section('2.4')?.lead).not.toContain('city-big-data');
    expect(section('3.2')).toMatchObject({ mode: 'each', lead: { length: 6 } });
    expect(dongying.responsibilities).toHaveLength(10);
  });
});
