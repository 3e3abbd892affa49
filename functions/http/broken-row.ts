import type * as z from 'zod';

/** More would not be read. */
const MOST_PROBLEMS = 10;

/** What is wrong with one row of a batch: JSON pointers into it, and Chinese reasons. */
export const brokenRow = ({ issues }: z.ZodError): readonly { readonly field: string; readonly reason: string }[] =>
  issues
    .slice(0, MOST_PROBLEMS)
    .map(({ path, message }) => ({ field: `/${path.map(String).join('/')}`, reason: message }));

/** The row's own id, where it can be read; null where not. */
export function idIn(value: unknown, name: string): string | null {
  const id: unknown = typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
  return typeof id === 'string' ? id.slice(0, 80) : null;
}
