import * as S from '@aws-sdk/client-sfn';
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openCommitter } from '../../../functions/adapters/sqlite/committer.ts';
import { openSqliteItemStore } from '../../../functions/adapters/sqlite/sqlite-item-store.ts';
import { createStepFunctionsWorkflow } from '../../../functions/adapters/stepfunctions/stepfunctions-workflow.ts';
import { executionName, startOf } from '../../../functions/domain/casework/execution.ts';
import { carriedProcedures } from '../../../functions/domain/casework/vocabulary.ts';
import { caseId, householdId } from '../../../functions/domain/values/ids.ts';
import type { CaseId } from '../../../functions/domain/values/ids.ts';
import type { ItemStore } from '../../../functions/ports/item-store.ts';
import { createOutbox } from '../../../functions/store/queues.ts';
import { table } from '../../../functions/store/table.ts';
import { door as openTask } from '../../../functions/tasks/open-task.ts';
import { door as settleTask } from '../../../functions/tasks/settle-task.ts';
import type { HouseWithDoorbells } from '../../../functions/usecases/house.ts';
import { deliverWaiting } from '../../../functions/usecases/sweep/deliver-message.ts';
import { houseOver } from '../../../functions/wiring/house.ts';
import { migrateCases } from '../../../local/migrate/migrate.ts';
import type { Migration } from '../../../local/migrate/migrate.ts';
import { outcomeText } from '../../../local/migrate/outcome-text.ts';
import type { MachineName } from '../../../workflows/bindings.ts';
import { machines, substitute } from '../../../workflows/index.ts';
import { memoryVault } from '../../contract/cases.contract.ts';
import { caseHead } from '../../support/case-head.ts';
import { FUNCTION, openHouse, ROLE } from '../sfn-endpoint/house.ts';
import type { House as Endpoint } from '../sfn-endpoint/house.ts';

const MACHINE = 'arn:aws:states:us-east-1:000000000000:stateMachine';
const CASES = ['a', 'b', 'c', 'd', 'e'].map((name) => caseId(`370502-20260302-M-${name}`));

let folder: string;
let items: ItemStore;
let house: HouseWithDoorbells;
let endpoint: Endpoint;
let close: () => void;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'yimen-migrate-'));
  const committer = openCommitter({ file: join(folder, 'yimen.db') });
  items = openSqliteItemStore({ committer, table });
  close = () => committer.close();
  house = houseOver(items, memoryVault());
  endpoint = await openHouse({ 'open-task': openTask(house), 'settle-task': settleTask(house) });
  for (const name of ['human-task', 'application'] as const) await deploy(name);
  for (const id of CASES) await begin(id);
  await deliver();
  await working(CASES.length * 2);
});
afterEach(async () => {
  await endpoint.close();
  close();
  rmSync(folder, { recursive: true });
});

/** As a deployment does: the definition, a version of it, and the alias that leads to it. */
async function deploy(name: MachineName, comment?: string): Promise<void> {
  const text = substitute(machines.find((one) => one.name === name)!.definition, (binding) =>
    binding.kind === 'door'
      ? `${FUNCTION}:${binding.door}`
      : binding.kind === 'machine'
        ? `${MACHINE}:${binding.machine}:live`
        : 'aws',
  );
  const definition = comment === undefined ? text : JSON.stringify({ ...JSON.parse(text), Comment: comment });
  const stateMachineArn = `${MACHINE}:${name}`;
  if (comment === undefined)
    await endpoint.sfn.send(new S.CreateStateMachineCommand({ name, definition, roleArn: ROLE }));
  else await endpoint.sfn.send(new S.UpdateStateMachineCommand({ stateMachineArn, definition }));
  const { stateMachineVersionArn } = await endpoint.sfn.send(
    new S.PublishStateMachineVersionCommand({ stateMachineArn }),
  );
  const routingConfiguration = [{ stateMachineVersionArn, weight: 100 }];
  if (comment === undefined)
    await endpoint.sfn.send(new S.CreateStateMachineAliasCommand({ name: 'live', routingConfiguration }));
  else {
    const stateMachineAliasArn = `${stateMachineArn}:live`;
    await endpoint.sfn.send(new S.UpdateStateMachineAliasCommand({ stateMachineAliasArn, routingConfiguration }));
  }
}

