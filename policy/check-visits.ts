import { fileOf } from './problem.ts';
import type { PolicyProblem } from './problem.ts';
import type { PolicyPack } from './schema.ts';

/** Each sort of family once, each kind of alert in one sort at most, and a limit for each level. */
export function visitProblems({ visitPriorities, alertKinds, limits }: PolicyPack): PolicyProblem[] {
  const file = fileOf('visitPriorities');
  const kinds = new Set(alertKinds.map(({ id }) => id));
  const steps = new Set(limits.map(({ step }) => step));
  const seen = { ids: new Set<string>(), kinds: new Set<string>() };
  const found: PolicyProblem[] = [];
  const once = (of: Set<string>, path: string, value: string) => {
    if (of.has(value)) found.push({ file, path, value, text: 'stands twice', remedy: 'Keep one of them.' });
    of.add(value);
  };
  for (const [index, rule] of visitPriorities.entries()) {
    once(seen.ids, `${index}.id`, rule.id);
    if (!steps.has(`visit-${rule.level}`)) {
      const remedy = `Add any.visit-${rule.level} to limits.json.`;
      found.push({ file, path: `${index}.level`, value: rule.level, text: 'has no limit', remedy });
    }
    for (const kind of rule.alertKinds) {
      once(seen.kinds, `${index}.alertKinds`, kind);
      if (!kinds.has(kind)) {
        const remedy = 'Name one of alert-kinds.json.';
        found.push({ file, path: `${index}.alertKinds`, value: kind, text: 'no such kind of alert', remedy });
      }
    }
  }
  return found;
}
