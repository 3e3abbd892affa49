import { Misused } from '../command-line.ts';
import { help, readArguments } from './arguments.ts';
import type { Asked } from './arguments.ts';
import { checks, health, signedIn } from './checks.ts';
import type { Finding } from './checks.ts';
import { Probe, Unreachable } from './probe.ts';

async function main(): Promise<number> {
  const asked = readArguments(process.argv.slice(2));
  if (asked !== undefined) return smoke(asked);
  process.stdout.write(help);
  return 0;
}

/** One line a check; all are made, also where one fails, but none where nobody answers. */
async function smoke({ url, token, timeoutMs }: Asked): Promise<number> {
  const probe = new Probe(url, timeoutMs);
  const findings: boolean[] = [];
  const report = async (name: string, run: () => Promise<Finding>): Promise<void> => {
    const begun = performance.now();
    const { isWell, says } = await run();
    findings.push(isWell);
    const ms = `${Math.round(performance.now() - begun)} ms`;
    process.stdout.write(`${isWell ? '通过' : '失败'}  ${name.padEnd(18)}${ms.padStart(9)}  ${says}\n`);
  };
  let stage: string | undefined;
  await report('health', async () => {
    const found = await health(probe);
    ({ stage } = found);
    return found.finding;
  });
  for (const { name, run } of [...checks, ...(token === undefined ? [] : [signedIn(token)])]) {
    await report(name, () => run(probe, stage));
  }
  const passed = findings.filter(Boolean).length;
  process.stdout.write(`${passed} passed, ${findings.length - passed} failed\n`);
  return passed === findings.length ? 0 : 1;
}

try {
  process.exitCode = await main();
} catch (error) {
  if (!(error instanceof Misused || error instanceof Unreachable)) throw error;
  process.stderr.write(
    error instanceof Misused ? `smoke: ${error.message}\n` : `失败  没有人应答:${error.message} (nobody answers)\n`,
  );
  process.exitCode = error instanceof Misused ? 2 : 1;
}
