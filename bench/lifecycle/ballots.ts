import * as z from 'zod';
import { seated } from '../../local/demo/mechanism.ts';
import type { Bench } from './bench.ts';
import { family } from './family.ts';
import { inParallel } from './in-parallel.ts';

export const members: Record<string, string> = { ...seated };

const opened = z.object({ caseId: z.string() });
const viewed = z.object({ dossier: z.object({ items: z.array(z.object({ id: z.string() })) }) });
const recorded = z.object({ items: z.array(z.object({ type: z.string() })) });

/** Motions about new applications: dossier, snapshot, eleven votes, the last of which closes the ballot, and its count. */
export const ballots = (bench: Bench, first: number, many: number, width: number): Promise<void> =>
  inParallel(
    Array.from({ length: many }, (_, index) => first + index),
    width,
    (sequence) => ballot(bench, sequence),
  );

async function ballot(bench: Bench, sequence: number): Promise<void> {
  const about = opened.parse((await bench.call('window', 'POST', '/applications', family(sequence))).body);
  const motion = { caseId: about.caseId, kind: 'reviewer', summary: '现有救助不足' };
  const { caseId } = opened.parse((await bench.call('county', 'POST', '/motions', motion)).body);
  const { dossier } = viewed.parse((await bench.call('county', 'GET', `/motions/${caseId}`)).body);
  await bench.work('county', caseId, {
    kind: 'motion-dossier',
    outcome: 'complete',
    items: dossier.items.map(({ id }) => id),
    summary: '困难情况属实',
    method: 'circulation',
    proposal: { kind: 'grant-relief', amountFen: 800_000 },
  });
  let task = await bench.find('county', caseId, 'ballot');
  while (task === undefined) {
    await bench.pause();
    task = await bench.find('county', caseId, 'ballot');
  }
  for (const seat of Object.keys(members)) {
    await bench.call(seat, 'POST', `/tasks/${task.taskId}/vote`, { choice: 'approve', reason: '困难属实' });
  }
  const isCounted = async () =>
    recorded
      .parse((await bench.call('county', 'GET', `/cases/${caseId}/events`)).body)
      .items.some(({ type }) => type === 'ballot-tallied');
  while (!(await isCounted())) await bench.pause();
}
