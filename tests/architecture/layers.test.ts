import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { parseSync } from 'oxc-parser';
import { describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '../..');

/** The plan of the house: who may import whom, first match of a file's path. `self` is always allowed. */
const rooms: readonly {
  readonly room: string;
  readonly may: readonly string[];
  readonly packages: readonly string[];
}[] = [
  { room: 'functions/domain/values', may: ['policy', 'functions/domain'], packages: ['zod'] },
  { room: 'functions/domain', may: ['policy'], packages: [] },
  {
    room: 'functions/contracts',
    may: ['functions/domain', 'policy/schema.ts', 'policy/vocabulary.ts', 'policy/feeds/schema.ts'],
    packages: ['zod'],
  },
  { room: 'functions/ports', may: ['functions/domain', 'policy'], packages: [] },
  {
    room: 'functions/usecases',
    may: ['functions/ports', 'functions/domain', 'functions/contracts', 'policy'],
    packages: ['zod'],
  },
  {
    room: 'functions/store',
    may: ['functions/ports', 'functions/domain', 'functions/contracts'],
    packages: ['zod', 'canonicalize'],
  },
  {
    room: 'functions/adapters/sqlite',
    may: ['functions/ports', 'functions/domain', 'functions/contracts'],
    packages: [],
  },
  {
    room: 'functions/adapters/dynamodb',
    may: ['functions/ports', 'functions/domain', 'functions/contracts'],
    packages: ['@aws-sdk/client-dynamodb', '@aws-sdk/util-dynamodb', 'zod'],
  },
  {
    room: 'functions/adapters/crypto',
    may: ['functions/ports', 'functions/domain'],
    packages: ['@aws-sdk/client-kms', 'zod'],
  },
  {
    room: 'functions/adapters/duckdb',
    may: ['functions/ports', 'functions/domain', 'policy'],
    packages: ['@duckdb/node-api', 'zod'],
  },
  { room: 'functions/adapters/channels', may: ['functions/ports', 'functions/domain'], packages: [] },
  { room: 'functions/adapters/metrics', may: ['functions/ports'], packages: ['@aws-lambda-powertools/metrics'] },
  { room: 'functions/adapters/sqs', may: ['functions/ports'], packages: ['@aws-sdk/client-sqs'] },
  { room: 'functions/adapters/lambda', may: ['functions/ports'], packages: ['@aws-sdk/client-lambda'] },
  { room: 'functions/adapters/streams', may: ['functions/ports'], packages: ['@aws-sdk/client-dynamodb-streams'] },
  { room: 'functions/adapters/stepfunctions', may: ['functions/ports'], packages: ['@aws-sdk/client-sfn'] },
  { room: 'functions/adapters/eventbridge', may: ['functions/ports'], packages: ['@aws-sdk/client-eventbridge'] },
  { room: 'functions/adapters/identity', may: ['functions/ports', 'functions/domain'], packages: ['jose', 'zod'] },
  { room: 'functions/adapters/policy', may: ['functions/ports', 'functions/domain', 'policy'], packages: [] },
  {
    room: 'functions/adapters/tabular',
    may: ['functions/ports', 'functions/domain'],
    packages: ['csv-parse', 'read-excel-file', 'yauzl'],
  },
  {
    room: 'functions/adapters/lake',
    may: ['functions/ports', 'functions/domain'],
    packages: ['zod', '@aws-sdk/client-s3'],
  },
  {
    room: 'functions/adapters/anchors',
    may: ['functions/ports', 'functions/adapters/lake/durable.ts'],
    packages: ['@aws-sdk/client-s3'],
  },
  { room: 'functions/adapters/duckdb', may: ['functions/ports', 'functions/domain'], packages: ['@duckdb/node-api'] },
  {
    room: 'functions/http',
    may: ['functions/usecases', 'functions/contracts', 'functions/ports', 'functions/domain'],
    packages: ['@middy/core', '@middy/http-router', 'zod', 'zod-openapi', 'aws-lambda'],
  },
  {
    room: 'functions/tasks',
    may: ['functions/usecases', 'functions/contracts', 'functions/ports', 'functions/domain', 'workflows/bindings.ts'],
    packages: ['zod'],
  },
  {
    room: 'functions/sweeps',
    may: ['functions/usecases', 'functions/contracts', 'functions/ports', 'functions/domain'],
    packages: ['aws-lambda'],
  },
  {
    room: 'functions/wiring',
    may: [
      'functions/adapters',
      'functions/store',
      'functions/ports',
      'functions/contracts',
      'functions/domain',
      'functions/usecases',
      'policy',
    ],
    packages: [
      'zod',
      'jose',
      '@aws-sdk/client-dynamodb',
      '@aws-sdk/client-sfn',
      '@aws-sdk/client-eventbridge',
      '@aws-sdk/client-kms',
      '@aws-sdk/client-s3',
      '@aws-sdk/client-sqs',
      '@aws-sdk/client-lambda',
      '@aws-sdk/client-dynamodb-streams',
      '@aws-lambda-powertools/logger',
    ],
  },
  {
    room: 'functions/entry',
    may: ['functions/wiring', 'functions/http', 'functions/tasks', 'functions/sweeps', 'functions/store'],
    packages: ['aws-lambda', '@middy/core'],
  },
  { room: 'workflows', may: [], packages: [] },
  { room: 'policy', may: [], packages: ['zod', 'chinese-days'] },
  {
    room: 'infra',
    may: [
      'workflows',
      'functions/http/routes.ts',
      'functions/http/route.ts',
      'functions/domain/casework/message.ts',
      'functions/store/table.ts',
      'functions/ports/metrics.ts',
      'policy',
      // Judges definitions, as it does at home.
      'local/engine',
    ],
    packages: ['aws-cdk-lib', 'constructs', 'cdk-nag', 'zod', 'asl-validator', 'esbuild'],
  },
  { room: 'local/engine', may: [], packages: ['jsonata'] },
  { room: 'local/sfn-endpoint', may: ['local/engine'], packages: ['zod', '@aws-sdk/client-dynamodb'] },
  {
    room: 'local/migrate',
    may: ['functions', 'local/command-line.ts', 'local/home/stop-signal.ts'],
    packages: ['zod', '@aws-sdk/client-sfn'],
  },
  {
    room: 'local',
    may: ['functions', 'workflows', 'policy', 'local'],
    packages: ['zod', 'jose', 'swagger-ui-dist', 'aws-lambda'],
  },
];

