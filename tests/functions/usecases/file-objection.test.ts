import { describe, expect, it } from 'vitest';
import { taskLimits } from '../../../functions/domain/casework/limits.ts';
import { fileComplaint, fileObjection } from '../../../functions/usecases/file-objection.ts';
import { caseHead, MONDAY, openTaskOf, policy, AREA } from '../../support/case-head.ts';
import { houseOfOne, request } from '../../support/house-of-one.ts';

const head = caseHead({ stage: 'PublicNotice' });
const limits = taskLimits(
  'public-notice',
  head,
  { rules: policy.rules(MONDAY, AREA), calendar: policy.calendar },
  MONDAY,
);
const notice = openTaskOf('public-notice', limits);

describe('an objection', () => {
  const object = (house: ReturnType<typeof houseOfOne>) => fileObjection(house, { ...request(head), reason: '不实' });

  it('is in time up to the last moment of the period, and too late after it, though no sweep has been by', async () => {
    const house = houseOfOne({ head, tasks: [notice] });
    house.now = (notice.finishLimit?.dueAt ?? 0) - 1;
    expect(await object(house)).toMatchObject({ kind: 'case-changed' });
    house.now += 1;
    expect(await object(house)).toMatchObject({ kind: 'declined', code: 'no-notice-open' });
    expect(house.commits).toHaveLength(1);
  });
});

describe('a complaint', () => {
  const complain = (more: Parameters<typeof caseHead>[0]) =>
    fileComplaint(houseOfOne({ head: caseHead(more) }), { ...request(head), reason: '有车未报' });

  it('is recorded also before the papers are complete, and no more once the case is closed', async () => {
    expect(await complain({ status: 'awaiting-documents' })).toMatchObject({ kind: 'case-changed' });
    expect(await complain({ status: 'granted' })).toMatchObject({ kind: 'declined', code: 'case-closed' });
  });
});
