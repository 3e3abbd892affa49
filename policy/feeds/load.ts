import * as z from 'zod';
import { PolicyInvalid } from '../problem.ts';
import type { PolicyProblem } from '../problem.ts';
import { feedSchema } from './schema.ts';
import type { Feed } from './schema.ts';

const FILE = 'feeds/dongying.json';

/** A register that holds together, or `PolicyInvalid` with every problem found. */
export function loadFeeds(candidate: unknown): readonly Feed[] {
  const parsed = z.array(feedSchema).min(1).safeParse(candidate);
  if (!parsed.success) {
    throw new PolicyInvalid(
      parsed.error.issues.map(({ path, message }) =>
        problem(path.join('.'), undefined, message, 'Write it as policy/feeds/schema.ts describes.'),
      ),
    );
  }
  const problems = parsed.data.flatMap((feed, index) => problemsOf(parsed.data, feed, index));
  if (problems.length > 0) throw new PolicyInvalid(problems);
  return parsed.data;
}

function problemsOf(all: readonly Feed[], feed: Feed, index: number): PolicyProblem[] {
  const ids = feed.fields.map(({ id }) => id);
  const headings = feed.fields.flatMap(({ title, aliases = [] }) => [title, ...aliases]);
  const found: PolicyProblem[] = [];
  const add = (path: string, value: unknown, text: string, remedy: string) =>
    found.push(problem(`${index}.${path}`, value, text, remedy));
  if (all.findIndex(({ id }) => id === feed.id) < index) add('id', feed.id, 'stands twice', 'Keep one of them.');
  for (const key of feed.key) if (!ids.includes(key)) add('key', key, 'no such field', 'Name one of its fields.');
  for (const id of twice(ids)) add('fields', id, 'stands twice', 'Keep one of them.');
  for (const heading of twice(headings)) add('fields', heading, 'a heading of two fields', 'Keep one of them.');
  if (!feed.fields.some(({ kind }) => kind === 'id-number')) {
    add('fields', feed.id, 'no field of kind id-number', 'Every feed says of whom it speaks.');
  }
  for (const { id, kind, codes, mayBeAhead } of feed.fields) {
    if (mayBeAhead === true && kind !== 'date') add('fields', id, 'only a date may be ahead', 'Take it out.');
    if (kind === 'yuan' && !id.endsWith('_fen')) add('fields', id, 'a sum kept in fen', 'End its id in _fen.');
    if ((kind === 'code') !== (codes !== undefined)) {
      add('fields', id, 'codes stand with the kind code, and only there', 'Correct one of the two.');
    }
  }
  return found;
}

const twice = (values: readonly string[]) => values.filter((value, index) => values.indexOf(value) < index);

const problem = (path: string, value: unknown, text: string, remedy: string): PolicyProblem => ({
  file: FILE,
  path,
  value,
  text,
  remedy,
});
