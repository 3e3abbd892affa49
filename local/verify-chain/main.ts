import { verifyChains } from '../../functions/usecases/audit/verify-chains.ts';
import { Misused } from '../command-line.ts';
import { StartError } from '../home/start-error.ts';
import { help, readCommand } from './arguments.ts';
import { verificationText } from './finding-text.ts';
import { openSource } from './open-source.ts';

/** A long work says every so often how far it is. */
const TOLD_EVERY = 5_000;

async function main(): Promise<number> {
  const command = readCommand(process.argv.slice(2));
  if (command.kind === 'help') {
    process.stdout.write(help);
    return 0;
  }
  const { close, ...source } = await openSource(command.source, command.publicKeys);
  try {
    const result = await verifyChains({
      ...source,
      progress: (chains) => {
        if (chains > 0 && chains % TOLD_EVERY === 0) process.stderr.write(`已核验${chains}条记录链……\n`);
      },
    });
    process.stdout.write(command.isJson ? `${JSON.stringify(result)}\n` : verificationText(result));
    return result.findings.length === 0 ? 0 : 1;
  } finally {
    close();
  }
}

try {
  process.exitCode = await main();
} catch (error) {
  const isTold = error instanceof Misused || error instanceof StartError;
  // Of anything else the name helps whoever looks into it: a table that is not there, credentials that have run out.
  const what = error instanceof Error ? (isTold ? error.message : `${error.name}: ${error.message}`) : String(error);
  process.stderr.write(`未能核验:${what}\n`);
  process.exitCode = 2;
}
