import type { KnipConfig } from 'knip';

export default {
  entry: [
    // Started by npm scripts, by CDK (by path) and by other processes of ours.
    'infra/*.ts',
    'functions/entry/*.ts',
    'bench/*/run.ts',
    'bench/*/server.ts',
    'bench/*/*-worker.ts',
    'tests/support/*.ts',
    'tests/**/*.test.ts',
    'tests/contract/*.contract.ts',
    'workflows/index.ts',
  ],
  project: [
    'functions/**/*.ts',
    'infra/**/*.ts',
    'local/**/*.ts',
    'policy/**/*.ts',
    'workflows/**/*.ts',
    'tests/**/*.ts',
    'bench/**/*.ts',
  ],
  // Looked for on the machine, and its absence is said.
  ignoreBinaries: ['java'],
  // Used by its command line.
  ignoreDependencies: ['aws-cdk'],
  ignoreExportsUsedInFile: true,
  // The engine could be published alone: its public types are its own affair.
  ignoreIssues: { 'local/engine/**': ['exports', 'types'] },
} satisfies KnipConfig;
