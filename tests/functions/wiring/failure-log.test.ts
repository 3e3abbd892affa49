import { Logger } from '@aws-lambda-powertools/logger';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import * as z from 'zod';
import { AllowListFormatter } from '../../../functions/wiring/allow-list.ts';
import { openFailureLog } from '../../../functions/wiring/failure-log.ts';

let lines: string[] = [];
beforeEach(() => {
  lines = [];
  const hear = (text: unknown) => {
    lines.push(String(text));
    return true;
  };
  vi.spyOn(process.stderr, 'write').mockImplementation(hear);
  vi.spyOn(process.stdout, 'write').mockImplementation(hear);
});
afterEach(() => vi.restoreAllMocks());

describe('openFailureLog', () => {
  it('writes one JSON line: what it was about, the name, the message and the place', () => {
    openFailureLog('work')('request r-1 (GET /tasks)', new RangeError('no such shard'));
    expect(lines).toHaveLength(1);
    expect(JSON.parse(lines[0]!)).toMatchObject({
      level: 'ERROR',
      service: 'yimen-work',
      message: 'request r-1 (GET /tasks)',
      failure: 'RangeError',
      reason: 'no such shard',
      at: expect.stringContaining('failure-log.test'),
    });
  });

  it('repeats nothing that a person entered', () => {
    const schema = z.strictObject({ idNumber: z.literal('x') });
    const entered = { idNumber: '999001199001011234', '13800000000': 1 };
    const report = openFailureLog('intake');
    report('request r-2', schema.safeParse(entered).error);
    report('request r-3', { thrown: entered });
    report('request r-4', new Error('damaged item', { cause: entered }));
    expect(lines).toHaveLength(3);
    expect(lines.join('')).not.toMatch(/9990011990|13800000000/);
  });

  it('drops whatever is not on the list of what a line may say', () => {
    const logger = new Logger({ serviceName: 'yimen-work', logFormatter: new AllowListFormatter() });
    logger.appendKeys({ householdId: 'h-1' });
    logger.error('request r-5', { failure: 'RangeError', at: 'here', name: '张三', reason: { nested: '李四' } });
    expect(Object.keys(JSON.parse(lines[0]!)).toSorted()).toEqual([
      'at',
      'failure',
      'level',
      'message',
      'service',
      'timestamp',
    ]);
  });
});
