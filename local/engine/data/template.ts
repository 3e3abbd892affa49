/** JSON with `{% … %}` strings in it: Arguments, Output, Assign, Items and their like. */
import { isArray, isObject, type Json } from '../json.ts';
import { compileExpression, define, expressionText, isExpression } from './expression.ts';
import type { Scope } from './scope.ts';

export type Template = (scope: Scope) => Json;

/**
 * Parts without expressions are handed out as they stand in the definition, uncopied.
 * `field` is the name used in errors, `Output` or `Arguments`. Throws `ExpressionSyntaxError`.
 */
export function compileTemplate(value: Json, field: string): Template {
  return compile(value, field) ?? (() => value);
}

/** Undefined where nothing is to be evaluated. */
function compile(value: Json, field: string): Template | undefined {
  if (typeof value === 'string') {
    if (!isExpression(value)) return undefined;
    const expression = compileExpression(expressionText(value));
    return (scope) => expression.evaluate(scope, field);
  }
  if (isArray(value)) {
    const parts = value.map((item, i) => compile(item, `${field}[${i}]`));
    if (parts.every((part) => part === undefined)) return undefined;
    return (scope) =>
      value.map((item, i) => {
        const part = parts[i];
        return part === undefined ? item : part(scope);
      });
  }
  if (!isObject(value)) return undefined;
  const parts = Object.entries(value).map(([name, item]) => ({ name, item, part: compile(item, `${field}/${name}`) }));
  if (parts.every(({ part }) => part === undefined)) return undefined;
  return (scope) => {
    const result: Record<string, Json> = {};
    for (const { name, item, part } of parts) define(result, name, part === undefined ? item : part(scope));
    return result;
  };
}
