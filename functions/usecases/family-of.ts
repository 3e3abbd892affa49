import * as z from 'zod';
import type { Family } from '../domain/application/family.ts';
import type { CaseHead } from '../domain/casework/head.ts';
import { idNumberSchema } from '../domain/values/id-number.ts';
import { memberIdSchema } from '../domain/values/ids.ts';
import type { Cases, Lock } from '../ports/cases.ts';

const storedFamily = z.object({
  members: z.array(z.object({ memberId: memberIdSchema, name: z.string(), idNumber: idNumberSchema })),
  address: z.string(),
  phone: z.string().exactOptional(),
}) satisfies z.ZodType<Family>;

/** The people of a case. Sensitive: callers state why they read it. */
export async function familyOf(cases: Cases, head: CaseHead): Promise<Family> {
  return storedFamily.parse(await cases.sealed(head, 'family'));
}

/** The locks that the application holds, one for each person of the family. */
export async function applicationLocks(cases: Cases, head: CaseHead): Promise<readonly Lock[]> {
  const family = await familyOf(cases, head);
  return family.members.map(({ idNumber }) => ({
    person: cases.personId(idNumber),
    purpose: 'assistance-application',
  }));
}
