import type { Json } from './json.ts';

/** Randomness and ids. One source an engine; a seeded one makes two runs byte-equal. */
export interface Random {
  /** In [0, 1). */
  readonly float: () => number;
  /** Lower-case hexadecimal text of that many random bytes. Task tokens rest on it: in production it must be unguessable. */
  readonly hex: (bytes: number) => string;
}

/** Wall clock with timers. `local/engine/time` has the real one and the simulated one. */
export interface Time {
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** Calls `wake` once, at `at` or later; the answer cancels it. Any distance is allowed. */
  readonly schedule: (at: number, wake: () => void) => () => void;
}

export type HashAlgorithm = 'MD5' | 'SHA-1' | 'SHA-256' | 'SHA-384' | 'SHA-512';

/** What the pure rules need from outside; given with every call of `decide`. */
export interface Sources {
  /** The instant of this step: every event of the step carries it. */
  readonly at: number;
  readonly random: Random;
  readonly hash: (algorithm: HashAlgorithm, text: string) => string;
  /** Monotonic milliseconds, only to stop expressions that run away. */
  readonly stopwatch: () => number;
  readonly limits: Limits;
}

export interface Limits {
  /** Milliseconds that one expression may take. */
  readonly expressionMs: number;
  /** Steps of the evaluator that one expression may take: the same on every machine, unlike time. */
  readonly expressionSteps: number;
  readonly expressionDepth: number;
  /** AWS: 25,000. */
  readonly historyEvents: number;
  /** AWS: 262,144 bytes. */
  readonly payloadBytes: number;
}

export const AWS_LIMITS: Limits = {
  expressionMs: 1_000,
  expressionSteps: 1_000_000,
  expressionDepth: 2_000,
  historyEvents: 25_000,
  payloadBytes: 262_144,
};

/** A Lambda function behind the door: resolves with what it returned; throws as the function would. */
export type LambdaDoor = (functionName: string, payload: Json, context: LambdaContext) => Promise<unknown>;

export interface LambdaContext {
  readonly executionArn: string;
  readonly stateName: string;
  /** Repeats with every delivery of the same attempt: a re-issue after a crash carries the same id. */
  readonly requestId: string;
  /** Aborted when the task timed out or its execution ended. The engine ignores what is returned after that. */
  readonly signal: AbortSignal;
}
