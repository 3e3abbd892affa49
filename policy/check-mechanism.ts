import type { PolicyProblem } from './problem.ts';
import type { PolicyPack } from './schema.ts';

/** Units that the coordination mechanism must bring together (国务院办公厅2017, as reported: eight beside the chair). */
const LEAST_UNITS = 8;

const REQUIRED_LIMITS = [
  'motion-dossier',
  'motion-meeting',
  'motion-resolution',
  'motion-execution',
  'motion-follow-up',
];

const MOTIONS = ['alert', 'referral-dispute', 'rigid-expenditure', 'large-relief', 'reviewer'];

/** A mechanism that could not meet, or whose mandate has no bounds, is refused with the pack. */
export function mechanismProblems(pack: PolicyPack): PolicyProblem[] {
  return [...seatProblems(pack), ...dossierProblems(pack), ...figureProblems(pack)];
}

const problem = (path: string, value: unknown, text: string, remedy: string): PolicyProblem => ({
  file: 'mechanism.json',
  path,
  value,
  text,
  remedy,
});

function seatProblems({ mechanism, units, areas }: PolicyPack): PolicyProblem[] {
  const { seats } = mechanism;
  const just = (what: string, found: readonly { readonly id: string }[]) =>
    found.length === 1
      ? []
      : [
          problem(
            'seats',
            found.map(({ id }) => id),
            `there must be just one ${what}`,
            `Name one seat as ${what}.`,
          ),
        ];
  const known = new Set(units.map(({ id }) => id));
  const counties = areas.filter(({ kind }) => kind === 'county' || kind === 'zone');
  const suffixes = new Set(seats.map(({ unit }) => unit));
  return [
    ...just(
      'chair',
      seats.filter(({ office }) => office === 'chair'),
    ),
    ...just(
      'deputy',
      seats.filter(({ office }) => office === 'deputy'),
    ),
    ...just(
      'office',
      seats.filter(({ isOffice }) => isOffice === true),
    ),
    ...(suffixes.size < LEAST_UNITS
      ? [
          problem(
            'seats',
            suffixes.size,
            `fewer than ${LEAST_UNITS} units sit in it`,
            'Add the seats that are missing.',
          ),
        ]
      : []),
    ...seats.flatMap(({ id }, index) =>
      seats.findIndex((seat) => seat.id === id) < index
        ? [problem(`seats.${index}.id`, id, 'stands twice', 'Keep one of them.')]
        : [],
    ),
    ...seats.flatMap(({ unit }, index) =>
      seats.findIndex((seat) => seat.unit === unit) < index
        ? [
            problem(
              `seats.${index}.unit`,
              unit,
              'sits twice',
              'Give each unit one seat: one person would fill both, with one vote.',
            ),
          ]
        : [],
    ),
    ...seats.flatMap(({ unit }, index) =>
      counties.flatMap(({ code }) =>
        known.has(`${unit}-${code}`)
          ? []
          : [problem(`seats.${index}.unit`, `${unit}-${code}`, 'no such unit', 'Add it to units.json or correct it.')],
      ),
    ),
  ];
}

function dossierProblems({ mechanism }: PolicyPack): PolicyProblem[] {
  const { dossiers, ceilings } = mechanism;
  const hasCeiling = ceilings.length === 1;
  return [
    ...MOTIONS.flatMap((motion) => {
      const found = dossiers.filter((dossier) => dossier.motion === motion).length;
      return found === 1
        ? []
        : [problem('dossiers', motion, `stands ${found} times`, 'Give each kind of motion one list of papers.')];
    }),
    ...dossiers.flatMap(({ resolutions }, index) =>
      resolutions.includes('grant-relief') && !hasCeiling
        ? [problem(`dossiers.${index}.resolutions`, 'grant-relief', 'money without a ceiling', 'Give one ceiling.')]
        : [],
    ),
  ];
}

function figureProblems({ settings, limits }: PolicyPack): PolicyProblem[] {
  const value = (id: string) => settings.find((setting) => setting.id === id)?.value;
  const numerator = value('mechanism.quorum-numerator');
  const denominator = value('mechanism.quorum-denominator');
  const isFraction =
    typeof numerator === 'number' && typeof denominator === 'number' && numerator > 0 && numerator <= denominator;
  const ids = new Set(limits.map(({ id }) => id));
  return [
    ...(isFraction
      ? []
      : [
          {
            ...problem(
              'mechanism.quorum-*',
              [numerator, denominator],
              'is no share of the members',
              'Give a fraction.',
            ),
            file: 'settings.json',
          },
        ]),
    ...REQUIRED_LIMITS.filter((step) => !ids.has(`any.${step}`)).map((step) => ({
      ...problem('(whole file)', `any.${step}`, 'a required limit is missing', 'Add it; mark an invented value demo.'),
      file: 'limits.json',
    })),
  ];
}
