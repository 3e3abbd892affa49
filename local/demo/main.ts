import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { randomInt } from 'node:crypto';
import { startDemoTown } from '../home/demo-town.ts';
import { jsonNarrator, plainNarrator } from './narrator.ts';
import { Scene, Stage, stories, Unexpected } from './stories.ts';
import { TownClient } from './town-client.ts';
import { deliberationTour } from './tours/deliberation.ts';
import { discoveryTour } from './tours/discovery.ts';
import { monitoringTour } from './tours/monitoring.ts';
import { referralTour } from './tours/referral.ts';
import { terminationTour } from './tours/termination.ts';

const help = `Plays fourteen invented families through a demo town, then has an invented population of 20,000 matched, and fails where the
town does not do what it should.

  npm run demo -- [--url URL] [--json]

  --url URL  a demo town that runs already (its clock is moved on, its feeds are replaced); default: a town of its own in a scratch folder
  --json     one JSON object a step on stdout; the last line is {"demo":"ok",…}
`;

const write = (text: string): void => void process.stdout.write(text);

function readOptions() {
  try {
    return parseArgs({
      options: { url: { type: 'string' }, json: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } },
    }).values;
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\nTry: npm run demo -- --help\n`);
    return undefined;
  }
}

async function ownTown(): Promise<{ readonly url: string; close(): Promise<void> }> {
  const folder = mkdtempSync(join(tmpdir(), 'yimen-demo-'));
  const town = await startDemoTown({ port: 0, folder, isQuiet: true });
  return {
    url: town.url,
    async close() {
      await town.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function isReachable(url: string): Promise<boolean> {
  try {
    return (await fetch(`${url}/test-clock`)).ok;
  } catch {
    return false;
  }
}

async function play(url: string, isJson: boolean): Promise<void> {
  const narrator = isJson ? jsonNarrator(write) : plainNarrator(write);
  const client = new TownClient(url);
  // A town that somebody else started may know families of an earlier play; these are new people.
  const first = randomInt(100_000, 900_000);
  const households: string[] = [];
  for (const [index, story] of [
    ...stories,
    referralTour,
    monitoringTour,
    deliberationTour,
    terminationTour,
  ].entries()) {
    const scene = new Scene(client, narrator, story, first + index);
    await story.play(scene);
    households.push(scene.householdId);
  }
  // Last: the feeds would be late while the families' weeks pass, and each month would be matched on its own.
  await discoveryTour.play(new Stage(client, narrator, discoveryTour, first));
  write(
    isJson
      ? `${JSON.stringify({ demo: 'ok', families: households.length, households })}\n`
      : `\n${households.length}户人家,全部如期办结。\n`,
  );
}

async function main(): Promise<number> {
  const options = readOptions();
  if (options === undefined) return 1;
  if (options.help === true) {
    write(help);
    return 0;
  }
  const town =
    options.url === undefined ? await ownTown() : { url: options.url.replace(/\/$/, ''), close: async () => {} };
  try {
    if (!(await isReachable(town.url))) {
      process.stderr.write(`No demo town answers at ${town.url}. Start one with "npm start", or leave --url out.\n`);
      return 1;
    }
    await play(town.url, options.json === true);
    return 0;
  } catch (error) {
    process.stderr.write(`\nThe demo went wrong: ${error instanceof Error ? error.message : String(error)}\n`);
    return error instanceof Unexpected ? 2 : 1;
  } finally {
    await town.close();
  }
}

process.exitCode = await main();
