import { parseArgs } from 'node:util';

/** DuckDB's own, the same for the scan and for the bare joins; the process takes some more. */
export const MEMORY_MB = 512;

/** What a measured process is told. */
export function told() {
  const { values } = parseArgs({
    options: {
      city: { type: 'string', default: '' },
      lake: { type: 'string', default: '' },
      temporary: { type: 'string', default: '' },
      check: { type: 'boolean', default: false },
    },
  });
  const { check: isCheck, ...folders } = values;
  return { ...folders, isCheck };
}

/** Its last act: figures, with the processor time that it took in all and the most memory that it ever held. */
export function answer(figures: Readonly<Record<string, number>>): void {
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
  const cpuS = (userCPUTime + systemCPUTime) / 1e6;
  process.stdout.write(`${JSON.stringify({ ...figures, cpuS, rssMb: maxRSS / 1024 })}\n`);
}
