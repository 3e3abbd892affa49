/** Answers of those who hold a task's token. */
import { parseJson, type Json } from '../../engine/json.ts';
import { Fault } from '../fault.ts';
import type { Fields } from '../fields.ts';
import type { Call } from './call.ts';

const tokenOf = (fields: Fields): string => fields.required('taskToken', { min: 1, max: 2_048 });

function outputOf(fields: Fields): Json {
  const text = fields.required('output');
  try {
    return parseJson(text);
  } catch (error) {
    throw new Fault('InvalidOutput', `Invalid Output: '${error instanceof Error ? error.message : String(error)}'`);
  }
}

export const sendTaskSuccess: Call = async (fields, { engine }) => {
  const token = tokenOf(fields);
  await engine.sendTaskSuccess(token, outputOf(fields));
  return {};
};

export const sendTaskFailure: Call = async (fields, { engine }) => {
  const error = fields.text('error', { max: 256 });
  const cause = fields.text('cause', { max: 32_768 });
  await engine.sendTaskFailure(tokenOf(fields), {
    ...(error === undefined ? {} : { error }),
    ...(cause === undefined ? {} : { cause }),
  });
  return {};
};

export const sendTaskHeartbeat: Call = async (fields, { engine }) => {
  await engine.sendTaskHeartbeat(tokenOf(fields));
  return {};
};
