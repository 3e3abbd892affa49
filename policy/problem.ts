/** One thing wrong with a pack: which file, where in it, what stands there and what to do. */
export interface PolicyProblem {
  readonly file: string;
  readonly path: string;
  readonly value: unknown;
  readonly text: string;
  readonly remedy: string;
}

export class PolicyInvalid extends Error {
  override readonly name = 'PolicyInvalid';
  readonly problems: readonly PolicyProblem[];

  constructor(problems: readonly PolicyProblem[]) {
    super(`The policy pack is refused:\n${problems.map(problemLine).join('\n')}`);
    this.problems = problems;
  }
}

function problemLine({ file, path, value, text, remedy }: PolicyProblem): string {
  return `  ${file} at ${path}: ${text}; found ${JSON.stringify(value) ?? 'nothing'}. ${remedy}`;
}

const FILES: Readonly<Record<string, string>> = {
  extensionGrounds: 'grounds.json',
  pauseGrounds: 'grounds.json',
  publicNotices: 'public-notices.json',
  nearRelatives: 'near-relatives.json',
  messageTemplates: 'message-templates.json',
  terminationGrounds: 'termination-grounds.json',
  visitPriorities: 'visit-priorities.json',
  incompatibleAid: 'incompatible-aid.json',
  queryPurposes: 'query-purposes.json',
};

/** The file that holds a part of the pack. */
export function fileOf(part: PropertyKey): string {
  return FILES[String(part)] ?? `${String(part)}.json`;
}
