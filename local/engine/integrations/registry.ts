import type { Integration, TaskKind } from './integration.ts';
import { lambda } from './lambda.ts';
import { states } from './states.ts';

/** Every integration that the engine knows; a resource of no entry is refused when the machine is created. */
export const INTEGRATIONS: readonly Integration[] = [lambda, states];

export function describeResource(
  resource: string,
  integrations: readonly Integration[] = INTEGRATIONS,
): TaskKind | undefined {
  for (const integration of integrations) {
    const kind = integration.describe(resource);
    if (kind !== undefined) return kind;
  }
  return undefined;
}
