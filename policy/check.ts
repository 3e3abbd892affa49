import { entitlementProblems } from './check-entitlements.ts';
import { ladderProblems } from './check-ladders.ts';
import { mechanismProblems } from './check-mechanism.ts';
import { messageProblems } from './check-messages.ts';
import { visitProblems } from './check-visits.ts';
import { gapsIn, overlapsIn, type Span } from './spans.ts';
import { fileOf, type PolicyProblem } from './problem.ts';
import { terminationProblems } from './check-termination.ts';
import type { PolicyPack } from './schema.ts';
import { settingIds } from './vocabulary.ts';

/** Steps that the procedure asks for, whatever the tier. */
const REQUIRED_STEPS = [
  'investigation-start',
  'check-start',
  'county-confirmation',
  'refusal-letter',
  'total',
  'total-delegated',
];

/** Figures that the ladder reads. */
const REQUIRED_FIGURES = [
  ...['dibao-line', 'destitute-basic', 'disposable-income'].flatMap((id) => [`${id}.urban`, `${id}.rural`]),
  ...['full', 'partial', 'able'].map((band) => `destitute-care.${band}`),
  'marginal-line',
  'rigid-ratio',
  'single-inclusion.own-income',
  ...['destitute', 'dibao', 'dibao-marginal', 'rigid-expenditure'].flatMap((tier) =>
    ['financial', 'homes', 'vehicles', 'businesses'].map((kind) => `assets.${tier}.${kind}`),
  ),
];

/** What the shape alone cannot say: references that lead nowhere, ids twice, days twice or not at all. */
export function findProblems(pack: PolicyPack): PolicyProblem[] {
  return [
    ...missingSources(pack),
    ...duplicates(pack),
    ...unknownReferences(pack),
    ...brokenSpans(pack),
    ...brokenSeries(pack),
    ...limitProblems(pack),
    ...missingSettings(pack),
    ...entitlementProblems(pack),
    ...ladderProblems(pack),
    ...messageProblems(pack),
    ...terminationProblems(pack),
    ...mechanismProblems(pack),
    ...visitProblems(pack),
  ];
}

const problem = (
  part: keyof PolicyPack,
  path: string,
  value: unknown,
  text: string,
  remedy: string,
): PolicyProblem => ({
  file: fileOf(part),
  path,
  value,
  text,
  remedy,
});

/** Walks the whole pack: wherever a `source` stands, its code must be listed. */
function missingSources(pack: PolicyPack): PolicyProblem[] {
  const known = new Set(pack.sources.map((source) => source.code));
  const found: PolicyProblem[] = [];
  const walk = (part: keyof PolicyPack, path: string, value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    for (const [key, child] of Object.entries(value)) {
      const here = path === '' ? key : `${path}.${key}`;
      const code: unknown =
        key === 'source' && typeof child === 'object' && child !== null ? Reflect.get(child, 'code') : undefined;
      if (typeof code === 'string' && !known.has(code))
        found.push(
          problem(part, `${here}.code`, code, 'no such source', 'Add it to sources.json or cite a listed one.'),
        );
      walk(part, here, child);
    }
  };
  for (const part of partsOf(pack)) if (part !== 'sources') walk(part, '', pack[part]);
  return found;
}

function partsOf(pack: PolicyPack): (keyof PolicyPack)[] {
  const isPart = (key: string): key is keyof PolicyPack => key in pack;
  return Object.keys(pack).filter(isPart);
}

function duplicates(pack: PolicyPack): PolicyProblem[] {
  const twice = (part: keyof PolicyPack, ids: readonly string[]) =>
    ids.flatMap((id, index) =>
      ids.indexOf(id) < index ? [problem(part, `${index}`, id, 'stands twice', 'Keep one of them.')] : [],
    );
  return [
    ...twice(
      'sources',
      pack.sources.map((source) => source.code),
    ),
    ...twice(
      'areas',
      pack.areas.map((area) => area.code),
    ),
    ...twice(
      'units',
      pack.units.map((unit) => unit.id),
    ),
    ...twice(
      'tiers',
      pack.tiers.map((tier) => tier.id),
    ),
    ...twice(
      'figures',
      pack.figures.map((series) => series.id),
    ),
    ...twice(
      'settings',
      pack.settings.map((setting) => setting.id),
    ),
    ...twice(
      'ladders',
      pack.ladders.map((ladder) => ladder.id),
    ),
    ...twice(
      'messageTemplates',
      pack.messageTemplates.map((template) => template.id),
    ),
    ...twice(
      'extensionGrounds',
      pack.extensionGrounds.map((ground) => ground.id),
    ),
    ...twice(
      'pauseGrounds',
      pack.pauseGrounds.map((ground) => ground.id),
    ),
  ];
}

