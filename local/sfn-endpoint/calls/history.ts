/** The events of an execution. */
import type { PresentedEvent } from '../../engine/history.ts';
import { isObject } from '../../engine/json.ts';
import { invalidToken } from '../fault.ts';
import { cursorOf, pageSize, pageToken } from '../pages.ts';
import { seconds, type Call } from './call.ts';
import { executionArnOf } from './executions.ts';

const PAYLOADS = new Set(['input', 'output', 'parameters', 'assignedVariables']);
const DETAILS = new Set(['inputDetails', 'outputDetails', 'assignedVariablesDetails']);

/** Oldest first, or newest first with `reverseOrder`. */
export const getExecutionHistory: Call = async (fields, { engine }) => {
  const arn = executionArnOf(fields);
  const reverse = fields.flag('reverseOrder') === true;
  const whole = fields.flag('includeExecutionData') !== false;
  const list = `history ${reverse ? 'reverse' : 'forward'} ${arn}`;
  const limit = pageSize(fields);
  const cursor = cursorOf(fields, list);
  if (cursor !== undefined && typeof cursor !== 'number') throw invalidToken();
  const at = cursor === undefined ? {} : reverse ? { before: cursor } : { after: cursor };
  const query = { ...at, limit: limit + 1 };
  const found = reverse ? await engine.getReverseHistory(arn, query) : await engine.getExecutionHistory(arn, query);
  const page = found.slice(0, limit);
  const last = page.at(-1);
  return {
    events: page.map((event) => shown(event, whole)),
    nextToken: found.length > limit && last !== undefined ? pageToken(list, last.id) : undefined,
  };
};

function shown(event: PresentedEvent, whole: boolean): object {
  const timed = { ...event, timestamp: seconds(event.timestamp) };
  return whole
    ? timed
    : Object.fromEntries(Object.entries(timed).map(([name, value]) => [name, isObject(value) ? bare(value) : value]));
}

/** Without what the execution carried; the details say that it is left out. */
const bare = (details: object): object =>
  Object.fromEntries(
    Object.entries(details)
      .filter(([name]) => !PAYLOADS.has(name))
      .map(([name, value]) => [name, DETAILS.has(name) ? { included: false } : value]),
  );
