import { closeSync, openSync, writeSync } from 'node:fs';
import { isAbsolute, relative, resolve } from 'node:path';
import { Misused } from '../command-line.ts';

export interface BadFile {
  readonly write: (text: string) => void;
  close(): void;
}

/** Made with the first bad row, for its owner alone (0600). Throws `Misused` for a place inside the lake. */
export function openBadFile(file: string, lake: string): BadFile {
  const way = relative(resolve(lake), resolve(file));
  if (!isAbsolute(way) && way.split(/[/\\]/)[0] !== '..') {
    throw new Misused(`--bad ${file} lies in the lake, where nothing stands in plain. Choose another place.`);
  }
  let descriptor: number | undefined;
  return {
    write(text) {
      descriptor ??= openSync(file, 'w', 0o600);
      writeSync(descriptor, text);
    },
    close() {
      if (descriptor !== undefined) closeSync(descriptor);
      descriptor = undefined;
    },
  };
}
