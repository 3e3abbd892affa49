import { isArray, isObject, type Json, type JsonObject } from '../engine/json.ts';
import { Fault, invalid } from './fault.ts';

interface TextLimits {
  readonly min?: number;
  readonly max?: number;
}

/** The parameters of one request; what is missing or out of bounds throws AWS's `ValidationException`. */
export class Fields {
  readonly #body: JsonObject;
  readonly #path: string;

  constructor(body: JsonObject, path = '') {
    this.#body = body;
    this.#path = path;
  }

  get(name: string): Json | undefined {
    const value = Object.hasOwn(this.#body, name) ? this.#body[name] : undefined;
    return value === null ? undefined : value;
  }

  has(name: string): boolean {
    return this.get(name) !== undefined;
  }

  /** Undefined where it is absent. */
  text(name: string, { min = 0, max = Infinity }: TextLimits = {}): string | undefined {
    const value = this.get(name);
    if (value === undefined) return undefined;
    if (typeof value !== 'string') throw this.#wrongType(name, 'a string');
    if (value.length < min)
      throw invalid(`'${value}'`, this.#at(name), `Member must have length greater than or equal to ${min}`);
    if (value.length > max)
      throw invalid(`'${value.slice(0, 64)}…'`, this.#at(name), `Member must have length less than or equal to ${max}`);
    return value;
  }

  required(name: string, limits?: TextLimits): string {
    const value = this.text(name, limits);
    if (value === undefined) throw this.missing(name);
    return value;
  }

  oneOf<T extends string>(name: string, allowed: readonly T[]): T | undefined {
    const value = this.text(name);
    if (value === undefined) return undefined;
    const found = allowed.find((one) => one === value);
    if (found !== undefined) return found;
    throw invalid(`'${value}'`, this.#at(name), `Member must satisfy enum value set: [${allowed.join(', ')}]`);
  }

  integer(name: string, min: number, max: number): number | undefined {
    const value = this.get(name);
    if (value === undefined) return undefined;
    if (typeof value !== 'number' || !Number.isInteger(value)) throw this.#wrongType(name, 'an integer');
    if (value < min)
      throw invalid(`'${value}'`, this.#at(name), `Member must have value greater than or equal to ${min}`);
    if (value > max) throw invalid(`'${value}'`, this.#at(name), `Member must have value less than or equal to ${max}`);
    return value;
  }

  flag(name: string): boolean | undefined {
    const value = this.get(name);
    if (value === undefined || typeof value === 'boolean') return value;
    throw this.#wrongType(name, 'a boolean');
  }

  object(name: string): Fields | undefined {
    const value = this.get(name);
    if (value === undefined) return undefined;
    if (!isObject(value)) throw this.#wrongType(name, 'an object');
    return new Fields(value, this.#at(name));
  }

  /** A structure as it stands. */
  json(name: string): JsonObject | undefined {
    const value = this.get(name);
    if (value === undefined || isObject(value)) return value;
    throw this.#wrongType(name, 'an object');
  }

  list(name: string, max: number): readonly Json[] | undefined {
    const value = this.get(name);
    if (value === undefined) return undefined;
    if (!isArray(value)) throw this.#wrongType(name, 'a list');
    if (value.length > max)
      throw invalid(
        `'[${value.length} members]'`,
        this.#at(name),
        `Member must have length less than or equal to ${max}`,
      );
    return value;
  }

  /** Each member an object. */
  objects(name: string, max: number): readonly Fields[] | undefined {
    return this.list(name, max)?.map((value, i) => {
      const path = `${this.#at(name)}.${i + 1}.member`;
      if (!isObject(value)) throw new Fault('SerializationException', `'${path}' must be an object.`);
      return new Fields(value, path);
    });
  }

  missing(name: string): Fault {
    return invalid('null', this.#at(name), 'Member must not be null');
  }

  #at(name: string): string {
    return this.#path === '' ? name : `${this.#path}.${name}`;
  }

  #wrongType(name: string, type: string): Fault {
    return new Fault(
      'SerializationException',
      `'${this.#at(name)}' must be ${type}, but was ${JSON.stringify(this.get(name)).slice(0, 64)}.`,
    );
  }
}
