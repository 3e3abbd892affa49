import type * as z from 'zod';
import { findProblems } from './check.ts';
import { fileOf, PolicyInvalid, type PolicyProblem } from './problem.ts';
import { packSchema, type PolicyPack } from './schema.ts';

/** The files of a pack, parsed from JSON but not yet trusted; the key is the file's name without `.json`. */
export interface PackFiles {
  readonly pack: unknown;
  readonly sources: unknown;
  readonly areas: unknown;
  readonly units: unknown;
  readonly responsibilities: unknown;
  readonly tiers: unknown;
  readonly groups: unknown;
  readonly figures: unknown;
  readonly exclusions: unknown;
  readonly limits: unknown;
  /** `{ extension: [...], pause: [...] }` */
  readonly grounds: unknown;
  readonly 'public-notices': unknown;
  readonly 'near-relatives': unknown;
  readonly settings: unknown;
  readonly 'message-templates': unknown;
  readonly announcements: unknown;
  readonly letters: unknown;
  readonly ladders: unknown;
  readonly 'termination-grounds': unknown;
  readonly 'relief-causes': unknown;
  readonly 'alert-kinds': unknown;
  readonly 'visit-priorities': unknown;
  readonly 'incompatible-aid': unknown;
  readonly 'query-purposes': unknown;
  readonly mechanism: unknown;
  readonly entitlements: unknown;
}

/** A pack that holds together, or `PolicyInvalid` with every problem found: shape first, then dates and references. */
export function loadPack(files: PackFiles): PolicyPack {
  const {
    grounds,
    'public-notices': publicNotices,
    'near-relatives': nearRelatives,
    'message-templates': messageTemplates,
    'termination-grounds': terminationGrounds,
    'relief-causes': reliefCauses,
    'alert-kinds': alertKinds,
    'visit-priorities': visitPriorities,
    'incompatible-aid': incompatibleAid,
    'query-purposes': queryPurposes,
    ...rest
  } = files;
  const candidate = {
    ...rest,
    extensionGrounds: propertyOf(grounds, 'extension'),
    pauseGrounds: propertyOf(grounds, 'pause'),
    publicNotices,
    nearRelatives,
    messageTemplates,
    terminationGrounds,
    reliefCauses,
    alertKinds,
    visitPriorities,
    incompatibleAid,
    queryPurposes,
  };
  const parsed = packSchema.safeParse(candidate);
  if (!parsed.success) throw new PolicyInvalid(parsed.error.issues.map((issue) => shapeProblem(issue, candidate)));
  const problems = findProblems(parsed.data);
  if (problems.length > 0) throw new PolicyInvalid(problems);
  return parsed.data;
}

function shapeProblem(issue: z.core.$ZodIssue, candidate: unknown): PolicyProblem {
  const [part = 'pack', ...path] = issue.path;
  return {
    file: fileOf(part),
    path: path.length === 0 ? '(whole file)' : path.join('.'),
    value: issue.path.reduce<unknown>((value, key) => propertyOf(value, key), candidate),
    text: issue.message,
    remedy: 'Write it as policy/schema.ts describes.',
  };
}

function propertyOf(value: unknown, key: PropertyKey): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined;
}
