import type { TaskKind } from './vocabulary.ts';

const hanging: ReadonlySet<TaskKind> = new Set<TaskKind>(['public-notice', 'termination-notice']);

/** A notice on the board: nobody works on it, nobody is reminded of it, and its period runs on under any pause. */
export const isHangingNotice = (kind: TaskKind): boolean => hanging.has(kind);
