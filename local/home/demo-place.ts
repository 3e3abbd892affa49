import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { createKeyFile, loadKeyFile } from '../../functions/adapters/crypto/key-file.ts';
import type { KeyFile } from '../../functions/adapters/crypto/key-file.ts';
import { anchorPlace } from './anchor-place.ts';
import type { AnchorPlace } from './anchor-place.ts';
import { lakeFolder } from './lake-folder.ts';

/** Where a demo town keeps what it has; all of it in the folder that it is started with. */
export interface DemoPlace {
  readonly data: string;
  readonly keys: string;
  readonly database: string;
  readonly lake: string;
  readonly anchors: AnchorPlace;
}

export function demoPlace(folder: string): DemoPlace {
  const [data, keys] = [join(folder, 'town'), join(folder, 'keys')];
  const anchors = anchorPlace(data, join(keys, 'town.json'));
  return { data, keys, database: join(data, 'yimen.db'), lake: lakeFolder(data), anchors };
}

/** New keys are made for a new town alone: data without their keys are lost, and must not look as if they were not. */
export function openDemoKeys({ data, keys, database, lake }: DemoPlace): KeyFile {
  mkdirSync(data, { recursive: true });
  mkdirSync(keys, { recursive: true, mode: 0o700 });
  const place = { file: join(keys, 'town.json'), dataFolder: data };
  if (![place.file, database, lake].some((path) => existsSync(path))) createKeyFile(place);
  return loadKeyFile(place);
}