async function begin(id: CaseId): Promise<void> {
  const head = caseHead({ caseId: id, householdId: householdId(`h-${id}`) });
  await house.cases.create({
    head,
    events: [],
    outbox: [startOf(head, 'application')],
    facts: {},
    persons: [],
    locks: [],
    names: [],
    household: 'new',
    once: { key: { principal: 'p', route: 'r', key: id, requestHash: 'h' }, outcome: { kind: 'x' } },
  });
}

/** The outbox, as its consumer hands it on. */
const deliver = () =>
  deliverWaiting(
    {
      doorbells: house.doorbells,
      outbox: createOutbox(items),
      workflow: createStepFunctionsWorkflow({ client: endpoint.sfn, machineArn: (name) => `${MACHINE}:${name}:live` }),
    },
    (id, error) => {
      throw new Error(id, { cause: error });
    },
  );

/** Names of the executions that the outbox asks for. */
async function starts(): Promise<readonly string[]> {
  const names: string[] = [];
  for await (const { message } of createOutbox(items).waiting()) if (message.kind === 'start') names.push(message.name);
  return names;
}

async function running(name: 'human-task' | 'application'): Promise<readonly (readonly [string, string])[]> {
  const listed = await endpoint.sfn.send(
    new S.ListExecutionsCommand({ stateMachineArn: `${MACHINE}:${name}`, statusFilter: 'RUNNING' }),
  );
  return listed.executions!.map((one) => [one.name!, one.stateMachineVersionArn!.split(':').at(-1)!] as const);
}

/** Until so many pieces of work wait for people. */
const working = (tasks: number) =>
  expect.poll(async () => (await running('human-task')).length, { timeout: 10_000 }).toBe(tasks);

const gens = async () => Promise.all(CASES.map(async (id) => (await house.cases.head(id))!.gen));

function migrate(more: Partial<Migration> = {}) {
  return migrateCases({
    client: endpoint.sfn,
    house,
    machines: new Map([
      ['application', `${MACHINE}:application`],
      ['human-task', `${MACHINE}:human-task`],
    ]),
    isApplied: true,
    perSecond: 20,
    most: Number.POSITIVE_INFINITY,
    now: () => 0,
    sleep: () => Promise.resolve(),
    ...more,
  });
}

const row = { machine: 'application', version: '1', live: '2', moved: 0, superseded: 0, over: 0, busy: 0 };

