/** What stands in braces in a sentence: `{column}`, `{:parameter}`, `{@feed}`. */
export interface Placeholder {
  readonly of: 'fact' | 'parameter' | 'feed';
  readonly name: string;
}

export const PLACEHOLDER = /\{([:@]?)([a-z][a-z0-9_-]*)\}/g;

export function placeholdersOf(sentence: string): readonly Placeholder[] {
  return [...sentence.matchAll(PLACEHOLDER)].map(([, sign = '', name = '']) => ({ of: ofSign(sign), name }));
}

export function ofSign(sign: string): Placeholder['of'] {
  if (sign === ':') return 'parameter';
  return sign === '@' ? 'feed' : 'fact';
}

/** A quoted text, which is left alone, or a placeholder's colon and name; `::` is no placeholder. */
export const SQL_PLACEHOLDER = /'(?:[^']|'')*'|(?<!:):([a-z][a-z0-9_]*)/g;

/** Names of the placeholders of an SQL text, each once. */
export function sqlPlaceholders(sql: string): readonly string[] {
  return [...new Set([...sql.matchAll(SQL_PLACEHOLDER)].flatMap(([, name]) => name ?? []))];
}
