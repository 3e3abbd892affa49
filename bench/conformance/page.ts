/** The page out of the results: every area with its counts, and each case that is not exact with its reason. */
import { DIFFERENCES, REASONS, REFUSED } from './areas.ts';

export interface CaseResult {
  readonly id: string;
  readonly area: string;
  readonly kind: string;
  readonly exact: boolean;
  readonly skipped?: string | undefined;
  readonly types?: boolean | undefined;
  readonly details?: boolean | undefined;
}

interface Row {
  readonly cases: number;
  readonly exact: number;
  readonly histories: number;
  readonly types: number;
  readonly details: number;
}

function count(results: readonly CaseResult[]): Row {
  const histories = results.filter(({ types }) => types !== undefined);
  return {
    cases: results.length,
    exact: results.filter(({ exact }) => exact).length,
    histories: histories.length,
    types: histories.filter(({ types }) => types === true).length,
    details: histories.filter(({ details }) => details === true).length,
  };
}

const line = (name: string, { cases, exact, histories, types, details }: Row): string => {
  const share = `${((exact / cases) * 100).toFixed(exact === cases ? 0 : 1)} %`;
  return `| ${name} | ${cases} | ${exact} | ${share} | ${histories === 0 ? '' : `${types} / ${details} of ${histories}`} |`;
};

export function page(results: readonly CaseResult[]): string {
  const areas = Map.groupBy(results, ({ area, kind }) => (kind === 'execution' ? area : `${area} (${kind})`));
  const rows = [...areas].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([area, some]) => line(area, count(some)));
  return `# What of the Amazon States Language runs here

Written by \`npm run asl-support -- FOLDER\` from a run of ${results.length} conformance cases, with AWS's own recorded answers, against
\`local/sfn-endpoint\`. Do not edit: change \`bench/conformance/\` and run it again.

A case is *exact* when status and output, or error and cause, or code and message are AWS's to the letter. *Histories*:
event types in the right order / every event's details too.

| area | cases | exact | | histories |
| --- | --: | --: | --: | --: |
${rows.join('\n')}
${line('**all**', count(results))}

## What is left, and why

${left(results)}

## Refused when a machine is created

${REFUSED.map(([what, why]) => `* ${what}: ${why}.`).join('\n')}

## Answered otherwise than AWS

${DIFFERENCES.map((text) => `* ${text}`).join('\n')}
`;
}

function left(results: readonly CaseResult[]): string {
  const open = results.filter(({ exact, details }) => !exact || details === false);
  if (open.length === 0) return 'Nothing: every case is exact.';
  const reasoned = Map.groupBy(open, ({ id }) => REASONS.find(({ cases }) => cases.test(id))?.why);
  return [...reasoned]
    .map(([why, some]) => {
      const names = some.map(({ id, exact }) => `\`${id}\`${exact ? ' (history only)' : ''}`);
      if (why !== undefined) return `* ${some.length} ${some.length === 1 ? 'case' : 'cases'}: ${why}`;
      return `* Not explained yet: ${names.join(', ')}`;
    })
    .join('\n');
}
