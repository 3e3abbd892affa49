import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { Misused, whole } from '../command-line.ts';

export const help = `部署后的冒烟检查,只读。Asks a deployed house a few questions and changes nothing.

  npm run smoke -- --url URL [--token TOKEN | --issuer-token FILE] [--timeout SECONDS]

  --url URL            address of the house: output Url of YimenApi, or of the home (http only on this machine)
  --token TOKEN        somebody's access token: adds a signed call (it then shows in the list of processes)
  --issuer-token FILE  the same from a file
  --timeout SECONDS    for each call, 1 to 60 (default 15)

Exit code 0: all is well; 1: something is not; 2: the command was not understood.
`;

export interface Asked {
  readonly url: URL;
  readonly token?: string;
  readonly timeoutMs: number;
}

/** Undefined: help is wanted. Throws `Misused`. */
export function readArguments(args: readonly string[]): Asked | undefined {
  const given = parsed(args);
  if (given.help === true) return undefined;
  if (given.url === undefined) throw new Misused('--url URL is missing. Try --help.');
  const token = tokenOf(given.token, given['issuer-token']);
  return {
    url: addressOf(given.url),
    timeoutMs: whole('timeout', given.timeout, 1, 60) * 1000,
    ...(token === undefined ? {} : { token }),
  };
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        url: { type: 'string' },
        token: { type: 'string' },
        'issuer-token': { type: 'string' },
        timeout: { type: 'string', default: '15' },
        help: { type: 'boolean', short: 'h' },
      },
    }).values;
  } catch (error) {
    const [said] = String(error instanceof Error ? error.message : error).split('\n', 1);
    throw new Misused(`${said} Try --help.`);
  }
}

function addressOf(text: string): URL {
  const url = URL.parse(text);
  if (url === null) throw new Misused(`--url ${text} is no address; give one as https://….`);
  const isHere = ['127.0.0.1', 'localhost', '[::1]'].includes(url.hostname);
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isHere)) {
    throw new Misused(`--url ${text} must begin with https:// (http:// only for this machine).`);
  }
  if (url.search !== '' || url.hash !== '') throw new Misused(`--url ${text} must end with the path.`);
  return url;
}

function tokenOf(text: string | undefined, file: string | undefined): string | undefined {
  if (text !== undefined && file !== undefined) throw new Misused('give --token or --issuer-token, not both.');
  const token = (file === undefined ? text : contentOf(file))?.trim();
  if (token === undefined || /^[\w.~+/=-]+$/.test(token)) return token;
  throw new Misused(`the token is no bearer token (letters, digits and . _ ~ + / = - only).`);
}

function contentOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    throw new Misused(`--issuer-token ${file} cannot be read (${code}).`);
  }
}
