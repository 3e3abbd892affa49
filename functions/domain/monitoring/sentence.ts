import { ofSign, PLACEHOLDER } from '../../../policy/indicators/placeholders.ts';
import { codesOf } from '../../../policy/indicators/codes.ts';
import type { Feed } from '../../../policy/feeds/schema.ts';
import type { Indicator, IndicatorFact, IndicatorParameter } from '../../../policy/indicators/schema.ts';
import { formatYuan } from '../values/fen.ts';
import type { CivilDate } from '../values/civil-date.ts';
import type { Hit } from './hit.ts';

export interface Told {
  readonly indicator: Indicator;
  readonly hit: Pick<Hit, 'facts' | 'occurredOn' | 'isProposed'>;
  readonly feeds: readonly Feed[];
  /** The day that a feed's data speak of. */
  readonly dayOf: (feed: string) => CivilDate | undefined;
  readonly asOf: CivilDate;
}

const PROPOSED = '(含证件号码有误、按姓名和号码片段比对的记录,须先核对是否本人)';

/** Why somebody was found, in one sentence: which facts of whose data of which day met which figure. */
export function sentenceOf({ indicator, hit, feeds, dayOf, asOf }: Told): string {
  const parts = (text: string): { readonly text: string; readonly lacks: boolean } => {
    let lacks = false;
    const filled = text.replaceAll(PLACEHOLDER, (_found, sign: string, name: string) => {
      const value = valueOf(ofSign(sign), name);
      if (value === undefined) lacks = true;
      return value ?? '不详';
    });
    return { text: filled, lacks };
  };
  const valueOf = (of: ReturnType<typeof ofSign>, name: string): string | undefined => {
    switch (of) {
      case 'parameter': {
        if (name === 'as_of') return asOf;
        const parameter = indicator.parameters[name];
        return parameter === undefined ? undefined : parameterText(parameter);
      }
      case 'feed': {
        const day = dayOf(name);
        const title = feeds.find(({ id }) => id === name)?.title ?? name;
        return `《${title}》${day === undefined ? '' : `(${day}数据)`}`;
      }
      case 'fact':
        if (name === 'occurred_on') return hit.occurredOn;
        return factText(
          indicator.facts.find(({ column }) => column === name),
          hit.facts[name] ?? null,
          feeds,
        );
    }
  };
  const whole = indicator.sentence.replaceAll(/\[([^\]]*)\]/g, (_found, inner: string) => {
    const { text, lacks } = parts(inner);
    return lacks ? '' : text;
  });
  return `${parts(whole).text}${hit.isProposed === true ? PROPOSED : ''}`;
}

/** A fact as people read it; undefined where the data have none. */
export function factText(
  fact: IndicatorFact | undefined,
  value: string | number | null,
  feeds: readonly Feed[],
): string | undefined {
  if (fact === undefined || value === null) return undefined;
  switch (fact.kind) {
    case 'yuan':
      return formatYuan(Number(value));
    case 'date':
    case 'text':
      return String(value);
    case 'integer':
      return String(value);
    case 'code':
      return Object.entries(codesOf(fact, feeds) ?? {}).find(([, code]) => code === value)?.[0] ?? String(value);
  }
}

export function parameterText({ value, unit }: IndicatorParameter): string {
  switch (unit) {
    case 'fen':
      return formatYuan(value);
    case 'count':
      return String(value);
    case 'grade':
      return `${value}级`;
    case 'day':
      return `${value}天`;
    case 'month':
      return `${value}个月`;
    case 'age':
      return `${value}周岁`;
  }
}
