import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import * as z from 'zod';
import { carriedProcedures } from '../../functions/domain/casework/vocabulary.ts';
import { Misused, whole } from '../command-line.ts';

export const help = `Moves running cases to the definitions that are live: each is rebuilt at its stage, one generation later.

  npm run migrate-cases -- --outputs FILE [--region REGION] [--apply] [--per-second N] [--most N]
  npm run migrate-cases -- --table NAME --machine-arns JSON …

Without --apply it looks, shows what it would move, and changes nothing.

  --outputs FILE       what "cdk deploy --all --outputs-file FILE" wrote; has the table and the machines
  --table NAME         the table, instead
  --machine-arns JSON  the machines by name, instead: {"application":"arn:…","human-task":"arn:…"}
  --region REGION      of the deployment (default: as the AWS CLI finds it)
  --apply              does it
  --per-second N       cases a second, 1 to 300 (default 20)
  --most N             cases in this run, at most (default all)

Needs states:DescribeStateMachineAlias, ListExecutions and DescribeExecution on the machines, and
dynamodb:GetItem, Query, PutItem, UpdateItem, DeleteItem and ConditionCheckItem on the table; no right to a vault key.
Ctrl-C stops after the case in hand; the same command again goes on with what is left.

Ends with 0 when nothing is left, 1 on a mistake in the command or a failure, 3 when something is left (also without
--apply), 130 when stopped.
`;

/** Those of cases, and people's work, which their machines start. */
const machineNames = [...carriedProcedures, 'human-task'];

export type Command =
  | { readonly kind: 'help' }
  | {
      readonly kind: 'migrate';
      readonly table: string;
      readonly machines: ReadonlyMap<string, string>;
      readonly region: string | undefined;
      readonly isApplied: boolean;
      readonly perSecond: number;
      readonly most: number;
    };

/** Throws `Misused`. */
export function readCommand(args: string[]): Command {
  const values = parsed(args);
  if (values.help === true) return { kind: 'help' };
  const { table, machines } = placeOf(values);
  return {
    kind: 'migrate',
    table,
    machines,
    region: values.region,
    isApplied: values.apply === true,
    perSecond: values['per-second'] === undefined ? 20 : whole('per-second', values['per-second'], 1, 300),
    most: values.most === undefined ? Number.POSITIVE_INFINITY : whole('most', values.most, 1, 999_999_999),
  };
}

function parsed(args: string[]) {
  try {
    return parseArgs({
      args,
      options: {
        outputs: { type: 'string' },
        table: { type: 'string' },
        'machine-arns': { type: 'string' },
        region: { type: 'string' },
        apply: { type: 'boolean' },
        'per-second': { type: 'string' },
        most: { type: 'string' },
        help: { type: 'boolean', short: 'h' },
      },
    }).values;
  } catch (error) {
    throw new Misused(`${error instanceof Error ? error.message : String(error)} Try --help.`);
  }
}

interface Place {
  readonly table: string;
  readonly machines: ReadonlyMap<string, string>;
}

function placeOf({ outputs, table, 'machine-arns': arns }: ReturnType<typeof parsed>): Place {
  if (outputs !== undefined) return placeOfOutputs(outputs);
  if (table === undefined || arns === undefined) {
    throw new Misused('say where: --outputs FILE, or --table NAME and --machine-arns JSON. Try --help.');
  }
  return {
    table,
    machines: machinesOf((name) => read('--machine-arns', arns, z.record(z.string(), z.string()))[name]),
  };
}

function placeOfOutputs(file: string): Place {
  const stacks = read(`--outputs ${file}`, textOf(file), z.record(z.string(), z.record(z.string(), z.string())));
  const named: Readonly<Record<string, string>> = Object.assign({}, ...Object.values(stacks));
  const { TableName: table } = named;
  if (table === undefined) throw new Misused(`--outputs ${file} names no table; were all stacks deployed with it?`);
  return { table, machines: machinesOf((name) => named[`${pascal(name)}MachineArn`]) };
}

function machinesOf(find: (name: string) => string | undefined): ReadonlyMap<string, string> {
  return new Map(
    machineNames.map((name) => {
      const arn = find(name);
      if (arn === undefined) throw new Misused(`no ARN is given of the machine ${name}.`);
      return [name, arn.split(':').slice(0, 7).join(':')];
    }),
  );
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    throw new Misused(`there is no file ${file}.`);
  }
}

function read<S extends z.ZodType>(what: string, text: string, schema: S): z.output<S> {
  try {
    return schema.parse(JSON.parse(text));
  } catch {
    throw new Misused(`${what} is not the JSON that --help describes.`);
  }
}

const pascal = (name: string): string =>
  name
    .split('-')
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('');
