import type { Json } from '../json.ts';
import type { Scope } from './scope.ts';

export class IntrinsicSyntaxError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'IntrinsicSyntaxError';
  }
}

export const isIntrinsic = (text: string): boolean => text.startsWith('States.');

/** Throws `IntrinsicSyntaxError`. */
export function compileIntrinsic(text: string, _field: string): (scope: Scope, root: Json) => Json {
  throw new IntrinsicSyntaxError(`Intrinsic functions are not supported: ${text}`);
}
