import { EngineError } from './errors.ts';

/** Partition, region and account that the engine's ARNs carry. */
export interface ArnBase {
  readonly partition: string;
  readonly region: string;
  readonly account: string;
}

export const machineArn = ({ partition, region, account }: ArnBase, name: string): string =>
  `arn:${partition}:states:${region}:${account}:stateMachine:${name}`;

/** `unique` is given for Express executions, whose names may repeat. */
export function executionArn(machine: string, name: string, unique?: string): string {
  const [, partition, , region, account, , machineName] = machine.split(':');
  const kind = unique === undefined ? 'execution' : 'express';
  return `arn:${partition}:states:${region}:${account}:${kind}:${machineName}:${name}${unique === undefined ? '' : `:${unique}`}`;
}

// oxlint-disable-next-line no-control-regex -- AWS forbids them in names
const FORBIDDEN = /[\s<>{}[\]?*"#%\\^|~`$&,;:/\u0000-\u001f\u007f-\u009f]/;

/** AWS: 1 to 80 characters, no blanks, brackets, wildcards, quotes or control characters. Throws `InvalidName`. */
export function checkName(name: string): void {
  if (name.length < 1 || name.length > 80 || FORBIDDEN.test(name))
    throw new EngineError('InvalidName', `Invalid Name: '${name}'`);
}
