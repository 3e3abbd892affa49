/** CPU of one ordinary application of 45 working days on the virtual clock: the machines as deployed, fake doors. */
import { ordinaryApplication } from '../../tests/support/workflow-harness.ts';
import { median } from './numbers.ts';

export async function case45(): Promise<{ case45_cpu_ms: number; case45_first_cpu_ms: number }> {
  const runs: number[] = [];
  for (let n = 0; n < 21; n++) {
    const before = process.cpuUsage();
    await ordinaryApplication(n + 1);
    const { user, system } = process.cpuUsage(before);
    runs.push((user + system) / 1_000);
  }
  // The first one pays for compiling the machines' code, too.
  return { case45_cpu_ms: median(runs.slice(1)), case45_first_cpu_ms: runs[0] ?? 0 };
}
