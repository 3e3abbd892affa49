import { SFNClient } from '@aws-sdk/client-sfn';
import { setTimeout as sleep } from 'node:timers/promises';
import { clientSettings } from '../../functions/wiring/clients.ts';
import { openKeylessHouse } from '../../functions/wiring/tasks.ts';
import { Misused } from '../command-line.ts';
import { onStopSignal } from '../home/stop-signal.ts';
import { help, readCommand } from './arguments.ts';
import { migrateCases } from './migrate.ts';
import { outcomeText } from './outcome-text.ts';

/** Executions between two lines of progress. */
const STEP = 100;

async function main(): Promise<number> {
  const command = readCommand(process.argv.slice(2));
  if (command.kind === 'help') {
    process.stdout.write(help);
    return 0;
  }
  const { table, machines, region, isApplied, perSecond, most } = command;
  // Every client below looks there.
  if (region !== undefined) process.env['AWS_REGION'] = region;
  const stopped = onStopSignal();
  const stop = new AbortController();
  void stopped.signal.then(() => stop.abort());
  try {
    const outcome = await migrateCases({
      client: new SFNClient({ ...clientSettings, maxAttempts: 10 }),
      house: await openKeylessHouse({ TABLE_NAME: table }),
      machines,
      isApplied,
      perSecond,
      most,
      now: Date.now,
      sleep,
      signal: stop.signal,
      progress: (looked, moved) => {
        if (looked % STEP === 0)
          process.stderr.write(`已查看${looked}个执行,${isApplied ? '已' : '待'}迁移${moved}件\n`);
      },
    });
    const { text, code } = outcomeText(outcome, isApplied);
    process.stdout.write(text);
    return code;
  } finally {
    stopped.forget();
  }
}

try {
  process.exitCode = await main();
} catch (error) {
  const message =
    error instanceof Error ? `${error instanceof Misused ? '' : `${error.name}: `}${error.message}` : String(error);
  process.stderr.write(`yimen migrate-cases: ${message}\n`);
  process.exitCode = 1;
}
