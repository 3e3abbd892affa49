import { parseArgs } from 'node:util';
import { startDemoTown } from './home/demo-town.ts';
import { startRealHome } from './home/real-home.ts';
import { StartError } from './home/start-error.ts';
import { onStopSignal } from './home/stop-signal.ts';

const help = {
  demo: `Starts a demo town on this machine: invented people, a clock that can be moved, data that survive restarts.

  npm start -- [--port N] [--data DIR]

  --port N    port on 127.0.0.1 (default 8080)
  --data DIR  folder for the demo's data and keys (default .data)
`,
  serve: `Starts a home for real use: own sign-in issuer, own key file, no demo routes.

  npm run serve -- --config FILE
  npm run serve -- --new-key-file FILE    writes a new key file (0600) and ends

FILE is JSON; docs/serve.md shows one.
`,
};

async function main(): Promise<void> {
  const mode = process.argv[2] === 'serve' ? 'serve' : 'demo';
  const options = readOptions(process.argv.slice(3));
  if (options.help === true) {
    process.stdout.write(help[mode]);
    return;
  }
  // Listened for from the beginning, so that a Ctrl-C during the start ends it as cleanly.
  const stopped = onStopSignal();
  const running =
    mode === 'demo'
      ? await startDemoTown({ port: portOf(options.port), folder: options.data ?? '.data' })
      : await startRealHome({ config: options.config, newKeyFile: options['new-key-file'] });
  if (running === undefined) return stopped.forget();
  await stopped.signal;
  process.stdout.write('\nStopping: requests under way are finished first.\n');
  await running.close();
  process.stdout.write('Stopped. All data are kept.\n');
}

function readOptions(args: string[]) {
  try {
    return parseArgs({
      args,
      options: {
        port: { type: 'string' },
        data: { type: 'string' },
        config: { type: 'string' },
        'new-key-file': { type: 'string' },
        help: { type: 'boolean', short: 'h' },
      },
    }).values;
  } catch (error) {
    throw new StartError(`${error instanceof Error ? error.message : String(error)} Try --help.`);
  }
}

function portOf(text: string | undefined): number {
  if (text === undefined) return 8080;
  const port = Number(text);
  if (/^\d{1,5}$/.test(text) && port <= 65_535) return port;
  throw new StartError(`--port ${text} is no port; give a number from 0 to 65535 (0: any free one).`);
}

try {
  await main();
} catch (error) {
  if (!(error instanceof StartError)) throw error;
  process.stderr.write(`yimen cannot start: ${error.message}\n`);
  process.exitCode = 1;
}
