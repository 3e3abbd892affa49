import type { Receiver } from '../notification/receiver.ts';
import type { CaseId, TaskId } from '../values/ids.ts';
import type { Json } from './event.ts';
import type { CarriedProcedure } from './vocabulary.ts';

/** Something to tell people; what it says is a template of the pack, filled in when it is delivered. */
export interface NotifyMessage {
  readonly kind: 'notify';
  /** The same for every delivery of one message, by which a receiver knows a repeated one. */
  readonly messageId: string;
  readonly template: string;
  readonly to: readonly Receiver[];
  readonly caseId?: CaseId;
  readonly taskId?: TaskId;
  /** Is told only while the task is open, without one while the case is under review: read again just before delivery. */
  readonly whileOpen?: boolean;
  /** What the template's variables need beyond case and task. No personal data of the family. */
  readonly values: { readonly [name: string]: string | number };
}

export type OutboxMessage =
  | { readonly kind: 'ring'; readonly caseId: CaseId; readonly taskId: TaskId }
  | {
      readonly kind: 'start';
      readonly caseId: CaseId;
      readonly machine: CarriedProcedure;
      readonly name: string;
      readonly input: { readonly [key: string]: Json };
    }
  /** Closes a task of another case that waited for what this one came to (`TaskRecord.outcome`). */
  | {
      readonly kind: 'answer';
      /** The case that answers. */
      readonly caseId: CaseId;
      readonly taskId: TaskId;
      readonly outcome: string;
    }
  | NotifyMessage
  /** Everything that a person who leaves still holds goes to others (`HandoverRecord` of that id). */
  | { readonly kind: 'handover'; readonly handoverId: string };
