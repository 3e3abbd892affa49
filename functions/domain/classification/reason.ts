import type { Reference } from '../../../policy/schema.ts';
import type { MemberId } from '../values/ids.ts';
import type { FigureUsed, MissingFact, Reason } from './result.ts';

type Verdict = Reason['verdict'];

interface Details {
  readonly source?: Reference;
  readonly figures?: readonly FigureUsed[];
  readonly member?: MemberId;
}

export function judged(code: string, met: boolean, text: string, details: Details = {}): Reason {
  return { code, verdict: met ? 'met' : 'not-met', text, ...details };
}

/** Nobody can say yet. `missing` is empty where a figure of the pack, not a fact, is absent. */
export function unknown(code: string, text: string, missing: readonly MissingFact[], details: Details = {}): Reason {
  return { code, verdict: 'unknown', text, ...details, missing };
}

/** Three-valued: one failure decides, else one unknown leaves it open. */
export function allOf(code: string, text: string, because: readonly Reason[], details: Details = {}): Reason {
  return { code, verdict: conjunction(because.map((reason) => reason.verdict)), text, ...details, because };
}

/** Three-valued: one success decides, else one unknown leaves it open. */
export function anyOf(code: string, text: string, because: readonly Reason[], details: Details = {}): Reason {
  return { code, verdict: disjunction(because.map((reason) => reason.verdict)), text, ...details, because };
}

function conjunction(verdicts: readonly Verdict[]): Verdict {
  if (verdicts.includes('not-met')) return 'not-met';
  return verdicts.includes('unknown') ? 'unknown' : 'met';
}

function disjunction(verdicts: readonly Verdict[]): Verdict {
  if (verdicts.includes('met')) return 'met';
  return verdicts.includes('unknown') ? 'unknown' : 'not-met';
}

/** The facts on which an open verdict turns; a branch that is decided anyway asks for nothing. */
export function missingIn(reason: Reason): MissingFact[] {
  if (reason.verdict !== 'unknown') return [];
  return [...(reason.missing ?? []), ...(reason.because ?? []).flatMap(missingIn)];
}

export function figuresIn(reason: Reason): FigureUsed[] {
  return [...(reason.figures ?? []), ...(reason.because ?? []).flatMap(figuresIn)];
}

export function distinctFacts(facts: readonly MissingFact[]): MissingFact[] {
  return [...new Map(facts.map((fact) => [`${fact.member ?? ''}/${fact.fact}`, fact])).values()];
}

export function distinctFigures(figures: readonly FigureUsed[]): FigureUsed[] {
  return [...new Map(figures.map((figure) => [figure.id, figure])).values()];
}
