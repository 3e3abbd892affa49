/** Text of a definition → machine, or the list of what is wrong with it. */
import { EngineError } from '../errors.ts';
import { isObject, parseJson, type Json } from '../json.ts';
import type { MachineType } from '../execution.ts';
import type { TaskKind } from '../integrations/integration.ts';
import type { Graph, Machine, QueryLanguage, State } from './machine.ts';
import { Reader } from './reader.ts';
import { Report, type Diagnostic } from './report.ts';
import { compileState, type Surroundings } from './states.ts';

export interface CompileOptions {
  readonly type: MachineType;
  readonly describeResource: (resource: string) => TaskKind | undefined;
  /**
   * The definition was accepted before, and executions stand in it: rules that came later do not apply to it. Where one
   * of them does matter, the execution fails at that state.
   */
  readonly accepted?: boolean;
}

export type Compiled =
  | { readonly kind: 'machine'; readonly machine: Machine }
  | { readonly kind: 'invalid'; readonly diagnostics: readonly Diagnostic[] };

const TOP = new Set(['Comment', 'StartAt', 'States', 'Version', 'TimeoutSeconds', 'QueryLanguage']);
const INNER = new Set(['Comment', 'StartAt', 'States', 'ProcessorConfig', 'QueryLanguage']);
const MAX_NESTING = 100;
const MAX_NAME = 80;
const MAX_TIMEOUT = 99_999_999;

/** AWS takes definitions up to this many characters. */
const MAX_DEFINITION = 1_048_576;

export function compileDefinition(text: string, options: CompileOptions): Compiled {
  const report = new Report();
  const invalid = (): Compiled => ({ kind: 'invalid', diagnostics: report.diagnostics });
  let source: Json;
  try {
    if (text.length > MAX_DEFINITION) throw new SyntaxError(`longer than ${MAX_DEFINITION} characters`);
    source = parseJson(text);
  } catch (error) {
    report.add('INVALID_JSON_DESCRIPTION', error instanceof Error ? error.message : String(error), '/');
    return invalid();
  }
  if (!isObject(source)) {
    report.schema('Expected value of type OBJECT', '/');
    return invalid();
  }
  let machine: Machine | undefined;
  try {
    machine = new Compiler(report, options).machine(new Reader(source, '', report));
  } catch (error) {
    // Compilation walks the text's own nesting: what exhausts the stack is beyond any machine.
    if (!(error instanceof RangeError)) throw error;
    report.schema('The definition nests too deeply', '/');
  }
  const refused = report.diagnostics.length > 0 && options.accepted !== true;
  return refused || machine === undefined ? invalid() : { kind: 'machine', machine };
}

/** Throws `InvalidDefinition` with AWS's text. */
export function requireMachine(text: string, options: CompileOptions): Machine {
  const compiled = compileDefinition(text, options);
  if (compiled.kind === 'machine') return compiled.machine;
  const texts = compiled.diagnostics.map(({ code, message, location }) => `${code}: ${message} at ${location}`);
  throw new EngineError('InvalidDefinition', `Invalid State Machine Definition: '${texts.join(', ')}'`);
}

class Compiler {
  readonly #report: Report;
  readonly #options: CompileOptions;
  readonly #graphs: Graph[] = [];
  readonly #names = new Set<string>();
  #nesting = 0;

  constructor(report: Report, options: CompileOptions) {
    this.#report = report;
    this.#options = options;
  }

  machine(reader: Reader): Machine | undefined {
    reader.allowOnly(TOP);
    const version = reader.string('Version');
    if (version !== undefined && version !== '1.0')
      reader.report.schema('Value is not one of the allowed values: [1.0]', reader.at('Version'));
    const timeoutSeconds = reader.number('TimeoutSeconds', 1);
    if (timeoutSeconds !== undefined && timeoutSeconds > MAX_TIMEOUT)
      reader.report.schema(`Value is greater than the maximum of ${MAX_TIMEOUT}`, reader.at('TimeoutSeconds'));
    const language = reader.string('QueryLanguage');
    if (language !== undefined && language !== 'JSONata' && language !== 'JSONPath') {
      reader.report.schema('Value is not one of the allowed values: [JSONPath, JSONata]', reader.at('QueryLanguage'));
    }
    this.#graph(reader, language === 'JSONata' ? 'JSONata' : 'JSONPath');
    return {
      type: this.#options.type,
      ...(timeoutSeconds === undefined ? {} : { timeoutSeconds }),
      graphs: this.#graphs,
    };
  }

  #graph(reader: Reader, language: QueryLanguage): number {
    const number = this.#graphs.length;
    const compiled = new Map<string, State>();
    this.#graphs.push({ startAt: reader.string('StartAt') ?? '', states: compiled });
    if (++this.#nesting > MAX_NESTING) {
      reader.report.schema(`States nest deeper than ${MAX_NESTING} levels`, reader.path);
    } else if (reader.required('States', 'StartAt')) {
      this.#states(reader, language, compiled);
    }
    this.#nesting--;
    return number;
  }

  #states(reader: Reader, language: QueryLanguage, compiled: Map<string, State>): void {
    const states = reader.object('States');
    if (states === undefined) return;
    const reached = new Set<string>();
    const target = (from: Reader, name: string): string => {
      const to = from.string(name);
      if (to === undefined) return '';
      reached.add(to);
      if (!states.has(to))
        this.#report.add('MISSING_TRANSITION_TARGET', `Missing '${name}' target: ${to}`, from.at(name));
      return to;
    };
    target(reader, 'StartAt');
    const around: Surroundings = {
      machineType: this.#options.type,
      language,
      describeResource: this.#options.describeResource,
      target,
      graph: (inner) => {
        inner.allowOnly(INNER);
        return this.#graph(inner, language);
      },
    };
    const names = Object.keys(states.source);
    if (names.length === 0) states.report.schema('Object must not be empty', states.path);
    for (const name of names) {
      if (name.length > MAX_NAME) states.report.schema(`Name is longer than ${MAX_NAME} characters`, states.at(name));
      if (this.#names.has(name))
        states.report.add('DUPLICATE_STATE_NAME', `Duplicate state name: ${name}`, states.at(name));
      this.#names.add(name);
      const inside = states.object(name);
      const state = inside === undefined ? undefined : compileState(inside, name, around);
      if (state !== undefined) compiled.set(name, state);
    }
    for (const name of names)
      if (!reached.has(name))
        this.#report.add('UNREACHABLE_STATE', `State "${name}" is not reachable`, states.at(name));
  }
}