function unknownReferences(pack: PolicyPack): PolicyProblem[] {
  const areas = new Set(pack.areas.map((area) => area.code));
  const units = new Set(pack.units.map((unit) => unit.id));
  const grounds = new Set(pack.extensionGrounds.map((ground) => ground.id));
  const area = (part: keyof PolicyPack, path: string, code: string) =>
    areas.has(code) ? [] : [problem(part, path, code, 'no such area', 'Add it to areas.json or correct the code.')];
  const unit = (part: keyof PolicyPack, path: string, id: string) =>
    units.has(id) ? [] : [problem(part, path, id, 'no such unit', 'Add it to units.json or correct the id.')];
  const parentArea = (code: string) => code.slice(0, code.length <= 6 ? 4 : 6);
  return [
    ...area('pack', 'area', pack.pack.area),
    ...pack.areas.flatMap(({ code }, index) => area('areas', `${index}.code (parent)`, parentArea(code))),
    ...pack.units.flatMap((entry, index) => [
      ...area('units', `${index}.area`, entry.area),
      ...(entry.parent === undefined ? [] : unit('units', `${index}.parent`, entry.parent)),
    ]),
    ...pack.responsibilities.flatMap((entry, index) =>
      [...entry.lead, ...entry.supporting].flatMap((id) => unit('responsibilities', `${index}`, id)),
    ),
    ...pack.figures.flatMap((series, index) =>
      series.entries.flatMap((entry, at) =>
        entry.area === undefined ? [] : area('figures', `${index}.entries.${at}.area`, entry.area),
      ),
    ),
    ...pack.limits.flatMap((limit, index) =>
      (limit.extension?.grounds ?? []).flatMap((id) =>
        grounds.has(id)
          ? []
          : [
              problem(
                'limits',
                `${index}.extension.grounds`,
                id,
                'no such ground',
                'Add it to grounds.json or correct the id.',
              ),
            ],
      ),
    ),
  ];
}

function missingSettings(pack: PolicyPack): PolicyProblem[] {
  const numbers = new Set(pack.settings.filter(({ value }) => typeof value === 'number').map(({ id }) => id));
  return settingIds
    .filter((id) => !numbers.has(id))
    .map((id) =>
      problem('settings', '(whole file)', id, 'a required number is missing', 'Add it; mark an invented value demo.'),
    );
}

function brokenSpans(pack: PolicyPack): PolicyProblem[] {
  const overlap = (part: keyof PolicyPack, name: string, spans: readonly Span[]) =>
    overlapsIn(spans).map(([a, b]) =>
      problem(
        part,
        name,
        `${a.from}..${a.until ?? ''} and ${b.from}..${b.until ?? ''}`,
        'two entries are in force on the same day',
        'End the earlier one the day before the later begins.',
      ),
    );
  const grouped = <T extends Span>(part: keyof PolicyPack, entries: readonly T[], key: (entry: T) => string) =>
    Object.entries(Object.groupBy(entries, key)).flatMap(([name, spans = []]) => overlap(part, name, spans));
  const backwards = (part: keyof PolicyPack, entries: readonly Span[]) =>
    entries.flatMap((entry, index) =>
      entry.until !== undefined && entry.until < entry.from
        ? [
            problem(
              part,
              `${index}.until`,
              entry.until,
              `ends before it begins on ${entry.from}`,
              'Correct one of the two days.',
            ),
          ]
        : [],
    );
  const exclusions = pack.exclusions.flatMap((entry) => entry.tiers.map((tier) => ({ ...entry, tier })));
  return [
    ...backwards('pack', [pack.pack]),
    ...backwards('tiers', pack.tiers),
    ...backwards('exclusions', pack.exclusions),
    ...backwards('limits', pack.limits),
    ...backwards('publicNotices', pack.publicNotices),
    ...pack.figures.flatMap((series) => backwards('figures', series.entries)),
    ...grouped('exclusions', exclusions, (entry) => `${entry.income}/${entry.tier}`),
    ...grouped('limits', pack.limits, (limit) => limit.id),
    ...grouped('publicNotices', pack.publicNotices, (notice) => notice.tier),
    ...pack.figures.flatMap((series) =>
      grouped('figures', series.entries, (entry) => `${series.id}/${entry.area ?? 'all areas'}`),
    ),
  ];
}

function brokenSeries(pack: PolicyPack): PolicyProblem[] {
  const known = new Set(pack.figures.map((series) => series.id));
  const absent = REQUIRED_FIGURES.filter((id) => !known.has(id)).map((id) =>
    problem(
      'figures',
      '(whole file)',
      id,
      'a required figure is missing',
      'Add the series; mark an unpublished value demo: true.',
    ),
  );
  const gaps = pack.figures.flatMap((series) => {
    const { requiredFrom } = series;
    if (requiredFrom === undefined) return [];
    const citywide = series.entries.filter((entry) => entry.area === undefined);
    return gapsIn(citywide, requiredFrom, series.carryOver).map((gap) =>
      problem(
        'figures',
        series.id,
        gap.until === undefined ? `from ${gap.from}` : `${gap.from}..${gap.until}`,
        'a required series has a gap',
        `Give a value for these days; the series is required from ${requiredFrom}.`,
      ),
    );
  });
  return [...absent, ...gaps];
}

function limitProblems(pack: PolicyPack): PolicyProblem[] {
  const ids = new Set(pack.limits.map((limit) => limit.id));
  const misnamed = pack.limits.flatMap((limit, index) =>
    limit.id === `${limit.tier}.${limit.step}`
      ? []
      : [
          problem(
            'limits',
            `${index}.id`,
            limit.id,
            'an unknown limit',
            `Name it <tier>.<step>: ${limit.tier}.${limit.step}.`,
          ),
        ],
  );
  const absent = pack.tiers.flatMap((tier) =>
    REQUIRED_STEPS.map((step) => `${tier.id}.${step}`).flatMap((id) =>
      ids.has(id)
        ? []
        : [
            problem(
              'limits',
              '(whole file)',
              id,
              'a required limit is missing',
              'Add it; mark an unpublished value demo: true.',
            ),
          ],
    ),
  );
  const shortened = pack.limits.flatMap((limit, index) =>
    limit.extension !== undefined && limit.extension.amount <= limit.amount
      ? [
          problem(
            'limits',
            `${index}.extension.amount`,
            limit.extension.amount,
            `an extension must be longer than ${limit.amount}`,
            `Give at least ${limit.amount + 1}.`,
          ),
        ]
      : [],
  );
  return [...misnamed, ...absent, ...shortened];
}
