/** What every journal must keep; run by each adapter's own test. */
import { describe, expect, it } from 'vitest';
import type { Execution } from '../../../local/engine/execution.ts';
import type { HistoryEvent } from '../../../local/engine/history.ts';
import type { Journal, MachineRecord } from '../../../local/engine/journal/journal.ts';

export interface JournalHarness {
  /** A journal on storage of its own; a second call gives another one on the same storage. */
  open(): Promise<Journal>;
}

const machine = (revision: string): MachineRecord => ({
  arn: 'arn:m',
  name: 'm',
  revision,
  type: 'STANDARD',
  roleArn: '',
  definition: `{"${revision}":"办理"}`,
  createdAt: 1,
  updatedAt: 2,
});

const execution = (name: string, changes: Partial<Execution> = {}): Execution => ({
  arn: `arn:${name}`,
  name,
  machineArn: 'arn:m',
  machineName: 'm',
  revision: 'r1',
  roleArn: '',
  type: 'STANDARD',
  input: { text: '一次申请 "分类"\n' },
  startedAt: 1_000,
  status: 'RUNNING',
  events: 0,
  lastBranch: 0,
  lastTask: 0,
  branches: {},
  ...changes,
});

const event = (id: number): HistoryEvent => ({
  id,
  prev: id - 1,
  at: 1_000 + id,
  type: 'PassStateEntered',
  details: { name: `s${id}`, input: { id } },
});

export function journalContract(name: string, harness: () => JournalHarness): void {
  describe(`journal contract: ${name}`, () => {
    it('starts empty', async () => {
      const journal = await harness().open();
      const recovered = await journal.open();
      expect(recovered.machines).toEqual([]);
      expect(recovered.open).toEqual([]);
      expect(await journal.execution('arn:x')).toBeUndefined();
      expect(await journal.history('arn:x', 0, 10)).toEqual([]);
      await journal.close();
    });

    it('gives back machines, their current revision, and open executions as last written', async () => {
      const storage = harness();
      const first = await storage.open();
      await first.open();
      await first.append([{ kind: 'machine', machine: machine('r1') }]);
      await first.append([{ kind: 'machine', machine: machine('r2') }]);
      await first.append([{ kind: 'execution', execution: execution('a'), history: [event(1)] }]);
      await first.append([
        { kind: 'execution', execution: execution('a', { events: 2 }), history: [event(2)] },
        {
          kind: 'execution',
          execution: execution('b', { status: 'SUCCEEDED', output: 1, stoppedAt: 9 }),
          history: [event(1)],
        },
      ]);
      await first.close();

      const second = await storage.open();
      const recovered = await second.open();
      expect(recovered.machines.map(({ revision }) => revision).toSorted()).toEqual(['r1', 'r2']);
      expect(recovered.machines.find(({ revision }) => revision === 'r2')).toEqual(machine('r2'));
      expect([...recovered.current]).toEqual([['arn:m', 'r2']]);
      expect(recovered.open).toEqual([execution('a', { events: 2 })]);
      expect(await second.execution('arn:b')).toEqual(execution('b', { status: 'SUCCEEDED', output: 1, stoppedAt: 9 }));
      expect(await second.history('arn:a', 0, 10)).toEqual([event(1), event(2)]);
      await second.close();
    });

    it('a deleted machine is not current, its revisions stay', async () => {
      const storage = harness();
      const first = await storage.open();
      await first.open();
      await first.append([{ kind: 'machine', machine: machine('r1') }]);
      await first.append([{ kind: 'machineDeleted', arn: 'arn:m' }]);
      await first.close();
      const second = await storage.open();
      const recovered = await second.open();
      expect(recovered.machines).toHaveLength(1);
      expect(recovered.current.size).toBe(0);
      await second.close();
    });

    it('appends made without waiting become durable in their order', async () => {
      const storage = harness();
      const first = await storage.open();
      await first.open();
      const writes = Array.from({ length: 200 }, (_, i) =>
        first.append([{ kind: 'execution', execution: execution('a', { events: i + 1 }), history: [event(i + 1)] }]),
      );
      await Promise.all(writes);
      expect((await first.execution('arn:a'))?.events).toBe(200);
      await first.close();
      const second = await storage.open();
      expect((await second.open()).open[0]?.events).toBe(200);
      expect((await second.history('arn:a', 0, 1_000)).map(({ id }) => id)).toEqual(
        Array.from({ length: 200 }, (_, i) => i + 1),
      );
      await second.close();
    });

    it('pages through histories and executions', async () => {
      const journal = await harness().open();
      await journal.open();
      await journal.append([
        { kind: 'execution', execution: execution('a', { startedAt: 1 }), history: [event(1), event(2), event(3)] },
      ]);
      await journal.append([
        { kind: 'execution', execution: execution('b', { startedAt: 2, status: 'FAILED' }), history: [] },
      ]);
      await journal.append([{ kind: 'execution', execution: execution('c', { startedAt: 3 }), history: [] }]);
      expect((await journal.history('arn:a', 1, 1)).map(({ id }) => id)).toEqual([2]);
      const page = await journal.list({ machineArn: 'arn:m', limit: 2 });
      expect(page.executions.map(({ name: shown }) => shown)).toEqual(['c', 'b']);
      const { next } = page;
      expect(next).toBeDefined();
      const rest = await journal.list({
        machineArn: 'arn:m',
        limit: 2,
        ...(next === undefined ? {} : { after: next }),
      });
      expect(rest.executions.map(({ name: shown }) => shown)).toEqual(['a']);
      expect(rest.next).toBeUndefined();
      const failed = await journal.list({ machineArn: 'arn:m', status: 'FAILED', limit: 2 });
      expect(failed.executions.map(({ name: shown }) => shown)).toEqual(['b']);
      await journal.close();
    });
  });
}
