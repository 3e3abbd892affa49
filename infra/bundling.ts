import { buildSync } from 'esbuild';
import type { BuildResult, Metafile } from 'esbuild';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { writeCheckedRules } from './checked-rules.ts';

const root = join(import.meta.dirname, '..');
const entries = join(root, 'functions/entry');

/** For packages that are CommonJS. */
const REQUIRE = "import{createRequire}from'node:module';const require=createRequire(import.meta.url);";

/**
 * By default zod compiles a parser for each object schema when it is first used, which pays after some hundred uses; most schemas of a
 * function are used once or twice. Said where zod looks for it, before any module runs: a module of ours that said it would have to
 * stand before all others, and esbuild then keeps all of zod.
 */
export const NO_COMPILED_PARSERS = 'globalThis.__zod_globalConfig={jitless:true};';

export interface Bundles {
  /** Has a folder for each entry, with what its function's zip holds. */
  readonly folder: string;
  /** Of esbuild: which files, and how much of each, went into `<entry>/index.mjs`. */
  readonly metafile: Metafile;
}

let made: (Bundles & { readonly maps: ReadonlyMap<string, string> }) | undefined;

/** Every entry, bundled once a process: the same for each partition. */
export function bundles(): Bundles {
  made ??= bundleAll();
  return made;
}

/** Writes `<entry>.mjs.map` of every bundle that this process made. */
export function writeMaps(folder: string): void {
  if (made === undefined) return;
  mkdirSync(folder, { recursive: true });
  for (const [entry, map] of made.maps) writeFileSync(join(folder, `${entry}.mjs.map`), map);
}

function bundleAll() {
  const folder = mkdtempSync(join(tmpdir(), 'yimen-bundles-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  const rules = join(folder, 'rules');
  mkdirSync(rules);
  const result = build(folder, writeCheckedRules(rules));
  const maps = new Map<string, string>();
  for (const { path, text } of result.outputFiles ?? []) {
    if (path.endsWith('.map')) maps.set(basename(dirname(path)), text);
    else {
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, text);
    }
  }
  if (result.metafile === undefined) throw new Error('esbuild gave no metafile');
  return { folder, maps, metafile: result.metafile };
}

function build(outdir: string, rules: Readonly<Record<string, string>>): BuildResult {
  return buildSync({
    absWorkingDir: root,
    entryPoints: readdirSync(entries).map((file) => ({
      in: join(entries, file),
      out: join(basename(file, '.ts'), 'index'),
    })),
    outdir,
    outExtension: { '.js': '.mjs' },
    write: false,
    metafile: true,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node24',
    mainFields: ['module', 'main'],
    minify: true,
    // Chinese text as it stands, not as escapes of twice the size.
    charset: 'utf8',
    legalComments: 'none',
    logLevel: 'warning',
    sourcemap: 'external',
    sourcesContent: false,
    // The runtime's own SDK lags, in China more than elsewhere, so it is inside. DuckDB's native half comes as a layer; `require` looks there too.
    external: ['@duckdb/node-bindings-*'],
    alias: {
      '@aws-sdk/credential-provider-node': join(root, 'infra/lambda-credentials.ts'),
      '@aws-sdk/endpoint-cache': join(root, 'infra/lambda-endpoint-cache.ts'),
      '@smithy/core/event-streams': join(root, 'infra/lambda-event-streams.ts'),
      ...rules,
    },
    banner: { js: `${REQUIRE}${NO_COMPILED_PARSERS}` },
  });
}
