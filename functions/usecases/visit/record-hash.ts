import { createHash } from 'node:crypto';
import type { VisitRecord } from '../../contracts/visits.ts';
import { canonicalJson } from '../../domain/values/canonical-json.ts';
import { toJson } from '../../domain/values/json.ts';
import type { Cases } from '../../ports/cases.ts';

/**
 * By which a record that is sent again is known. People stand in it by the blind index: nothing can be learnt by guessing.
 */
export function recordHash(cases: Pick<Cases, 'personId'>, record: VisitRecord): string {
  const blind = cases.personId(canonicalJson(toJson(record)));
  return createHash('sha256').update(blind).digest('base64url').slice(0, 22);
}
