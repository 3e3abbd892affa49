import { withoutPersonalNumbers } from '../domain/values/personal-numbers.ts';

export interface BareError {
  readonly name: string;
  /** Empty where a schema complains: it may quote what a person entered. */
  readonly message: string;
  readonly stack: string;
}

const MOST_REASONS = 5;

/** What may be told of a failure. Causes, fields and whatever else hangs on it are left behind: they may hold records. */
export function bareError(thrown: unknown): BareError {
  const { name, message, stack = '' } = thrown instanceof Error ? thrown : new Error(typeof thrown);
  const places = stack.split('\n').filter((line) => line.trimStart().startsWith('at '));
  // Of many failures at once the message is a count alone.
  const parts = thrown instanceof AggregateError ? thrown.errors.map(bareError) : [];
  const reasons = [...new Set(parts.map((part) => `${part.name} ${part.message}`.trim()))].slice(0, MOST_REASONS);
  return {
    name,
    message: name === 'ZodError' ? '' : [withoutPersonalNumbers(message), ...reasons].join('; '),
    stack: withoutPersonalNumbers(places.join('\n')),
  };
}