describe('npm run migrate-cases', () => {
  it('finds nothing while everything runs what is live', async () => {
    const outcome = await migrate();
    expect(outcome).toEqual({ rows: [], ended: 'all' });
    expect(outcomeText(outcome, true)).toEqual({ text: '没有需要迁移的案件。\n', code: 0 });
  });

  it('shows what it would move, and changes nothing', async () => {
    await deploy('application', 'mended');
    const before = await Promise.all(CASES.map((id) => house.cases.head(id)));
    const outcome = await migrate({ isApplied: false });
    expect(outcome).toEqual({ rows: [{ ...row, moved: 5 }], ended: 'all' });
    expect(outcomeText(outcome, false).code).toBe(3);
    expect(await Promise.all(CASES.map((id) => house.cases.head(id)))).toEqual(before);
    expect(await starts()).toEqual([]);
  });

  it('rebuilds each case once on what is live, and people find the same work', async () => {
    await deploy('application', 'mended');
    const before = await Promise.all(CASES.map((id) => house.cases.tasks(id)));
    expect((await migrate()).rows).toEqual([{ ...row, moved: 5 }]);
    expect(await gens()).toEqual([2, 2, 2, 2, 2]);
    expect((await starts()).toSorted()).toEqual(
      CASES.map((caseId) => executionName({ caseId, gen: 2 }, 'application')),
    );
    await deliver();
    await working(CASES.length * 4);
    const names = new Map(await running('application'));
    for (const id of CASES) {
      expect(names.get(executionName({ caseId: id, gen: 2 }, 'application'))).toBe('2');
      expect((await house.cases.events(id)).at(-1)).toMatchObject({
        type: 'execution-restarted',
        actor: 'system:migrate-cases',
        data: { gen: 2, stage: 'Investigate', round: 1, reason: 'earlier-definition' },
      });
    }
    expect(await Promise.all(CASES.map((id) => house.cases.tasks(id)))).toEqual(before);

    const again = await migrate();
    expect(again.rows).toEqual([{ ...row, superseded: 5 }]);
    expect(outcomeText(again, true).code).toBe(0);
    expect(await gens()).toEqual([2, 2, 2, 2, 2]);
  });

  it('leaves what was superseded to end by itself, at its next step', async () => {
    await deploy('application', 'mended');
    await migrate();
    await deliver();
    await working(CASES.length * 4);
    for (const id of CASES) {
      for (const { taskId } of await house.cases.tasks(id)) {
        for (const { token } of await house.doorbells.tokens(id, taskId)) {
          await endpoint.sfn.send(new S.SendTaskSuccessCommand({ taskToken: token, output: '{}' }));
        }
      }
    }
    await working(CASES.length * 2);
    await expect
      .poll(async () => (await running('application')).map(([, version]) => version))
      .toEqual(Array(5).fill('2'));
    expect(await migrate()).toEqual({ rows: [], ended: 'all' });
  });

  it('rebuilds a case whose people’s work alone runs an earlier definition', async () => {
    await deploy('human-task', 'mended');
    const { rows } = await migrate();
    expect(rows).toEqual([{ ...row, machine: 'human-task', moved: 5, superseded: 5 }]);
    expect(await gens()).toEqual([2, 2, 2, 2, 2]);
  });

  it('goes on where it was killed, and moves none twice', async () => {
    await deploy('application', 'mended');
    let commits = 0;
    const dying: Migration['house'] = {
      ...house,
      cases: {
        ...house.cases,
        commit: (change) => {
          if ((commits += 1) === 3) throw new Error('killed');
          return house.cases.commit(change);
        },
      },
    };
    await expect(migrate({ house: dying })).rejects.toThrow('killed');
    expect((await gens()).filter((gen) => gen === 2)).toHaveLength(2);
    expect((await migrate()).rows).toEqual([{ ...row, moved: 3, superseded: 2 }]);
    expect(await gens()).toEqual([2, 2, 2, 2, 2]);
  });

  it('stops at the number that was given, and when it is told to', async () => {
    await deploy('application', 'mended');
    const some = await migrate({ most: 2 });
    expect(some).toMatchObject({ rows: [{ moved: 2 }], ended: 'most' });
    expect(outcomeText(some, true).code).toBe(3);
    const stopped = await migrate({ signal: AbortSignal.abort() });
    expect(stopped).toEqual({ rows: [], ended: 'stopped' });
    expect(outcomeText(stopped, true).code).toBe(130);
    expect((await gens()).filter((gen) => gen === 2)).toHaveLength(2);
  });

  it('keeps the pace that was given', async () => {
    await deploy('application', 'mended');
    let now = 0;
    await migrate({
      perSecond: 2,
      now: () => now,
      sleep: (ms) => Promise.resolve((now += ms)),
    });
    expect(now).toBe(2500);
  });

  it('leaves a case alone that has ended meanwhile', async () => {
    await deploy('application', 'mended');
    const head = (await house.cases.head(CASES[0]!))!;
    await house.cases.commit({ head, next: { status: 'withdrawn', closedOn: head.acceptedOn! }, events: [] });
    expect((await migrate()).rows).toEqual([{ ...row, moved: 4, over: 1 }]);
  });

  it('is a command that asks the deployment it is told, and says how it ended', async () => {
    const others = carriedProcedures.filter((name) => name !== 'application');
    for (const name of others) await deploy(name);
    const names = [...carriedProcedures, 'human-task'];
    const arns = JSON.stringify(Object.fromEntries(names.map((name) => [name, `${MACHINE}:${name}:live`])));
    const run = (...args: string[]) =>
      promisify(execFile)(process.execPath, ['local/migrate/main.ts', ...args], {
        env: {
          ...process.env,
          AWS_ENDPOINT_URL_SFN: endpoint.endpoint.url,
          AWS_ACCESS_KEY_ID: 'any',
          AWS_SECRET_ACCESS_KEY: 'any',
        },
      });
    const { stdout } = await run('--table', 'T', '--machine-arns', arns, '--region', 'us-east-1');
    expect(stdout).toBe('没有需要迁移的案件。\n');
    await expect(run('--table', 'T')).rejects.toMatchObject({ code: 1, stderr: expect.stringContaining('say where') });
    await endpoint.sfn.send(new S.DeleteStateMachineAliasCommand({ stateMachineAliasArn: `${MACHINE}:referral:live` }));
    await expect(run('--table', 'T', '--machine-arns', arns, '--region', 'us-east-1')).rejects.toMatchObject({
      code: 1,
      stderr: expect.stringContaining('yimen migrate-cases: ResourceNotFound'),
    });
  });
});
