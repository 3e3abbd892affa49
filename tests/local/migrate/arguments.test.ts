import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { carriedProcedures } from '../../../functions/domain/casework/vocabulary.ts';
import { help, readCommand } from '../../../local/migrate/arguments.ts';

const folder = mkdtempSync(join(tmpdir(), 'yimen-outputs-'));
afterAll(() => rmSync(folder, { recursive: true }));

const arn = (name: string) => `arn:aws-cn:states:cn-north-1:1:stateMachine:${name}`;
const names = [...carriedProcedures, 'human-task'];
const machineArns = JSON.stringify(Object.fromEntries(names.map((name) => [name, arn(name)])));

function outputs(content: object): string {
  const file = join(folder, 'outputs.json');
  writeFileSync(file, JSON.stringify(content));
  return file;
}

describe('the words of npm run migrate-cases', () => {
  it('look only, and gently, unless they say otherwise', () => {
    expect(readCommand(['--table', 'T', '--machine-arns', machineArns])).toMatchObject({
      table: 'T',
      isApplied: false,
      perSecond: 20,
      most: Number.POSITIVE_INFINITY,
    });
    expect(
      readCommand(['--table', 'T', '--machine-arns', machineArns, '--apply', '--per-second', '5', '--most', '100']),
    ).toMatchObject({ isApplied: true, perSecond: 5, most: 100 });
  });

  it('take table and machines from what a deployment wrote down, and drop an alias', () => {
    const pascal = (name: string) => name.replaceAll(/(?:^|-)(\w)/g, (_all, letter: string) => letter.toUpperCase());
    const file = outputs({
      YimenData: { TableName: 'T' },
      YimenWorkflow: Object.fromEntries(names.map((name) => [`${pascal(name)}MachineArn`, `${arn(name)}:live`])),
    });
    expect(readCommand(['--outputs', file])).toMatchObject({
      table: 'T',
      machines: new Map(names.map((name) => [name, arn(name)])),
    });
  });

  it.each([
    [[], 'say where'],
    [['--table', 'T', '--machine-arns', '{}'], 'no ARN is given of the machine application'],
    [['--table', 'T', '--machine-arns', 'arn:x'], '--machine-arns is not the JSON'],
    [['--outputs', '/nowhere.json'], 'there is no file'],
    [['--table', 'T', '--machine-arns', machineArns, '--per-second', '0'], '--per-second 0 must be'],
    [['--quick'], 'Try --help'],
  ])('%j are not understood', (args, message) => {
    expect(() => readCommand(args)).toThrow(
      expect.objectContaining({ name: 'Misused', message: expect.stringContaining(message) }),
    );
  });

  it('are explained', () => {
    expect(readCommand(['-h'])).toEqual({ kind: 'help' });
    expect(help).toContain('--apply');
  });
});
