import * as z from 'zod';
import { fictitiousIdNumber } from '../../local/demo/people.ts';
import type { Bench } from './bench.ts';
import { inParallel } from './in-parallel.ts';

export const departments = { medical: 'medical-dongying', education: 'education-dongying' };

const opened = z.object({ caseId: z.string() });
const viewed = z.object({ status: z.string() });

/** Needs of new families that go to two departments, are signed for, accepted and answered, and end. */
export const referrals = (bench: Bench, first: number, many: number, width: number): Promise<void> =>
  inParallel(
    Array.from({ length: many }, (_, index) => first + index),
    width,
    (sequence) => referral(bench, sequence),
  );

async function referral(bench: Bench, sequence: number): Promise<void> {
  const member = { memberId: 'm1', name: `测${sequence}`, idNumber: fictitiousIdNumber('1980-05-06', sequence) };
  const { body } = await bench.call('window', 'POST', '/referrals', {
    household: { kind: 'people', area: '370502100', family: { members: [member], address: '牛庄镇演示村' } },
    needs: [{ need: 'medical' }, { need: 'education' }],
    request: '看病和上学都有困难',
  });
  const { caseId } = opened.parse(body);
  await Promise.all(
    Object.keys(departments).map(async (department, index) => {
      const of = { finder: 'window', part: `p${index + 1}` };
      await bench.work(department, caseId, { kind: 'referral-acceptance', outcome: 'accept' }, of);
      const answer = { kind: 'referral-handling', result: 'granted', reason: '符合条件', fen: 100_000 };
      await bench.work(department, caseId, answer, of);
    }),
  );
  while (viewed.parse((await bench.call('window', 'GET', `/referrals/${caseId}`)).body).status === 'in-progress') {
    await bench.pause();
  }
}