/** Told apart from `local` as a whole: nobody but CDK, by path, reaches the Lambda entries. */
const forbidden: readonly { readonly from: string; readonly to: string }[] = [
  { from: 'local', to: 'functions/entry' },
  { from: 'functions', to: 'infra' },
  { from: 'functions', to: 'local' },
];

interface Arrow {
  readonly from: string;
  readonly to: string;
  readonly isPackage: boolean;
}

const isIn = (path: string, room: string): boolean => path === room || path.startsWith(`${room}/`);
const roomOf = (path: string) => rooms.find(({ room }) => isIn(path, room));

function arrowsOf(file: string): readonly Arrow[] {
  const source = readFileSync(join(root, file), 'utf8');
  const { module } = parseSync(file, source);
  const named = [
    ...module.staticImports.map((found) => found.moduleRequest.value),
    ...module.staticExports.flatMap((found) => found.entries.flatMap((entry) => entry.moduleRequest?.value ?? [])),
    // What is computed names no file of ours: it is a module that a person gave on a command line.
    ...module.dynamicImports
      .map((found) => source.slice(found.moduleRequest.start, found.moduleRequest.end))
      .flatMap((text) => (/^['"]/.test(text) ? [text.slice(1, -1)] : [])),
  ];
  return named
    .filter((name) => !name.startsWith('node:'))
    .map((name) => (name.startsWith('#policy/') ? join(relative(dirname(file), '.'), `${name.slice(1)}.ts`) : name))
    .map((name) =>
      name.startsWith('.')
        ? { from: file, to: relative(root, join(root, dirname(file), name)), isPackage: false }
        : {
            from: file,
            to: name
              .split('/')
              .slice(0, name.startsWith('@') ? 2 : 1)
              .join('/'),
            isPackage: true,
          },
    );
}

function isAllowed({ from, to, isPackage }: Arrow): boolean {
  const room = roomOf(from);
  if (room === undefined) return false;
  if (isPackage) return room.packages.includes(to);
  if (forbidden.some((rule) => isIn(from, rule.from) && isIn(to, rule.to))) return false;
  return isIn(to, room.room) || room.may.some((other) => isIn(to, other));
}

const files = ['functions', 'workflows', 'policy', 'infra', 'local'].flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => `${folder}/${file}`),
);

describe('the plan of the house', () => {
  it('is followed by every import', () => {
    const arrows = files.flatMap(arrowsOf);
    expect(files.length).toBeGreaterThan(100);
    expect(arrows.length).toBeGreaterThan(300);
    expect(arrows.filter((arrow) => !isAllowed(arrow)).map(({ from, to }) => `${from} → ${to}`)).toEqual([]);
  });

  it('would notice a breach', () => {
    expect(
      isAllowed({ from: 'functions/domain/clock/due-date.ts', to: 'functions/store/keys.ts', isPackage: false }),
    ).toBe(false);
    expect(isAllowed({ from: 'functions/domain/clock/due-date.ts', to: 'zod', isPackage: true })).toBe(false);
    expect(isAllowed({ from: 'local/engine/driver.ts', to: 'functions/ports/time.ts', isPackage: false })).toBe(false);
    expect(
      isAllowed({
        from: 'functions/adapters/sqlite/committer.ts',
        to: 'functions/adapters/crypto/vault.ts',
        isPackage: false,
      }),
    ).toBe(false);
    expect(isAllowed({ from: 'local/home/home.ts', to: 'functions/entry/tasks.ts', isPackage: false })).toBe(false);
  });

  it('imports zod as a namespace: the named import costs 360 KB in a bundle', () => {
    const named = files.filter((file) =>
      parseSync(file, readFileSync(join(root, file), 'utf8')).module.staticImports.some(
        ({ moduleRequest, entries }) =>
          moduleRequest.value === 'zod' && entries.some(({ importName }) => importName.kind === 'Name'),
      ),
    );
    expect(named).toEqual([]);
  });

  it('has no barrel files beside the catalogue of workflows', () => {
    expect(files.filter((file) => file.endsWith('/index.ts'))).toEqual(['workflows/index.ts']);
  });
});
