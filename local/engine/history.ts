import { isObject, type Json, type JsonObject } from './json.ts';

/**
 * One event as the engine keeps it: payloads as values. `present` gives AWS's shape, in which they are texts.
 */
export interface HistoryEvent {
  /** From 1, without gaps, within an execution. */
  readonly id: number;
  /** The event before it in the same branch; 0 for the first two. */
  readonly prev: number;
  readonly at: number;
  readonly type: string;
  readonly details?: JsonObject;
}

/** The shape of GetExecutionHistory; `timestamp` is milliseconds since the epoch. */
export interface PresentedEvent {
  readonly id: number;
  readonly previousEventId: number;
  readonly timestamp: number;
  readonly type: string;
  readonly [details: string]: unknown;
}

const TEXTS = new Set(['input', 'output', 'parameters']);
/** AWS adds `inputDetails: { truncated: false }` and the like beside each payload. */
const MARKED = new Map([
  ['input', 'inputDetails'],
  ['output', 'outputDetails'],
  ['assignedVariables', 'assignedVariablesDetails'],
]);

export function present(event: HistoryEvent): PresentedEvent {
  const { id, prev, at, type, details } = event;
  const base = { id, previousEventId: prev, timestamp: at, type };
  if (details === undefined) return base;
  const shown: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(details)) {
    if (TEXTS.has(name)) shown[name] = JSON.stringify(value);
    else if (name === 'assignedVariables') shown[name] = textsOf(value);
    else shown[name] = value;
    const mark = MARKED.get(name);
    if (mark !== undefined) shown[mark] = { truncated: false };
  }
  return { ...base, [detailsName(type)]: shown };
}

function textsOf(variables: Json): Record<string, string> {
  return isObject(variables)
    ? Object.fromEntries(Object.entries(variables).map(([name, value]) => [name, JSON.stringify(value)]))
    : {};
}

function detailsName(type: string): string {
  if (type.endsWith('StateEntered')) return 'stateEnteredEventDetails';
  if (type.endsWith('StateExited')) return 'stateExitedEventDetails';
  return `${type[0]?.toLowerCase() ?? ''}${type.slice(1)}EventDetails`;
}
