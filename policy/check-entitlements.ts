import type { PolicyProblem } from './problem.ts';
import type { PolicyPack } from './schema.ts';
import { overlapsIn } from './spans.ts';

/** Limits that a referral runs under, whatever the tier. */
const REFERRAL_STEPS = [
  'referral-transfer',
  'referral-acceptance',
  'referral-result',
  'referral-reassignment',
  'referral-arbitration',
];

type Problem = Omit<PolicyProblem, 'file'>;

/** What is wrong with the matrix of needs, departments and entitlements. */
export function entitlementProblems(pack: PolicyPack): PolicyProblem[] {
  const inMatrix = [...needProblems(pack), ...itemProblems(pack)];
  return [
    ...inMatrix.map((found) => ({ file: 'entitlements.json', ...found })),
    ...absentLimits(pack).map((found) => ({ file: 'limits.json', ...found })),
  ];
}

function absentLimits({ limits }: PolicyPack): Problem[] {
  return REFERRAL_STEPS.filter((step) => limits.every((limit) => limit.id !== `any.${step}`)).map((step) => ({
    path: '(whole file)',
    value: `any.${step}`,
    text: 'a required limit is missing',
    remedy: 'Add it; mark an unpublished value demo: true.',
  }));
}

function needProblems({ entitlements: { needs }, units, areas, responsibilities }: PolicyPack): Problem[] {
  const known = new Set(units.map(({ id }) => id));
  const counties = areas.filter(({ kind }) => kind === 'county' || kind === 'zone').map(({ code }) => code);
  return [
    ...twice('needs', needs),
    ...needs.flatMap(({ departments, section }, index) => {
      const row = responsibilities.find((entry) => entry.section === section);
      if (row === undefined) {
        const remedy = 'Name a section of responsibilities.json.';
        return [{ path: `needs.${index}.section`, value: section, text: 'no such row', remedy }];
      }
      return departments.flatMap((department, at) => {
        const path = `needs.${index}.departments.${at}`;
        const homeless = counties.find((county) => !known.has(`county-${department}-${county}`));
        if (homeless !== undefined) {
          const remedy = `Add county-${department}-${homeless} to units.json or correct the name.`;
          return [{ path, value: department, text: `no such unit in ${homeless}`, remedy }];
        }
        if ([...row.lead, ...row.supporting].includes(`city-${department}`)) return [];
        const remedy = 'The notice names who answers for it; correct one of the two.';
        return [{ path, value: department, text: `does not answer for section ${section}`, remedy }];
      });
    }),
  ];
}

function itemProblems({ entitlements: { needs, items }, areas }: PolicyPack): Problem[] {
  const counties = areas.filter(({ kind }) => kind === 'county' || kind === 'zone').map(({ code }) => code);
  return [
    ...Object.entries(Object.groupBy(items, ({ id }) => id)).flatMap(([id, spans = []]) =>
      overlapsIn(spans).map(() => ({
        path: 'items',
        value: id,
        text: 'two entries are in force on the same day',
        remedy: 'End the earlier one the day before the later begins.',
      })),
    ),
    ...items.flatMap(({ need, department, groups, anyone }, index) => {
      const found = needs.find(({ id }) => id === need);
      const path = `items.${index}`;
      return [
        ...(found === undefined
          ? [{ path: `${path}.need`, value: need, text: 'no such need', remedy: 'Add it to needs or correct the id.' }]
          : []),
        ...(found !== undefined && !found.departments.includes(department)
          ? [
              {
                path: `${path}.department`,
                value: department,
                text: `does not answer for the need ${need}`,
                remedy: 'Name a department of the need.',
              },
            ]
          : []),
        ...(groups.length === 0 && anyone !== true
          ? [
              {
                path: `${path}.groups`,
                value: groups,
                text: 'nobody is entitled',
                remedy: 'Name a group, or anyone: true.',
              },
            ]
          : []),
        ...twice(
          `${path}.groups`,
          groups.map(({ group }) => ({ id: group })),
        ),
        ...groups.flatMap(({ counties: extended = [] }, at) =>
          extended
            .filter((county) => !counties.includes(county))
            .map((county) => ({
              path: `${path}.groups.${at}.counties`,
              value: county,
              text: 'no such county',
              remedy: 'Name a county or zone of areas.json.',
            })),
        ),
      ];
    }),
  ];
}

const twice = (path: string, entries: readonly { readonly id: string }[]): Problem[] =>
  entries.flatMap(({ id }, index) =>
    entries.findIndex((entry) => entry.id === id) < index
      ? [{ path: `${path}.${index}`, value: id, text: 'stands twice', remedy: 'Keep one of them.' }]
      : [],
  );
