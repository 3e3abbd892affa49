/** First and last day in force ('YYYY-MM-DD'), both included; no `until`: no end known. */
export interface Span {
  readonly from: string;
  readonly until?: string | undefined;
}

export function isInForce(span: Span, on: string): boolean {
  return span.from <= on && (span.until === undefined || on <= span.until);
}

function dayAfter(day: string): string {
  return shift(day, 1);
}

function shift(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

const byStart = <T extends Span>(spans: readonly T[]): T[] =>
  [...spans].sort((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0));

/** Neighbouring pairs that share a day. */
export function overlapsIn<T extends Span>(spans: readonly T[]): [T, T][] {
  const pairs: [T, T][] = [];
  let reaching: T | undefined;
  for (const span of byStart(spans)) {
    if (reaching !== undefined && (reaching.until === undefined || span.from <= reaching.until))
      pairs.push([reaching, span]);
    if (
      reaching === undefined ||
      span.until === undefined ||
      (reaching.until !== undefined && span.until > reaching.until)
    )
      reaching = span;
  }
  return pairs;
}

/** Days from `start` on that no span covers. `carryOver`: the last span goes on by itself. */
export function gapsIn(spans: readonly Span[], start: string, carryOver: boolean): Span[] {
  const gaps: Span[] = [];
  let open = start;
  for (const span of byStart(spans)) {
    if (span.from > open) gaps.push({ from: open, until: shift(span.from, -1) });
    if (span.until === undefined) return gaps;
    const next = dayAfter(span.until);
    if (next > open) open = next;
  }
  if (!carryOver || spans.length === 0) gaps.push({ from: open });
  return gaps;
}
