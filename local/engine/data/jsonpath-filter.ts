/** `?(@.a == 'x' && !(@.b > 1 || @.c))`: the filters of JSONPath. Undefined where the text is none. */
import { isArray, isObject, type Json } from '../json.ts';

export type Filter = (item: Json, root: Json) => boolean;
type Operand = (item: Json, root: Json) => Json | undefined;

const TOKEN =
  /\s*(?:(&&|\|\||==|!=|<=|>=|=~|[<>!()])|([@$](?:\.[\w-]+|\[(?:-?\d+|'[^']*'|"[^"]*")\])*)|'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)"|(-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)|(true|false|null)|\/((?:[^/\\]|\\.)+)\/(i?))/y;

interface Token {
  readonly operator?: string;
  readonly operand?: Operand;
  readonly pattern?: RegExp;
}

function tokens(text: string): Token[] | undefined {
  const list: Token[] = [];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < text.length) {
    if (text.slice(TOKEN.lastIndex).trim() === '') break;
    const match = TOKEN.exec(text);
    if (match === null) return undefined;
    const [, operator, path, single, double, number, word, pattern, flags] = match;
    if (operator !== undefined) list.push({ operator });
    else if (path !== undefined) list.push({ operand: pathOperand(path) });
    else if (pattern !== undefined) {
      const compiled = regularExpression(pattern, flags);
      if (compiled === undefined) return undefined;
      list.push({ pattern: compiled });
    } else list.push({ operand: constant(literal(single ?? double, number, word)) });
  }
  return list;
}

function regularExpression(source: string, flags: string | undefined): RegExp | undefined {
  try {
    return new RegExp(`^(?:${source})$`, flags);
  } catch {
    return undefined;
  }
}

const constant =
  (value: Json): Operand =>
  () =>
    value;

function literal(text: string | undefined, number: string | undefined, word: string | undefined): Json {
  if (text !== undefined) return text.replace(/\\(.)/g, '$1');
  if (number !== undefined) return Number(number);
  return word === 'null' ? null : word === 'true';
}

function pathOperand(path: string): Operand {
  const steps = [...path.slice(1).matchAll(/\.([\w-]+)|\[(-?\d+)\]|\['([^']*)'\]|\["([^"]*)"\]/g)].map(
    ([, dotted, index, single, double]) => (index === undefined ? (dotted ?? single ?? double ?? '') : Number(index)),
  );
  return (item, root) => {
    let value: Json | undefined = path.startsWith('@') ? item : root;
    for (const step of steps) {
      if (typeof step === 'number') value = isArray(value) ? value.at(step) : undefined;
      else value = isObject(value) && Object.hasOwn(value, step) ? value[step] : undefined;
    }
    return value;
  };
}

export function parseFilter(text: string): Filter | undefined {
  const read = tokens(text);
  if (read === undefined) return undefined;
  const list: readonly Token[] = read;
  let at = 0;
  const peek = (operator: string): boolean => list[at]?.operator === operator;

  function either(): Filter | undefined {
    let left = both();
    while (left !== undefined && peek('||')) {
      at++;
      const [a, b]: [Filter, Filter | undefined] = [left, both()];
      left = b === undefined ? undefined : (item, root) => a(item, root) || b(item, root);
    }
    return left;
  }
  function both(): Filter | undefined {
    let left = one();
    while (left !== undefined && peek('&&')) {
      at++;
      const [a, b]: [Filter, Filter | undefined] = [left, one()];
      left = b === undefined ? undefined : (item, root) => a(item, root) && b(item, root);
    }
    return left;
  }
  function one(): Filter | undefined {
    if (peek('!')) {
      at++;
      const inner = one();
      return inner === undefined ? undefined : (item, root) => !inner(item, root);
    }
    if (peek('(')) {
      at++;
      const inner = either();
      if (!peek(')')) return undefined;
      at++;
      return inner;
    }
    return comparison();
  }
  function comparison(): Filter | undefined {
    const left = list[at]?.operand;
    if (left === undefined) return undefined;
    at++;
    const operator = list[at]?.operator;
    if (operator === undefined || operator === ')' || operator === '&&' || operator === '||') {
      return (item, root) => left(item, root) !== undefined;
    }
    at++;
    const next = list[at];
    at++;
    const pattern = next?.pattern;
    if (operator === '=~') {
      if (pattern === undefined) return undefined;
      return (item, root) => {
        const value = left(item, root);
        return (typeof value === 'string' || typeof value === 'number') && pattern.test(String(value));
      };
    }
    const right = next?.operand;
    return right === undefined ? undefined : (item, root) => compare(operator, left(item, root), right(item, root));
  }

  const filter = either();
  return at === list.length ? filter : undefined;
}

function compare(operator: string, a: Json | undefined, b: Json | undefined): boolean {
  if (operator === '==') return a !== undefined && b !== undefined && JSON.stringify(a) === JSON.stringify(b);
  if (operator === '!=') return JSON.stringify(a) !== JSON.stringify(b);
  if (!((typeof a === 'number' && typeof b === 'number') || (typeof a === 'string' && typeof b === 'string')))
    return false;
  switch (operator) {
    case '<':
      return a < b;
    case '<=':
      return a <= b;
    case '>':
      return a > b;
    default:
      return a >= b;
  }
}
