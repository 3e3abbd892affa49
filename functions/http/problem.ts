import { problems } from '../contracts/problems.ts';
import type { ProblemCode } from '../contracts/problems.ts';
import type { HttpResponse } from './http.ts';

export interface FieldError {
  /** JSON pointer into the body, or `#query/name`, `#header/name`. */
  readonly pointer: string;
  readonly message: string;
}

export interface Problem {
  readonly code: ProblemCode;
  readonly detail?: string;
  readonly errors?: readonly FieldError[];
  /** Further members of the document, e.g. the current version. */
  readonly more?: { readonly [member: string]: unknown };
}

/** Thrown where a request cannot even be understood; what use cases decline is a value. */
export class ProblemError extends Error {
  override readonly name = 'ProblemError';
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(problem.code);
    this.problem = problem;
  }
}

export function problemResponse(problem: Problem, requestId: string): HttpResponse {
  const { status, title } = problems[problem.code];
  return {
    statusCode: status,
    headers: {
      'content-type': 'application/problem+json; charset=utf-8',
      ...(status === 401 ? { 'www-authenticate': 'Bearer' } : {}),
      ...(status === 503 ? { 'retry-after': '1' } : {}),
    },
    body: JSON.stringify({
      ...problem.more,
      type: `urn:yimen:problem:${problem.code}`,
      title,
      status,
      code: problem.code,
      ...(problem.detail === undefined ? {} : { detail: problem.detail }),
      ...(problem.errors === undefined ? {} : { errors: problem.errors }),
      requestId,
    }),
  };
}
