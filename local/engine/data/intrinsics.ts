/** Intrinsic calls in payload templates: `States.Format('…', $.a, States.UUID())`, parsed once. */
import { StatesError } from '../errors.ts';
import type { Json } from '../json.ts';
import { callIntrinsic, IntrinsicError, isIntrinsicName } from './intrinsic-functions.ts';
import { compilePath, PathSyntaxError } from './jsonpath.ts';
import type { Scope } from './scope.ts';

export class IntrinsicSyntaxError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'IntrinsicSyntaxError';
  }
}

type Evaluate = (scope: Scope, root: Json) => Json;

export const isIntrinsic = (text: string): boolean => text.startsWith('States.');

/** AWS: calls nest at most this deep. */
const MAX_NESTING = 10;

/** `field` is the name in the error of a path that leads nowhere. Throws `IntrinsicSyntaxError`. */
export function compileIntrinsic(text: string, field: string): Evaluate {
  const parser = new Parser(text, field);
  const call = parser.call(1);
  parser.end();
  return call;
}

const CALL = /^States\.(\w+)\s*\(/;
const PATH = /^\$(?:[^\s,()'[\]]|\[(?:'[^']*'|"[^"]*"|[^\]])*\])*/;
const LITERAL = /^(?:-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)(?=\s*[,)])/;

class Parser {
  readonly #text: string;
  readonly #field: string;
  #at = 0;

  constructor(text: string, field: string) {
    this.#text = text;
    this.#field = field;
  }

  end(): void {
    if (this.#rest().trim() !== '') throw this.#error('something follows the call');
  }

  call(nesting: number): Evaluate {
    if (nesting > MAX_NESTING) throw this.#error(`calls nest deeper than ${MAX_NESTING}`);
    const start = this.#at;
    const match = CALL.exec(this.#rest());
    const name = match?.[1];
    if (match === null || name === undefined || !isIntrinsicName(name))
      throw this.#error('no intrinsic function of this name');
    this.#at += match[0].length;
    const args: Evaluate[] = [];
    this.#blanks();
    while (this.#text[this.#at] !== ')') {
      args.push(this.#argument(nesting));
      this.#blanks();
      if (this.#text[this.#at] === ',') {
        this.#at++;
        this.#blanks();
        if (this.#text[this.#at] === ')') throw this.#error('an argument is missing');
      } else if (this.#text[this.#at] !== ')') throw this.#error("expected ',' or ')'");
    }
    this.#at++;
    const source = this.#text.slice(start, this.#at);
    return (scope, root) => {
      const values = args.map((argument) => argument(scope, root));
      try {
        return callIntrinsic(name, values, scope.sources);
      } catch (error) {
        if (!(error instanceof IntrinsicError)) throw error;
        throw new StatesError(
          'States.IntrinsicFailure',
          `The function '${source}' had the following error: ${error.message}`,
        );
      }
    };
  }

  #argument(nesting: number): Evaluate {
    const rest = this.#rest();
    if (rest.startsWith("'")) return this.#string();
    if (rest.startsWith('States.')) return this.call(nesting + 1);
    if (rest.startsWith('$')) return this.#path(rest);
    const literal = LITERAL.exec(rest)?.[0];
    if (literal === undefined) throw this.#error('an argument cannot be read');
    this.#at += literal.length;
    const value: Json = JSON.parse(literal);
    return () => value;
  }

  #path(rest: string): Evaluate {
    const text = PATH.exec(rest)?.[0] ?? '';
    this.#at += text.length;
    let path: ReturnType<typeof compilePath>;
    try {
      path = compilePath(text);
    } catch (error) {
      if (error instanceof PathSyntaxError) throw this.#error(error.message);
      throw error;
    }
    return (scope, root) => {
      const value = path.read(scope, root);
      if (value !== undefined) return value;
      throw new StatesError(
        'States.Runtime',
        `The JSONPath '${path.text}' specified for the field '${this.#field}' could not be found in the input '${JSON.stringify(root)}'`,
      );
    };
  }

  /** Escapes are `\'`, `\{`, `\}` and `\\`; those of braces are left for States.Format. */
  #string(): Evaluate {
    let value = '';
    for (this.#at++; this.#at < this.#text.length; this.#at++) {
      const c = this.#text[this.#at] ?? '';
      if (c === "'") {
        this.#at++;
        return () => value;
      }
      if (c === '\\') {
        const next = this.#text[++this.#at] ?? '';
        value += next === "'" ? next : `\\${next}`;
      } else value += c;
    }
    throw this.#error('a string is not closed');
  }

  #rest(): string {
    return this.#text.slice(this.#at);
  }

  #blanks(): void {
    while (/\s/.test(this.#text[this.#at] ?? '')) this.#at++;
  }

  #error(reason: string): IntrinsicSyntaxError {
    return new IntrinsicSyntaxError(`Invalid intrinsic call '${this.#text}': ${reason} at character ${this.#at + 1}`);
  }
}
