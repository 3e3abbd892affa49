import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

const project = (name: string, include: string[], more: { testTimeout?: number; hookTimeout?: number } = {}) => ({
  test: { name, include, environment: 'node' as const, testTimeout: 60_000, ...more },
});

export default defineConfig({
  test: {
    // Half of the time a test waits for a process of its own, or for a disk.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    reporters: ['default', './tests/support/plain-line-reporter.ts'],
    projects: [
      project('architecture', ['tests/architecture/**/*.test.ts']),
      project('policy', ['tests/policy/**/*.test.ts']),
      project('functions', ['tests/functions/**/*.test.ts']),
      project('workflows', ['tests/workflows/**/*.test.ts']),
      project('engine', ['tests/local/engine/**/*.test.ts', 'tests/local/sfn-endpoint/**/*.test.ts'], {
        testTimeout: 60_000,
      }),
      project(
        'home',
        ['tests/local/*.test.ts', 'tests/local/{home,feed,migrate,smoke,cost,verify-chain}/**/*.test.ts'],
        {
          testTimeout: 60_000,
        },
      ),
      project('simulation', ['tests/local/simulation/**/*.test.ts'], { testTimeout: 120_000 }),
      project('demo', ['tests/local/demo/**/*.test.ts'], { testTimeout: 120_000 }),
      project('population', ['tests/local/population/**/*.test.ts'], { testTimeout: 120_000 }),
      project('tools', ['tests/deploy/**/*.test.ts', 'tests/tools/**/*.test.ts'], { testTimeout: 60_000 }),
      project('model', ['tests/model/**/*.test.ts'], { testTimeout: 120_000 }),
      project('contract', ['tests/contract/**/*.test.ts'], { testTimeout: 120_000 }),
      project('e2e', ['tests/e2e/**/*.test.ts'], { testTimeout: 300_000, hookTimeout: 300_000 }),
      project('infra', ['tests/infra/**/*.test.ts'], { testTimeout: 120_000 }),
    ],
  },
});
