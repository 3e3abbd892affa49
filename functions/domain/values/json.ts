import type { Json } from '../casework/event.ts';

/** A plain value as JSON: drops `undefined` properties, as writing it down would. Throws on functions and symbols. */
export function toJson(value: unknown): Json {
  if (value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') {
    return value;
  }
  if (Array.isArray(value)) return value.map(toJson);
  if (typeof value === 'object') {
    const copy: Record<string, Json> = {};
    for (const [key, item] of Object.entries(value)) if (item !== undefined) copy[key] = toJson(item);
    return copy;
  }
  throw new TypeError(`a ${typeof value} cannot be written as JSON`);
}
