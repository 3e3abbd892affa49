/**
 * Measured: the engine in memory beside another engine, through its endpoint with a durable journal, on the virtual
 * clock, and with many executions open. Not measured: doors, a network; the client runs on the same cores as the
 * endpoint. The last line is one JSON object. BENCH_FOLDER: where the journals are written (default: the system's).
 */
import { case45 } from './case45.ts';
import { durable } from './durable.ts';
import { inMemory } from './in-memory.ts';
import { rounded } from './numbers.ts';
import { openExecutions } from './open.ts';

const only = process.argv[2];
const parts: Readonly<Record<string, () => Promise<object> | object>> = {
  case45,
  'in-memory': inMemory,
  durable,
  open: openExecutions,
};
if (only !== undefined && parts[only] === undefined)
  throw new Error(`No part '${only}'; there are ${Object.keys(parts).join(', ')}.`);
const all: Record<string, number> = {};
for (const [name, part] of Object.entries(parts)) {
  if (only !== undefined && name !== only) continue;
  const numbers = rounded({ ...(await part()) });
  console.log(name, numbers);
  Object.assign(all, numbers);
}
console.log(JSON.stringify(all));
