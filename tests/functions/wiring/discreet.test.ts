import { readdirSync, readFileSync } from 'node:fs';
import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { TaskError } from '../../../functions/ports/task-errors.ts';
import { discreet } from '../../../functions/wiring/discreet.ts';

const ID = '999001198005061234';
const thrownBy = async (failure: unknown): Promise<Error> => {
  try {
    await discreet(async () => {
      throw failure;
    })();
  } catch (error) {
    return error as Error;
  }
  throw new Error('nothing was thrown');
};

describe('discreet', () => {
  it('gives answers through as they are', async () => {
    await expect(discreet(async (one: number, two: number) => one + two)(1, 2)).resolves.toBe(3);
  });

  it('keeps the name by which a procedure knows a failure, and where it happened', async () => {
    const thrown = await thrownBy(new TaskError('InvalidPayload', 'the workflow sent another shape'));
    expect(thrown).toMatchObject({ name: 'InvalidPayload', message: 'the workflow sent another shape' });
    expect(thrown.stack).toMatch(/^InvalidPayload: the workflow sent another shape\n\s+at .*discreet\.test/);
  });

  it('leaves behind what hangs on it, and numbers of people wherever they stand', async () => {
    const failure = Object.assign(new Error(`no household of ${ID}`, { cause: { idNumber: ID } }), { item: { ID } });
    const schema = z.strictObject({ name: z.string() }).safeParse({ name: 'x', [ID]: 1 }).error;
    const aggregate = new AggregateError([new Error(ID)], '2 of them failed');
    for (const thrown of [failure, schema, aggregate, ID, { idNumber: ID }]) {
      expect(inspect(await thrownBy(thrown), { depth: 9, showHidden: true })).not.toContain(ID);
    }
  });

  it('says of many failures what each was, once', async () => {
    const failures = [new RangeError('no such shard'), new RangeError('no such shard'), new TypeError(`odd ${ID}`)];
    expect(await thrownBy(new AggregateError(failures, '3 of them failed'))).toMatchObject({
      name: 'AggregateError',
      message: '3 of them failed; RangeError no such shard; TypeError odd …',
    });
  });

  it('stands around every function of the cloud', () => {
    const entries = readdirSync('functions/entry').map((file) => readFileSync(`functions/entry/${file}`, 'utf8'));
    expect(entries.length).toBeGreaterThan(20);
    expect(entries.filter((text) => !text.includes('export const handler = discreet('))).toEqual([]);
  });
});
