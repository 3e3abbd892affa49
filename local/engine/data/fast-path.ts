/**
 * Expressions that need no evaluator: literals, `$x`, `$states.input.a.b`, and `=`, `!=`, `<`, `<=`, `>`, `>=`, `and`,
 * `or`, `&` over them. Wherever JSONata would do more than walk (an array on the way, operands of unlike types, a name
 * that lives on a prototype) the answer is SLOW and the evaluator decides; expressions have no side effects, so
 * evaluating again is free of consequence.
 */
import { isArray, isObject, type Json } from '../json.ts';
import type { JsonataNode } from './jsonata-sync.ts';
import type { Scope } from './scope.ts';

export const SLOW = Symbol('slow');
export type Quick = (scope: Scope) => Json | undefined | typeof SLOW;

const isNode = (value: unknown): value is JsonataNode =>
  typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';

const isList = (value: unknown): value is readonly unknown[] => Array.isArray(value);

/** Only these parts may stand on a node that is taken: any other (predicate, group, stages, keepArray …) means work. */
const plain = (node: JsonataNode, parts: readonly string[]): boolean =>
  Object.keys(node).every((part) => part === 'type' || part === 'position' || parts.includes(part));

/** Absent where the expression is not of the simple kind. */
export function quick(node: unknown): Quick | undefined {
  if (!isNode(node)) return undefined;
  switch (node.type) {
    case 'string':
    case 'number':
    case 'value': {
      if (!plain(node, ['value'])) return undefined;
      const literal = node.value;
      return literal === null ||
        typeof literal === 'string' ||
        typeof literal === 'number' ||
        typeof literal === 'boolean'
        ? () => literal
        : undefined;
    }
    case 'variable':
      return plain(node, ['value']) && typeof node.value === 'string' ? variable(node.value) : undefined;
    case 'path':
      return plain(node, ['steps']) && isList(node['steps']) ? path(node['steps']) : undefined;
    case 'binary':
      return plain(node, ['value', 'lhs', 'rhs']) ? binary(node) : undefined;
    default:
      return undefined;
  }
}

function variable(name: string): Quick | undefined {
  // `$` and `$$` are the evaluator's own.
  if (name === '' || name === '$' || name === 'states') return undefined;
  return ({ variables }) => (Object.hasOwn(variables, name) ? variables[name] : SLOW);
}

function path(steps: readonly unknown[]): Quick | undefined {
  const [head, ...rest] = steps;
  if (!isNode(head) || head.type !== 'variable' || !plain(head, ['value']) || typeof head.value !== 'string')
    return undefined;
  const names: string[] = [];
  for (const step of rest) {
    if (!isNode(step) || step.type !== 'name' || !plain(step, ['value']) || typeof step.value !== 'string')
      return undefined;
    names.push(step.value);
  }
  if (head.value === 'states') {
    const [part, ...more] = names;
    switch (part) {
      case 'input':
        return ({ states }) => walk(states.input, more);
      case 'result':
        return ({ states }) => walk(states.result, more);
      case 'context':
        return ({ states }) => walk(states.context, more);
      case 'errorOutput':
        return ({ states }) => walk(states.errorOutput, more);
      case undefined:
      default:
        return undefined;
    }
  }
  const start = variable(head.value);
  if (start === undefined) return undefined;
  return (scope) => {
    const value = start(scope);
    return value === SLOW ? SLOW : walk(value, names);
  };
}

function walk(start: Json | undefined, names: readonly string[]): Json | undefined | typeof SLOW {
  let value = start;
  if (isArray(value)) return SLOW;
  for (const name of names) {
    if (!isObject(value)) return undefined;
    if (!Object.hasOwn(value, name)) return name in value ? SLOW : undefined;
    value = value[name];
    if (isArray(value)) return SLOW;
  }
  return value;
}

function binary(node: JsonataNode): Quick | undefined {
  const left = quick(node['lhs']);
  const right = quick(node['rhs']);
  if (left === undefined || right === undefined) return undefined;
  const operator = node.value;
  switch (operator) {
    case '=':
    case '!=':
      return (scope) => {
        const a = left(scope);
        const b = right(scope);
        if (a === SLOW || b === SLOW) return SLOW;
        // JSONata: a comparison with nothing is false, for `!=` too.
        if (a === undefined || b === undefined) return false;
        if ((a !== null && typeof a === 'object') || (b !== null && typeof b === 'object')) return SLOW;
        return (a === b) === (operator === '=');
      };
    case '<':
    case '<=':
    case '>':
    case '>=':
      return (scope) => {
        const a = left(scope);
        const b = right(scope);
        if (!((typeof a === 'number' && typeof b === 'number') || (typeof a === 'string' && typeof b === 'string')))
          return SLOW;
        if (operator === '<') return a < b;
        if (operator === '<=') return a <= b;
        return operator === '>' ? a > b : a >= b;
      };
    case 'and':
    case 'or':
      return (scope) => {
        const a = left(scope);
        if (typeof a !== 'boolean') return SLOW;
        if (a === (operator === 'or')) return a;
        const b = right(scope);
        return typeof b === 'boolean' ? b : SLOW;
      };
    case '&':
      return (scope) => {
        const a = left(scope);
        const b = right(scope);
        return typeof a === 'string' && typeof b === 'string' ? a + b : SLOW;
      };
    default:
      return undefined;
  }
}
