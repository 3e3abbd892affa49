import { parseArgs } from 'node:util';
import { parseCivilDate } from '../../functions/domain/values/civil-date.ts';
import type { CivilDate } from '../../functions/domain/values/civil-date.ts';
import { Misused } from '../command-line.ts';

export const help = `Takes in what departments deliver, and says how their feeds stand. Runs while the town runs.

  npm run feed -- import FILE --feed ID [--on YYYY-MM-DD] [--dry-run] [--bad FILE] [--again] [HOME]
  npm run feed -- list [--on YYYY-MM-DD] [--json] [HOME]

import  FILE is a CSV (UTF-8 or GB18030) or a workbook (.xlsx); docs/feeds.md shows the columns.
        Ctrl-C stops; the same command again goes on where it stopped.
  --feed ID        which feed of the register (list shows them)
  --on DAY         the day that the data speak of (default today)
  --dry-run        checks the whole file and writes nothing
  --bad FILE       writes the rows that do not get in there, as CSV to mend; it holds personal data in plain
  --again          takes a file in anew that is a version already
  --part-rows N    rows a part, 1000 to 1000000 (default 100000)

list    how each feed stands today, or on a day

HOME
  --data DIR       a demo town's folder (default .data)
  --config FILE    the configuration of a home for real use

Ends with 0 when the file is in (rows that did not get in are listed), 1 on a mistake in the command or a failure,
2 when the file was quarantined or the feed is busy, 130 when stopped.
`;

export interface HomeArguments {
  readonly data: string;
  readonly config: string | undefined;
}

export type Command = HomeArguments &
  (
    | { readonly kind: 'help' }
    | { readonly kind: 'list'; readonly on: CivilDate | undefined; readonly isJson: boolean }
    | {
        readonly kind: 'import';
        readonly file: string;
        readonly feed: string;
        readonly on: CivilDate | undefined;
        readonly isDryRun: boolean;
        readonly isAgain: boolean;
        readonly bad: string | undefined;
        readonly partRows: number | undefined;
      }
  );

/** Throws `Misused`. */
export function readCommand(args: string[]): Command {
  const { values, positionals } = parsed(args);
  const home = { data: values.data ?? '.data', config: values.config };
  const [verb, file, ...more] = positionals;
  if (values.help === true) return { kind: 'help', ...home };
  const on = values.on === undefined ? undefined : dayOf(values.on);
  if (verb === 'list' && file === undefined) return { kind: 'list', ...home, on, isJson: values.json === true };
  if (verb !== 'import') throw new Misused('say what to do: import FILE --feed ID, or list. Try --help.');
  if (file === undefined || more.length > 0) throw new Misused('name one file: import FILE --feed ID. Try --help.');
  if (values.feed === undefined) throw new Misused('say which feed: --feed ID. "npm run feed -- list" shows them.');
  return {
    kind: 'import',
    ...home,
    file,
    feed: values.feed,
    on,
    isDryRun: values['dry-run'] === true,
    isAgain: values.again === true,
    bad: values.bad,
    partRows: values['part-rows'] === undefined ? undefined : rowsOf(values['part-rows']),
  };
}

function parsed(args: string[]) {
  try {
    return parseArgs({
      args,
      allowPositionals: true,
      options: {
        feed: { type: 'string' },
        on: { type: 'string' },
        'dry-run': { type: 'boolean' },
        again: { type: 'boolean' },
        bad: { type: 'string' },
        'part-rows': { type: 'string' },
        data: { type: 'string' },
        config: { type: 'string' },
        json: { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
    });
  } catch (error) {
    throw new Misused(`${error instanceof Error ? error.message : String(error)} Try --help.`);
  }
}

function dayOf(text: string): CivilDate {
  const day = parseCivilDate(text);
  if (day === undefined) throw new Misused(`--on ${text} is no day; give one as 2026-11-03.`);
  return day;
}

function rowsOf(text: string): number {
  const rows = Number(text);
  if (/^\d{4,7}$/.test(text) && rows >= 1000 && rows <= 1_000_000) return rows;
  throw new Misused(`--part-rows ${text} must be a whole number from 1000 to 1000000.`);
}
