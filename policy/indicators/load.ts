import * as z from 'zod';
import type { Feed } from '../feeds/schema.ts';
import { PolicyInvalid } from '../problem.ts';
import type { PolicyProblem } from '../problem.ts';
import type { AlertKind } from '../schema.ts';
import { codesOf } from './codes.ts';
import { placeholdersOf, sqlPlaceholders } from './placeholders.ts';
import { indicatorSchema } from './schema.ts';
import type { Indicator } from './schema.ts';

export interface Around {
  readonly feeds: readonly Feed[];
  readonly alertKinds: readonly AlertKind[];
  /** Codes of the sources that the pack lists. */
  readonly sources: readonly string[];
}

/** Columns of a result that are no facts. */
const RESERVED = ['person', 'occurred_on'];

/** A catalogue that holds together, or `PolicyInvalid` with every problem found. What its SQL may do, the scan's guard judges. */
export function loadIndicators(candidates: readonly unknown[], around: Around): readonly Indicator[] {
  const problems: PolicyProblem[] = [];
  const indicators = candidates.flatMap((candidate, index) => {
    const parsed = indicatorSchema.safeParse(candidate);
    if (parsed.success) return [parsed.data];
    const file = fileOf(candidate, index);
    for (const { path, message } of parsed.error.issues) {
      problems.push({
        file,
        path: path.join('.'),
        value: undefined,
        text: message,
        remedy: 'Write it as policy/indicators/schema.ts describes.',
      });
    }
    return [];
  });
  for (const [index, indicator] of indicators.entries()) {
    if (indicators.findIndex(({ id }) => id === indicator.id) < index) {
      problems.push(problem(indicator, 'id', indicator.id, 'stands twice', 'Keep one of them.'));
    }
    problems.push(...problemsOf(indicator, around));
  }
  if (problems.length > 0) throw new PolicyInvalid(problems);
  return indicators;
}

function problemsOf(indicator: Indicator, { feeds, alertKinds, sources }: Around): readonly PolicyProblem[] {
  const found: PolicyProblem[] = [];
  const add = (path: string, value: unknown, text: string, remedy: string) =>
    found.push(problem(indicator, path, value, text, remedy));
  const { inputs, parameters, facts } = indicator;
  for (const input of inputs) {
    if (!feeds.some(({ id }) => id === input)) add('inputs', input, 'no such feed', 'Name feeds of policy/feeds.');
  }
  const kind = alertKinds.find(({ id }) => id === indicator.alertKind);
  if (kind === undefined) add('alertKind', indicator.alertKind, 'no such kind', 'Add it to alert-kinds.json.');
  else if (kind.direction !== indicator.family) {
    add('family', indicator.family, `its kind of alert is ${kind.direction}`, 'Correct one of the two.');
  }
  const cited = [indicator.source, ...Object.values(parameters).flatMap(({ source }) => source ?? [])];
  for (const { code } of cited) {
    if (!sources.includes(code)) add('source.code', code, 'no such source', 'Add it to sources.json.');
  }
  for (const [name, { source, demo }] of Object.entries(parameters)) {
    if (source === undefined && demo !== true)
      add(`parameters.${name}`, name, 'has no source', 'Cite one or mark demo.');
  }
  const named = sqlPlaceholders(indicator.sql.join('\n'));
  for (const name of named) {
    if (name !== 'as_of' && !(name in parameters)) add('sql', `:${name}`, 'no such parameter', 'Declare it.');
  }
  const texts = placeholdersOf(indicator.sentence);
  for (const name of Object.keys(parameters)) {
    if (!named.includes(name)) add('parameters', name, 'the SQL does not use it', 'Remove it.');
  }
  for (const [index, one] of facts.entries()) {
    if (RESERVED.includes(one.column)) add(`facts.${index}`, one.column, 'a name of the house', 'Choose another.');
    if (!inputs.includes(one.feed)) add(`facts.${index}.feed`, one.feed, 'no input of it', 'Name one of its inputs.');
    if (one.kind === 'code' && codesOf(one, feeds) === undefined) {
      add(
        `facts.${index}.field`,
        one.field ?? one.column,
        'no coded field of the feed',
        'Name the field that has the codes.',
      );
    }
  }
  const known = (of: 'fact' | 'parameter' | 'feed', name: string): boolean => {
    switch (of) {
      case 'fact':
        return name === 'occurred_on' || facts.some(({ column }) => column === name);
      case 'parameter':
        return name === 'as_of' || name in parameters;
      case 'feed':
        return inputs.includes(name);
    }
  };
  for (const { of, name } of texts) if (!known(of, name)) add('sentence', name, `no such ${of}`, 'Correct the name.');
  if (!texts.some(({ of }) => of === 'feed')) {
    add('sentence', indicator.sentence, 'does not say whose data show it', 'Name a feed as {@feed}.');
  }
  return found;
}

const idSchema = z.object({ id: z.string() });

function fileOf(candidate: unknown, index: number): string {
  const named = idSchema.safeParse(candidate);
  return `indicators/dongying/${named.success ? named.data.id : `#${index}`}.json`;
}

const problem = (indicator: Indicator, path: string, value: unknown, text: string, remedy: string): PolicyProblem => ({
  file: fileOf(indicator, 0),
  path,
  value,
  text,
  remedy,
});
