import { existsSync, mkdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { loadKeyFile } from '../../functions/adapters/crypto/key-file.ts';
import { demoPlace, openDemoKeys } from '../home/demo-place.ts';
import { lakeFolder } from '../home/lake-folder.ts';
import { openFeeds } from '../home/open-feeds.ts';
import { readConfig } from '../home/real-config.ts';
import { startErrorOf } from '../home/start-error.ts';
import type { HomeArguments } from './arguments.ts';

/** The home that the command speaks of. Throws `StartError` with what to mend. */
export function openPlace({ data, config }: HomeArguments, now: () => number) {
  if (config !== undefined) return openReal(config, now);
  const place = demoPlace(resolve(data));
  try {
    return { lake: place.lake, parts: openFeeds({ lake: place.lake, keys: openDemoKeys(place), time: { now } }) };
  } catch (error) {
    throw startErrorOf(error, { port: 0, folder: data });
  }
}

function openReal(file: string, now: () => number) {
  const { keyFile, dataFolder } = readConfig(file);
  const folder = resolve(dataFolder);
  try {
    if (!existsSync(folder)) mkdirSync(folder, { recursive: true });
    const keys = loadKeyFile({ file: keyFile, dataFolder: folder });
    const lake = lakeFolder(folder);
    return { lake, parts: openFeeds({ lake, keys, time: { now } }) };
  } catch (error) {
    throw startErrorOf(error, { port: 0, folder });
  }
}
