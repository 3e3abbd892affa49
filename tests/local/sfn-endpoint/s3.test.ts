import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Json } from '../../../local/engine/json.ts';
import { machine, openHouse, type House } from './house.ts';

let folder: string;
let house: House;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'sfn-s3-'));
  house = await openHouse({}, { folder, s3Port: 0 });
});
afterEach(async () => {
  await house.close();
  rmSync(folder, { recursive: true });
});

const send = async (method: string, path: string, body?: string) => {
  const response = await fetch(new URL(path, house.endpoint.s3Url), {
    method,
    ...(body === undefined ? {} : { body }),
  });
  return { status: response.status, text: await response.text() };
};

const reading = (reader: object, more: object = {}): object => ({
  All: {
    Type: 'Map',
    ItemReader: { Resource: 'arn:aws:states:::s3:getObject', Arguments: { Bucket: 'town', Key: 'list' }, ...reader },
    ItemProcessor: {
      ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
      StartAt: 'One',
      States: { One: { Type: 'Pass', End: true } },
    },
    End: true,
    ...more,
  },
});

async function run(states: object, input: Json = {}) {
  const { engine } = house.endpoint;
  await engine.createStateMachine({ name: 'm', definition: machine(states) });
  const { executionArn } = await engine.startExecution({ stateMachine: 'm', input });
  const ended = await engine.finished(executionArn);
  const history = (await engine.getExecutionHistory(executionArn)).map(({ type }) => type);
  return { ended, history };
}

describe('the object store', () => {
  it('keeps objects with any key, and says what it does not have', async () => {
    expect(await send('PUT', '/town/list', 'x')).toMatchObject({
      status: 404,
      text: expect.stringContaining('NoSuchBucket'),
    });
    expect(await send('PUT', '/town')).toMatchObject({ status: 200 });
    for (const key of ['list', 'a/b/c', '..%2F..%2Fescape', '%E6%9D%91', '.hidden']) {
      expect(await send('PUT', `/town/${key}`, `of ${key}`)).toMatchObject({ status: 200 });
      expect(await send('GET', `/town/${key}`)).toEqual({ status: 200, text: `of ${key}` });
    }
    expect(await send('DELETE', '/town/list')).toMatchObject({ status: 204 });
    expect(await send('GET', '/town/list')).toMatchObject({ status: 404, text: expect.stringContaining('NoSuchKey') });
    expect(await send('PUT', '/UPPER')).toMatchObject({ status: 400 });
    expect(await send('PUT', '/town/%ZZ', 'x')).toMatchObject({ status: 400 });
    expect(house.errors).toEqual([]);
  });
});

describe('an ItemReader', () => {
  it('brings the items of an object, in one run of the Map', async () => {
    await send('PUT', '/town');
    await send('PUT', '/town/list', 'name,age\nA,1\nB,2\nC,3\n');
    const { ended, history } = await run(
      reading({ ReaderConfig: { InputType: 'CSV', CSVHeaderLocation: 'FIRST_ROW', MaxItems: 2 } }),
    );
    expect(ended).toMatchObject({
      status: 'SUCCEEDED',
      output: [
        { name: 'A', age: '1' },
        { name: 'B', age: '2' },
      ],
    });
    expect(history).toEqual([
      'ExecutionStarted',
      'MapStateEntered',
      'MapStateStarted',
      'MapRunStarted',
      'MapRunSucceeded',
      'MapStateSucceeded',
      'MapStateExited',
      'ExecutionSucceeded',
    ]);
  });

  it('lists a bucket', async () => {
    await send('PUT', '/town');
    for (const key of ['in/a', 'in/b', 'out/c']) await send('PUT', `/town/${key}`, key);
    const { ended } = await run(
      reading({ Resource: 'arn:aws:states:::s3:listObjectsV2', Arguments: { Bucket: 'town', Prefix: 'in/' } }),
    );
    expect(ended.output).toMatchObject([
      { Key: 'in/a', Size: 4 },
      { Key: 'in/b', Size: 4 },
    ]);
  });

  it('feeds an ItemBatcher', async () => {
    await send('PUT', '/town');
    await send('PUT', '/town/list', '[1,2,3]');
    const { ended } = await run(
      reading(
        { ReaderConfig: { InputType: 'JSON' } },
        { ItemBatcher: { MaxItemsPerBatch: '{% $states.input.most %}', BatchInput: { day: 1 } } },
      ),
      { most: 2 },
    );
    expect(ended.output).toEqual([
      { BatchInput: { day: 1 }, Items: [1, 2] },
      { BatchInput: { day: 1 }, Items: [3] },
    ]);
  });

  it('fails its Map with an error that can be caught', async () => {
    const handled = {
      Catch: [{ ErrorEquals: ['States.ItemReaderFailed'], Output: '{% $states.errorOutput.Cause %}', Next: 'Told' }],
    };
    const { ended, history } = await run({
      ...reading({ ReaderConfig: { InputType: 'JSON' } }, handled),
      Told: { Type: 'Succeed' },
    });
    expect(ended).toMatchObject({ status: 'SUCCEEDED', output: 'The specified key does not exist.' });
    expect(history).toContain('MapRunFailed');
  });

  it('is no resource of a Task', async () => {
    const task = { Only: { Type: 'Task', Resource: 'arn:aws:states:::s3:getObject', End: true } };
    await expect(run(task)).rejects.toMatchObject({ name: 'InvalidDefinition' });
  });
});
