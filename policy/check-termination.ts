import type { PolicyProblem } from './problem.ts';
import type { PolicyPack } from './schema.ts';
import { terminationTriggerIds } from './termination-schema.ts';

type Problem = Omit<PolicyProblem, 'file'>;

/** Limits without which an end of aid would have no notice, no time to answer or no delivery. */
const REQUIRED_LIMITS = [
  'destitute.termination-notice',
  'destitute.termination-objection',
  'any.termination-answer',
  'any.termination-letter',
  'any.death-recheck',
  'any.pool',
  'dibao.recheck-stable',
  'dibao.recheck-unstable',
  'destitute.recheck',
];

/** A tier without grounds could never end, a ground that stands twice at one tier would have two meanings. */
export function terminationProblems({ terminationGrounds, tiers, limits }: PolicyPack): PolicyProblem[] {
  const { triggers, grounds } = terminationGrounds;
  const known = new Set(triggers.map(({ id }) => id));
  const ids = new Set(limits.map(({ id }) => id));
  const perTier = grounds.flatMap(({ id, tiers: at }, index) => at.map((tier) => ({ index, name: `${tier}/${id}` })));
  const grounded = new Set(grounds.flatMap((ground) => ground.tiers));
  const found: Problem[] = [
    ...terminationTriggerIds
      .filter((id) => !known.has(id))
      .map((id) => ({
        path: 'triggers',
        value: id,
        text: 'a required trigger is missing',
        remedy: 'Add it with its source.',
      })),
    ...perTier
      .filter(({ name }, at) => perTier.findIndex((other) => other.name === name) < at)
      .map(({ index, name }) => ({
        path: `grounds.${index}`,
        value: name,
        text: 'stands twice at one tier',
        remedy: 'Keep one of them.',
      })),
    ...tiers
      .filter(({ id }) => !grounded.has(id))
      .map(({ id }) => ({
        path: 'grounds',
        value: id,
        text: 'this tier has no ground on which it may end',
        remedy: 'List at least one.',
      })),
  ];
  return [
    ...found.map((problem) => ({ file: 'termination-grounds.json', ...problem })),
    ...REQUIRED_LIMITS.filter((id) => !ids.has(id)).map((id) => ({
      file: 'limits.json',
      path: '(whole file)',
      value: id,
      text: 'a required limit is missing',
      remedy: 'Add it; mark an unpublished value demo: true.',
    })),
  ];
}
