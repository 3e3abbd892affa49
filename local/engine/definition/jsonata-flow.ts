/** Data flow of a state under JSONata: Arguments in, Output and Assign out, all seen from the state's entry. */
import { StatesError } from '../errors.ts';
import type { Json } from '../json.ts';
import {
  compileExpression,
  expressionText,
  ExpressionSyntaxError,
  isExpression,
  unexpectedType,
} from '../data/expression.ts';
import { compileTemplate, type Template } from '../data/template.ts';
import type { Evaluate, Result } from './machine.ts';
import type { Reader } from './reader.ts';

/** A template whose syntax errors go to the report; undefined where the field is absent. */
export function template(reader: Reader, name: string, field = name): Template | undefined {
  const value = reader.get(name);
  if (value === undefined) return undefined;
  try {
    return compileTemplate(value, field);
  } catch (error) {
    if (!(error instanceof ExpressionSyntaxError)) throw error;
    reader.report.schema(`The JSONata expression is invalid: ${error.message}`, reader.at(name));
    return () => null;
  }
}

/** `Output` and `Assign`, both from the snapshot at entry: an Output never sees what Assign writes. */
export function finish(reader: Reader, fallback: Evaluate): Evaluate<Result> {
  const output = template(reader, 'Output');
  const assign = assignments(reader);
  if (output === undefined && assign === undefined) return (scope) => ({ output: fallback(scope) });
  return (scope) => {
    const assigned = assign?.(scope);
    const handed = output === undefined ? fallback(scope) : output(scope);
    return assigned === undefined ? { output: handed } : { output: handed, assigned };
  };
}

export function assignments(reader: Reader): Evaluate<Readonly<Record<string, Json>>> | undefined {
  const fields = reader.variables();
  if (fields === undefined) return undefined;
  const parts = Object.keys(fields.source).map((name) => ({ name, value: template(fields, name, `Assign/${name}`) }));
  return (scope) => {
    const assigned: Record<string, Json> = {};
    for (const { name, value } of parts) if (value !== undefined) assigned[name] = value(scope);
    return assigned;
  };
}

/** A field that is a number or a `{% … %}` giving one. */
export function numberField(reader: Reader, name: string, least: number): Evaluate<number> | undefined {
  const value = reader.get(name);
  if (value === undefined) return undefined;
  if (typeof value !== 'string' || !isExpression(value)) {
    const constant = reader.number(name, least);
    return constant === undefined ? undefined : () => constant;
  }
  const evaluate = expression(reader, name);
  return (scope) => {
    const result = evaluate.evaluate(scope, name);
    if (typeof result !== 'number') throw unexpectedType(evaluate.text, name, 'number', result);
    if (result < least || !Number.isInteger(result)) {
      throw new StatesError(
        'States.QueryEvaluationError',
        `The JSONata expression '${evaluate.text}' specified for the field '${name}' returned an invalid value: ${result}`,
        name,
      );
    }
    return result;
  };
}

/** A field that is text or a `{% … %}` giving it. */
export function stringField(reader: Reader, name: string): Evaluate<string> | undefined {
  const value = reader.string(name);
  if (value === undefined) return undefined;
  if (!isExpression(value)) return () => value;
  const evaluate = expression(reader, name);
  return (scope) => {
    const result = evaluate.evaluate(scope, name);
    if (typeof result !== 'string') throw unexpectedType(evaluate.text, name, 'string', result);
    return result;
  };
}

const NOTHING = compileExpression('null');

/** The expression of a string field known to be marked; a syntax error goes to the report. */
export function expression(reader: Reader, name: string): ReturnType<typeof compileExpression> {
  try {
    return compileExpression(expressionText(reader.string(name) ?? ''));
  } catch (error) {
    if (!(error instanceof ExpressionSyntaxError)) throw error;
    reader.report.schema(`The JSONata expression is invalid: ${error.message}`, reader.at(name));
    return NOTHING;
  }
}
