/** What a person enters to close a task, by kind of task. Free text may name people and is sealed by the store. */
export type ReliefDecision = never;
