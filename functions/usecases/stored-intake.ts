import * as z from 'zod';
import type { IntakeLack } from '../domain/application/intake.ts';
import type { ApplicationHead } from '../domain/application/head.ts';
import type { Cases } from '../ports/cases.ts';

const intake = z.looseObject({
  lacks: z.array(z.object({ code: z.string(), text: z.string(), source: z.string() })),
});

/** What the family was told once, as it was told. */
export async function storedIntakeLacks(cases: Cases, head: ApplicationHead): Promise<readonly IntakeLack[]> {
  const stored = await cases.sealed(head, 'intake');
  return stored === undefined ? [] : intake.parse(stored).lacks;
}
