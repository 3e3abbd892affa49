/** The context object of a tested state: the caller's own, or one made up as AWS makes it. */
import { field, isObject, parseJson, type Json, type JsonObject } from '../../engine/json.ts';
import { Fault } from '../fault.ts';

const refused = (what: string): Fault => new Fault('ValidationException', `Invalid Context object provided: ${what}`);

const TEXTS: Readonly<Record<string, readonly string[]>> = {
  Execution: ['Id', 'Name', 'RoleArn', 'StartTime'],
  StateMachine: ['Id', 'Name'],
  State: ['EnteredTime', 'Name'],
  Task: ['Token'],
};

/** Throws `ValidationException`. */
export function readContext(text: string): JsonObject {
  let value: Json;
  try {
    value = parseJson(text);
  } catch {
    throw refused('it must be valid JSON');
  }
  if (!isObject(value)) throw refused('it must be a JSON object');
  if (field(value, 'Map') !== undefined) throw refused("'Map' field is not supported when mocking a Context object");
  for (const [part, names] of Object.entries(TEXTS)) {
    const given = field(value, part);
    if (given === undefined) continue;
    if (!isObject(given)) throw refused(`${part} must be an object`);
    for (const name of names) {
      const one = field(given, name);
      if (one !== undefined && typeof one !== 'string') throw refused(`${part}.${name} must be a string`);
    }
  }
  const retries = field(field(value, 'State'), 'RetryCount');
  if (retries !== undefined && typeof retries !== 'number') throw refused('State.RetryCount must be a number');
  return value;
}

export interface MadeUp {
  readonly state: string;
  readonly input: Json;
  readonly roleArn: string;
  readonly retryCount: number;
  /** ISO instant. */
  readonly at: string;
  readonly uuid: () => string;
}

export function madeUpContext({ state, input, roleArn, retryCount, at, uuid }: MadeUp): JsonObject {
  const [machine, execution] = [uuid(), uuid()];
  const base = 'arn:aws:states:us-east-1:000000000000';
  return {
    Execution: {
      Id: `${base}:express:${machine}:${execution}`,
      Input: input,
      Name: execution,
      RoleArn: roleArn,
      StartTime: at,
    },
    StateMachine: { Id: `${base}:stateMachine:${machine}`, Name: machine },
    State: { Name: state, EnteredTime: at, RetryCount: retryCount },
  };
}
