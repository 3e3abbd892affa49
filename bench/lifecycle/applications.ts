import * as z from 'zod';
import type { Bench } from './bench.ts';
import { family } from './family.ts';
import { inParallel } from './in-parallel.ts';

const viewed = z.object({ status: z.string(), householdId: z.string() });
const proposed = z.object({ items: z.array(z.object({ caseId: z.string() })) });

async function untilNotice(bench: Bench, sequence: number, today: string): Promise<string> {
  const { body } = await bench.call('window', 'POST', '/applications', family(sequence));
  const { caseId } = z.object({ caseId: z.string() }).parse(body);
  await bench.work('reviewer', caseId, {
    kind: 'household-investigation',
    method: 'home-visit',
    visitedOn: today,
    investigators: ['investigator-a', 'investigator-b'],
    signatures: { investigators: ['investigator-a', 'investigator-b'], family: true },
    findings: {},
    circumstances: [],
  });
  await bench.work('county', caseId, {
    kind: 'information-check',
    registers: ['real-estate', 'vehicles'],
    findings: {},
  });
  await bench.work('reviewer', caseId, { kind: 'township-opinion', outcome: 'confirm', reason: '符合条件' });
  return caseId;
}

async function untilDetermined(bench: Bench, caseId: string): Promise<void> {
  await bench.work('county', caseId, { kind: 'confirmation', outcome: 'confirm', reason: '同意' });
  for (;;) {
    const { status, householdId } = viewed.parse((await bench.call('window', 'GET', `/applications/${caseId}`)).body);
    if (status === 'granted') return declineProposal(bench, householdId);
    await bench.pause();
  }
}

/** The recognition proposes what else the family is entitled to; this one wants none of it. */
async function declineProposal(bench: Bench, householdId: string): Promise<void> {
  const { body } = await bench.call('window', 'GET', `/households/${householdId}/referrals`);
  for (const { caseId } of proposed.parse(body).items) {
    await bench.work('window', caseId, { kind: 'referral-transfer', outcome: 'declined', reason: '家庭暂不需要' });
  }
}

async function passNotice(bench: Bench): Promise<void> {
  await bench.call('supervisor', 'POST', '/test-clock', { days: 8 });
  bench.latencies.pop();
}

/** `many` applications from intake to determination, `width` at a time; families are numbered from `first` on. */
export async function applications(bench: Bench, first: number, many: number, width: number): Promise<void> {
  const { body } = await bench.call('window', 'GET', '/test-clock');
  const { today } = z.object({ today: z.string() }).parse(body);
  const caseIds: string[] = [];
  await inParallel(
    Array.from({ length: many }, (_, index) => first + index),
    width,
    async (sequence) => void caseIds.push(await untilNotice(bench, sequence, today)),
  );
  await passNotice(bench);
  await inParallel(caseIds, width, (caseId) => untilDetermined(bench, caseId));
}
