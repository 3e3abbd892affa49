import type { PolicyProblem } from './problem.ts';
import type { PolicyPack } from './schema.ts';

type Problem = Omit<PolicyProblem, 'file'>;

/** Kinds of moment that each limit knows: nothing is due where no limit runs. */
const MOMENTS: Readonly<Record<PolicyPack['ladders'][number]['limit'], readonly string[]>> = {
  start: ['half', 'before', 'due', 'after'],
  finish: ['half', 'before', 'due', 'after'],
  total: ['half', 'before', 'due', 'after'],
  unlimited: ['opened'],
  pause: ['opened'],
};

/** What is wrong with the ladders: messages that do not exist, moments that never come, rungs that share a name. */
export function ladderProblems({ ladders, messageTemplates }: PolicyPack): PolicyProblem[] {
  const templates = new Set(messageTemplates.map(({ id }) => id));
  const found = ladders.flatMap(({ limit, rungs, taskKinds }, index): Problem[] => [
    ...rungs.flatMap(({ id, at, to, unclaimedTo, template }, number): Problem[] => {
      const path = `${index}.rungs.${number}`;
      return [
        ...(templates.has(template)
          ? []
          : [{ path: `${path}.template`, value: template, text: 'no such message', remedy: 'Add the template.' }]),
        ...(MOMENTS[limit].includes(at.kind)
          ? []
          : [
              {
                path: `${path}.at.kind`,
                value: at.kind,
                text: `never comes under a ladder of '${limit}'`,
                remedy: `Use one of: ${MOMENTS[limit].join(', ')}.`,
              },
            ]),
        ...(to.length > 0 || unclaimedTo !== undefined
          ? []
          : [{ path: `${path}.to`, value: to, text: 'tells nobody', remedy: 'Name a receiver.' }]),
        ...(rungs.findIndex((other) => other.id === id) === number
          ? []
          : [{ path: `${path}.id`, value: id, text: 'stands twice', remedy: 'Give each rung a name of its own.' }]),
      ];
    }),
    ...(taskKinds !== undefined && (limit === 'total' || limit === 'pause')
      ? [
          {
            path: `${index}.taskKinds`,
            value: taskKinds,
            text: `a ladder of '${limit}' is of the case`,
            remedy: 'Leave the kinds out.',
          },
        ]
      : []),
  ]);
  return found.map((problem) => ({ file: 'ladders.json', ...problem }));
}
