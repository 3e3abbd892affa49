import type * as z from 'zod';
import type { Action } from '../domain/authority/authorize.ts';

/** One row of the route table. */
export interface Route {
  readonly id: string;
  readonly method: 'GET' | 'POST';
  readonly path: `/${string}`;
  /** The Lambda function that serves it. */
  readonly group:
    | 'intake'
    | 'cases'
    | 'work'
    | 'people'
    | 'messages'
    | 'referral'
    | 'deliberation'
    | 'termination'
    | 'monitoring'
    | 'visits'
    | 'database'
    | 'feeds'
    | 'discovery'
    | 'test-clock';
  /** What the person must be allowed to do; absent: open to everybody. */
  readonly action?: Action;
  /** Chinese, for the API page. */
  readonly summary: string;
  readonly params?: z.ZodObject;
  readonly query?: z.ZodObject;
  readonly body?: z.ZodType;
  /** Media types of a body that is a file and is taken byte for byte, as large as `MAX_FILE_BYTES`; `body` is then absent. */
  readonly takes?: readonly string[];
  /** Repeating the request with the same Idempotency-Key gives the first answer. All that change something are. */
  readonly isIdempotent?: true;
  /** Holds many rows: its body may be as large as `MAX_LARGE_BODY_BYTES`. */
  readonly isLarge?: true;
  /** The version that the person saw must come as If-Match. */
  readonly needsVersion?: true;
  /** What the answer is, where it is no JSON; its schema is then text. */
  readonly produces?: 'text/html';
  /** The answer has an ETag; a client that sends it as If-None-Match gets 304 while nothing changed. */
  readonly isConditional?: true;
  readonly responses: { readonly [status: number]: z.ZodType };
  /** Mounted in these stages only; absent: in all. */
  readonly stages?: readonly Stage[];
}

export interface Routes {
  readonly [id: string]: Route;
}

export type Stage = 'demo' | 'test' | 'production';
