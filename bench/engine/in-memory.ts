/** Executions in this process without durability, side by side with npm `aws-local-stepfunctions`. */
import { StateMachine } from 'aws-local-stepfunctions';
import { createEngine } from '../../local/engine/driver.ts';
import { memoryJournal } from '../../local/engine/journal/memory.ts';
import { FIVE_JSONATA, FIVE_JSONPATH, INPUT } from './machines.ts';
import { median } from './numbers.ts';

const ROUNDS = 5;
const EACH = 4_000;

async function ours(definition: object): Promise<number> {
  const engine = await createEngine({ journal: memoryJournal(), lambda: () => Promise.resolve(null) });
  await engine.createStateMachine({ name: 'five', definition: JSON.stringify(definition) });
  const begun = performance.now();
  for (let n = 0; n < EACH; n++) {
    const { executionArn } = await engine.startExecution({ stateMachine: 'five', input: INPUT(n) });
    const { output, status } = await engine.finished(executionArn);
    if (status !== 'SUCCEEDED' || output === undefined) throw new Error(`execution ${n} ended ${status}`);
  }
  const ms = performance.now() - begun;
  await engine.close();
  return (EACH / ms) * 1_000;
}

async function theirs(): Promise<number> {
  const machine = new StateMachine(FIVE_JSONPATH as ConstructorParameters<typeof StateMachine>[0]);
  const begun = performance.now();
  for (let n = 0; n < EACH; n++) {
    const output = await machine.run(INPUT(n)).result;
    if (output === undefined) throw new Error(`execution ${n} gave nothing`);
  }
  return (EACH / (performance.now() - begun)) * 1_000;
}

/** Executions per second: medians over rounds in turn, the first of each for warming up. */
export async function inMemory() {
  const rates = { jsonpath: [] as number[], jsonata: [] as number[], others: [] as number[] };
  for (let round = 0; round <= ROUNDS; round++) {
    const [a, b, c] = [await ours(FIVE_JSONPATH), await ours(FIVE_JSONATA), await theirs()];
    if (round === 0) continue;
    rates.jsonpath.push(a);
    rates.jsonata.push(b);
    rates.others.push(c);
  }
  const jsonpath = median(rates.jsonpath);
  const jsonata = median(rates.jsonata);
  const others = median(rates.others);
  return {
    inmem_ratio: jsonpath / others,
    inmem_jsonata_ratio: jsonata / others,
    inmem_exec_per_s: jsonpath,
    inmem_jsonata_exec_per_s: jsonata,
    inmem_other_exec_per_s: others,
  };
}
