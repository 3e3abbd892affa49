import { describe, expect, it } from 'vitest';
import { civilDate } from '../../../functions/domain/values/civil-date.ts';
import { caseId } from '../../../functions/domain/values/ids.ts';
import { answerTask } from '../../../functions/usecases/sweep/answer-task.ts';
import { caseHead, openTaskOf } from '../../support/case-head.ts';
import { houseOfOne } from '../../support/house-of-one.ts';

const from = caseId('370502-20260302-ANSWER');

function waiting(status: 'OPEN' | 'DECIDED') {
  const head = caseHead();
  const task = openTaskOf('supply-facts', { status });
  return { task, house: houseOfOne({ head, tasks: [task], cases: { task: () => Promise.resolve(task) } }) };
}

describe('an answer to a waiting task', () => {
  it('closes it with what the other case came to, says who answered, and rings', async () => {
    const { house, task } = waiting('OPEN');
    await answerTask(house, { caseId: from, taskId: task.taskId, outcome: 'assign' });
    expect(house.commits).toMatchObject([
      {
        events: [{ type: 'task-answered', data: { taskId: task.taskId, outcome: 'assign', from } }],
        tasks: [
          { kind: 'change', from: task, to: { status: 'DECIDED', outcome: 'assign', version: task.version + 1 } },
        ],
        outbox: [{ kind: 'ring', taskId: task.taskId }],
      },
    ]);
  });

  it('changes nothing where the task ended meanwhile, so that it may come twice', async () => {
    const { house, task } = waiting('DECIDED');
    await answerTask(house, { caseId: from, taskId: task.taskId, outcome: 'assign' });
    expect(house.commits).toEqual([]);
  });

  it('that comes before the task is open stays to be given again, unless the asking case has ended', async () => {
    const { task } = waiting('OPEN');
    const none = { task: () => Promise.resolve(undefined) };
    const answer = { caseId: from, taskId: task.taskId, outcome: 'assign' };
    await expect(answerTask(houseOfOne({ head: caseHead(), tasks: [], cases: none }), answer)).rejects.toThrow(
      /does not wait for its answer yet/,
    );
    const ended = houseOfOne({ head: caseHead({ closedOn: civilDate('2026-03-02') }), tasks: [], cases: none });
    await answerTask(ended, answer);
    expect(ended.commits).toEqual([]);
  });
});
