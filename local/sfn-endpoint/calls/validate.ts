import { compileDefinition } from '../../engine/definition/compile.ts';
import type { MachineType } from '../../engine/execution.ts';
import type { Call } from './call.ts';

const TYPES: readonly MachineType[] = ['STANDARD', 'EXPRESS'];

/** Says what is wrong with a definition, and changes nothing. */
export const validateStateMachineDefinition: Call = async (fields, { describeResource }) => {
  const definition = fields.required('definition', { min: 1, max: 1_048_576 });
  const type = fields.oneOf('type', TYPES) ?? 'STANDARD';
  fields.oneOf('severity', ['ERROR', 'WARNING']);
  const limit = fields.integer('maxResults', 0, 100) ?? 0;
  const compiled = compileDefinition(definition, { type, describeResource });
  const all = compiled.kind === 'machine' ? [] : compiled.diagnostics;
  const diagnostics = all.slice(0, limit === 0 ? 100 : limit);
  return { result: all.length === 0 ? 'OK' : 'FAIL', diagnostics, truncated: diagnostics.length < all.length };
};
