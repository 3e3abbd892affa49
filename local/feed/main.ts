import { statSync } from 'node:fs';
import { userInfo } from 'node:os';
import { resolve } from 'node:path';
import { openTable } from '../../functions/adapters/tabular/open-table.ts';
import { civilDateOf } from '../../functions/domain/values/civil-date.ts';
import { importFeed } from '../../functions/usecases/feed/import-feed.ts';
import { readFeeds } from '../../functions/usecases/feed/read-feeds.ts';
import { StartError, startErrorOf } from '../home/start-error.ts';
import { onStopSignal } from '../home/stop-signal.ts';
import { terminalProgress } from '../simulation/progress.ts';
import { Misused } from '../command-line.ts';
import { help, readCommand } from './arguments.ts';
import type { Command } from './arguments.ts';
import { openBadFile } from './bad-file.ts';
import { listText } from './list-text.ts';
import { outcomeText } from './outcome-text.ts';
import { openPlace } from './place.ts';

async function main(): Promise<number> {
  const command = readCommand(process.argv.slice(2));
  switch (command.kind) {
    case 'help':
      process.stdout.write(help);
      return 0;
    case 'list':
      return list(command);
    case 'import':
      return bringIn(command);
  }
}

async function list(command: Extract<Command, { kind: 'list' }>): Promise<number> {
  const { parts } = openPlace(command, Date.now);
  const standings = await readFeeds(parts, command.on ?? civilDateOf(Date.now()));
  process.stdout.write(command.isJson ? `${JSON.stringify(standings)}\n` : listText(standings));
  return 0;
}

async function bringIn(command: Extract<Command, { kind: 'import' }>): Promise<number> {
  const { file, on, isDryRun, isAgain, partRows } = command;
  const { lake, parts } = openPlace(command, Date.now);
  const feed = parts.feeds.find(({ id }) => id === command.feed);
  if (feed === undefined) {
    throw new Misused(
      `the register has no feed ${command.feed}; it has ${parts.feeds.map(({ id }) => id).join(', ')}.`,
    );
  }
  if (statSync(file, { throwIfNoEntry: false })?.isFile() !== true) throw new Misused(`there is no file ${file}.`);
  // A slip of the year would hide every delivery until then. A demo town's clock may be ahead of this machine's.
  if (command.config !== undefined && on !== undefined && on > civilDateOf(Date.now())) {
    throw new Misused(`--on ${on} lies ahead; data speak of a day that has come.`);
  }
  if (command.bad !== undefined && resolve(command.bad) === resolve(file)) {
    throw new Misused(`--bad ${command.bad} would write over the file itself. Choose another place.`);
  }
  const bad = command.bad === undefined ? undefined : openBadFile(command.bad, lake);
  const stopped = onStopSignal();
  const stop = new AbortController();
  void stopped.signal.then(() => stop.abort());
  const progress = terminalProgress();
  try {
    const table = await openTable({ kind: 'file', path: file });
    const outcome = await importFeed(parts, {
      feed,
      table,
      by: `system:${userInfo().username}`,
      isDryRun,
      isAgain,
      signal: stop.signal,
      progress: ({ rows, bytes, ofBytes, parts: made }) =>
        progress.step(bytes, ofBytes, made === 0 ? `${rows}行` : `${rows}行,${made}个分片`),
      ...(on === undefined ? {} : { on }),
      ...(partRows === undefined ? {} : { partRows }),
      ...(bad === undefined ? {} : { bad: bad.write }),
    });
    progress.end();
    const { text, code } = outcomeText(outcome, command.bad);
    process.stdout.write(text);
    return code;
  } catch (error) {
    progress.end();
    throw startErrorOf(error, { port: 0, folder: lake });
  } finally {
    bad?.close();
    stopped.forget();
  }
}

try {
  process.exitCode = await main();
} catch (error) {
  const isTold = error instanceof Misused || error instanceof StartError;
  if (!isTold) throw error;
  process.stderr.write(`yimen feed: ${error.message}\n`);
  process.exitCode = 1;
}
