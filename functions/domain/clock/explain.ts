import type { LegalLimit } from '../../../policy/schema.ts';
import { type CivilDate, civilDateOf, startOfDay, weekday } from '../values/civil-date.ts';
import type { TraceStep } from './types.ts';

const UNITS: Readonly<Record<LegalLimit['unit'], string>> = {
  'working-day': '个工作日',
  'natural-day': '日',
  hour: '小时',
  month: '个月',
};

/** “Why this date”, one Chinese sentence a line. `titles` names grounds and sources by their codes; without one the code stands. */
export function explain(trace: readonly TraceStep[], titles: Readonly<Record<string, string>> = {}): string[] {
  return trace.map((step) => sentence(step, titles));
}

function sentence(step: TraceStep, titles: Readonly<Record<string, string>>): string {
  switch (step.kind) {
    case 'from': {
      const text = titles[step.source.code] ?? step.source.code;
      const source = step.source.article === undefined ? text : `${text} ${step.source.article}`;
      return `自${step.date}${step.event}起算(当日不计),${step.limit}${step.amount}${UNITS[step.unit]}(依据:${source})`;
    }
    case 'extended':
      return `${step.grantedOn}因“${titles[step.ground] ?? step.ground}”延长至${step.amount}${UNITS[step.unit]}`;
    case 'paused':
      return `因“${titles[step.ground] ?? step.ground}”自${step.from}至${step.until}${step.open ? '(尚未结束)' : ''}中止,${step.days}日不计`;
    case 'holiday':
      return step.from === step.until
        ? `${step.name}${monthDay(step.from)}不计`
        : `${step.name}${monthDay(step.from)}–${sameMonth(step.from, step.until) ? `${Number(step.until.slice(8))}日` : monthDay(step.until)}不计`;
    case 'make-up-day':
      return `${monthDay(step.date)}(周${weekdayName(step.date)})为${step.name}调休上班,计入`;
    case 'weekends':
      return `其余周末休息日${step.days}天不计`;
    case 'unpublished':
      return `${step.from}起的放假安排尚未公布,暂按周一至周五为工作日推算,公布后重新计算`;
    case 'due':
      if (step.at !== undefined) return `满${step.amount}小时为${step.date}${timeOf(step.at)},不分工作日与休息日`;
      return step.unit === 'working-day' || step.unit === 'natural-day'
        ? `第${step.amount}${step.unit === 'natural-day' ? '日' : UNITS[step.unit]}为${step.date}(周${weekdayName(step.date)}),当日24时届满`
        : `满${step.amount}${UNITS[step.unit]}为${step.date}`;
  }
}

function timeOf(at: number): string {
  const minutes = Math.floor((at - startOfDay(civilDateOf(at))) / 60_000);
  return `${Math.floor(minutes / 60)}时${String(minutes % 60).padStart(2, '0')}分`;
}

function monthDay(date: CivilDate): string {
  return `${Number(date.slice(5, 7))}月${Number(date.slice(8))}日`;
}

function sameMonth(a: CivilDate, b: CivilDate): boolean {
  return a.slice(0, 7) === b.slice(0, 7);
}

function weekdayName(date: CivilDate): string {
  return '一二三四五六日'.charAt(weekday(date) - 1);
}
