import { messageProblems } from './check-messages.ts';
import { gapsIn, overlapsIn, type Span } from './spans.ts';
import { fileOf, type PolicyProblem } from './problem.ts';
import { settingIds, type PolicyPack } from './schema.ts';

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
    ...messageProblems(pack),
