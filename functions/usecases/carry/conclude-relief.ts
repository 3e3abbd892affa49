import * as z from 'zod';
import type { CaseStepEvent } from '../../contracts/task-events.ts';
import { taskIdOf } from '../../domain/casework/task.ts';
import { taskId } from '../../domain/values/ids.ts';
import type { House } from '../house.ts';
import { TURNS } from '../once.ts';
import { contention, currentHeadOf } from './current-head.ts';

const concludedSchema = z.object({ kind: z.enum(['approved', 'not-granted', 'cancelled']) });
type Concluded = z.output<typeof concludedSchema>;

/** `grant:<fen>`, as the mechanism answers; every other answer grants nothing. */
const GRANT = /^grant:(\d{1,12})$/;

/** Takes over what the coordination mechanism came to: its grant is the approval. Once a round. */
export async function concludeRelief(house: House, event: CaseStepEvent): Promise<Concluded> {
  const { cases } = house;
  const id = `conclude-${event.round}`;
  for (let turn = 0; turn < TURNS; turn += 1) {
    const head = await currentHeadOf(cases, 'emergency-relief', event.caseId, event.gen);
    const before = await cases.step(event.caseId, id);
    if (before !== undefined) return concludedSchema.parse(before);
    if (head.closedOn !== undefined) return { kind: 'cancelled' };
    const waited = await cases.task(taskId(taskIdOf(head, 'relief-deliberation', event.round)));
    const granted = GRANT.exec(waited?.outcome ?? '')?.[1];
    const result: Concluded = { kind: granted === undefined ? 'not-granted' : 'approved' };
    const approvedFen = Number(granted);
    const committed = await cases.commit({
      head,
      next: granted === undefined ? {} : { approvedFen },
      events:
        granted === undefined
          ? []
          : [
              {
                type: 'relief-approved',
                at: house.time.now(),
                actor: 'system:conclude-relief',
                data: { approvedFen, by: 'coordination-mechanism' },
              },
            ],
      step: { id, result },
    });
    if (committed.kind === 'committed') return result;
  }
  throw contention(event.caseId);
}
