import { Fault } from './fault.ts';

/** `arn:PARTITION:states:REGION:ACCOUNT:KIND:NAME[:QUALIFIER…]` in its parts. */
export interface StatesArn {
  readonly text: string;
  /** `stateMachine`, `execution`, `express` … */
  readonly kind: string;
  readonly name: string;
  /** A version's number or an alias of a state machine; the rest of an execution's ARN. */
  readonly qualifier?: string;
}

const ARN = /^arn:[a-z0-9-]+:states:[a-z0-9-]*:\d{12}:([A-Za-z]+):([^:]+)(?::(.+))?$/;

/** Throws `InvalidArn` where the text is none, or of another kind than those given. */
export function readArn(text: string, ...kinds: readonly string[]): StatesArn {
  const found = ARN.exec(text);
  const [, kind = '', name = '', qualifier] = found ?? [];
  if (found === null) throw new Fault('InvalidArn', `Invalid Arn: 'Invalid ARN prefix: ${text.slice(0, 256)}'`);
  if (!kinds.includes(kind))
    throw new Fault('InvalidArn', `Invalid Arn: 'Resource type not valid in this context: ${kind}'`);
  return { text, kind, name, ...(qualifier === undefined ? {} : { qualifier }) };
}

/** The state machine that a version or an alias belongs to. */
export const unqualified = ({ text, qualifier }: StatesArn): string =>
  qualifier === undefined ? text : text.slice(0, -(qualifier.length + 1));

/** A version's number; undefined for an alias. */
export const versionNumber = (qualifier: string | undefined): number | undefined =>
  qualifier !== undefined && /^[1-9]\d{0,8}$/.test(qualifier) ? Number(qualifier) : undefined;
