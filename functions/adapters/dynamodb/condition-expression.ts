import type { Condition } from '../../ports/item-store.ts';
import type { ExpressionParts } from './expression.ts';

const every = (clauses: readonly string[], word: 'AND' | 'OR'): string => {
  const [only] = clauses;
  return clauses.length === 1 && only !== undefined ? only : `(${clauses.join(` ${word} `)})`;
};

/**
 * A comparison with a missing attribute is false in DynamoDB, so every form but `exists: false` and `absent` fails on
 * a missing item without a further clause.
 */
export const conditionExpression = (condition: Condition, parts: ExpressionParts): string => {
  const compareEach = (wanted: { readonly [name: string]: string | number | boolean }, operator: string): string =>
    every(
      Object.entries(wanted).map(([name, value]) => `${parts.name(name)} ${operator} ${parts.value(value)}`),
      'AND',
    );
  if ('exists' in condition) {
    return `${condition.exists ? 'attribute_exists' : 'attribute_not_exists'}(${parts.name('pk')})`;
  }
  if ('all' in condition)
    return every(
      condition.all.map((part) => conditionExpression(part, parts)),
      'AND',
    );
  if ('any' in condition)
    return every(
      condition.any.map((part) => conditionExpression(part, parts)),
      'OR',
    );
  if ('absent' in condition) {
    return every(
      condition.absent.map((name) => `attribute_not_exists(${parts.name(name)})`),
      'AND',
    );
  }
  if ('equals' in condition) return compareEach(condition.equals, '=');
  if ('atMost' in condition) return compareEach(condition.atMost, '<=');
  return compareEach(condition.atLeast, '>=');
};
