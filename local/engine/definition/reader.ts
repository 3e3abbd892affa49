/** Reads the fields of one object of a definition; what is missing, misplaced or of the wrong type goes to the report. */
import { isArray, isObject, type Json, type JsonObject } from '../json.ts';
import type { Report } from './report.ts';

const VARIABLE = /^[\p{ID_Start}_][\p{ID_Continue}]*$/u;
const MAX_VARIABLE_NAME = 80;

export class Reader {
  readonly source: JsonObject;
  readonly path: string;
  readonly report: Report;

  constructor(source: JsonObject, path: string, report: Report) {
    this.source = source;
    this.path = path;
    this.report = report;
  }

  has(name: string): boolean {
    return Object.hasOwn(this.source, name);
  }

  get(name: string): Json | undefined {
    return this.has(name) ? this.source[name] : undefined;
  }

  at(name: string): string {
    return `${this.path}/${name}`;
  }

  string(name: string): string | undefined {
    const value = this.get(name);
    if (value === undefined || typeof value === 'string') return value;
    this.wrongType(name, 'STRING');
    return undefined;
  }

  boolean(name: string): boolean | undefined {
    const value = this.get(name);
    if (value === undefined || typeof value === 'boolean') return value;
    this.wrongType(name, 'BOOLEAN');
    return undefined;
  }

  number(name: string, least: number): number | undefined {
    const value = this.get(name);
    if (value === undefined) return undefined;
    if (typeof value !== 'number') {
      this.wrongType(name, 'NUMBER');
      return undefined;
    }
    if (value < least) this.report.schema(`Value is less than the minimum of ${least}`, this.at(name));
    return value;
  }

  object(name: string): Reader | undefined {
    const value = this.get(name);
    if (value === undefined) return undefined;
    if (isObject(value)) return new Reader(value, this.at(name), this.report);
    this.wrongType(name, 'OBJECT');
    return undefined;
  }

  /** Each item must be an object. */
  objects(name: string): readonly Reader[] | undefined {
    const value = this.get(name);
    if (value === undefined) return undefined;
    if (!isArray(value)) {
      this.wrongType(name, 'ARRAY');
      return undefined;
    }
    const readers: Reader[] = [];
    value.forEach((item, i) => {
      if (isObject(item)) readers.push(new Reader(item, `${this.at(name)}[${i}]`, this.report));
      else this.report.schema('Expected value of type OBJECT', `${this.at(name)}[${i}]`);
    });
    return readers;
  }

  strings(name: string): readonly string[] | undefined {
    const value = this.get(name);
    if (value === undefined) return undefined;
    if (isArray(value) && value.every((item) => typeof item === 'string'))
      return value.filter((item) => typeof item === 'string');
    this.wrongType(name, 'ARRAY of STRING');
    return undefined;
  }

  /** Of the given fields, those that are required and not there. */
  required(...names: readonly string[]): boolean {
    const missing = names.filter((name) => !this.has(name));
    if (missing.length > 0)
      this.report.schema(`These fields are required: [${missing.join(', ')}]`, this.path === '' ? '/' : this.path);
    return missing.length === 0;
  }

  /** The fields of `Assign`: each names a variable. */
  variables(): Reader | undefined {
    const fields = this.object('Assign');
    for (const given of Object.keys(fields?.source ?? {})) {
      const name = given.endsWith('.$') ? given.slice(0, -2) : given;
      if (name === 'states')
        this.report.schema(`The variable name 'states' is reserved`, `${this.at('Assign')}/${given}`);
      else if (!VARIABLE.test(name) || name.length > MAX_VARIABLE_NAME) {
        this.report.schema(`'${name}' is not a valid variable name`, `${this.at('Assign')}/${given}`);
      }
    }
    return fields;
  }

  /** The wording that AWS has for a field of a nested object. */
  requiredOne(name: string): void {
    if (!this.has(name)) this.report.schema(`The field '${name}' is required but was missing`, this.path);
  }

  allowOnly(names: ReadonlySet<string>): void {
    for (const name of Object.keys(this.source)) {
      if (!names.has(name)) this.report.schema(`Field '${name}' is not supported`, this.at(name));
    }
  }

  wrongType(name: string, expected: string): void {
    this.report.schema(`Expected value of type ${expected}`, this.at(name));
  }
}
