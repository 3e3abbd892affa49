import application from './application.asl.json' with { type: 'json' };
import deliberation from './deliberation.asl.json' with { type: 'json' };
import discoveryScan from './discovery-scan.asl.json' with { type: 'json' };
import emergencyRelief from './emergency-relief.asl.json' with { type: 'json' };
import humanTask from './human-task.asl.json' with { type: 'json' };
import termination from './termination.asl.json' with { type: 'json' };
import referral from './referral.asl.json' with { type: 'json' };
import { bindings } from './bindings.ts';
import type { Binding, MachineName } from './bindings.ts';

export interface Machine {
  readonly name: MachineName;
  /** Definition text with `${…}` placeholders, as it stands in the file. */
  readonly definition: string;
  /** Statutory procedures wait for weeks, so all are STANDARD. */
  readonly type: 'STANDARD';
}

/** Children before parents, so that they can be created in this order. */
export const machines: readonly Machine[] = [
  { name: 'human-task', definition: JSON.stringify(humanTask), type: 'STANDARD' },
  { name: 'application', definition: JSON.stringify(application), type: 'STANDARD' },
  { name: 'termination', definition: JSON.stringify(termination), type: 'STANDARD' },
  { name: 'deliberation', definition: JSON.stringify(deliberation), type: 'STANDARD' },
  { name: 'referral', definition: JSON.stringify(referral), type: 'STANDARD' },
  { name: 'emergency-relief', definition: JSON.stringify(emergencyRelief), type: 'STANDARD' },
  { name: 'discovery-scan', definition: JSON.stringify(discoveryScan), type: 'STANDARD' },
];

const placeholder = /\$\{(\w+)\}/g;

/** The names of a definition's placeholders, each once, in order of appearance. */
export function placeholdersOf(definition: string): readonly string[] {
  return [...new Set([...definition.matchAll(placeholder)].map((match) => match[1] ?? ''))];
}

/** Fills every placeholder; throws on one that `bindings.ts` does not know. */
export function substitute(definition: string, resolve: (binding: Binding) => string): string {
  const table: Readonly<Record<string, Binding>> = bindings;
  return definition.replaceAll(placeholder, (text, name: string) => {
    const binding = table[name];
    if (binding === undefined) throw new Error(`${text} in a workflow is not bound in workflows/bindings.ts`);
    return resolve(binding);
  });
}
