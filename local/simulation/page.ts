import { figureTitles } from './tally.ts';
import type { Figures } from './tally.ts';
import { onTimePercent } from './report.ts';
import type { Report } from './report.ts';

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

type Column = { readonly name: keyof Figures; readonly colour: string };

const WIDTH = 860;
const HEIGHT = 240;
const LEFT = 48;
const BOTTOM = 28;
const TOP = 12;

/** A round number at or above the largest value, so that the axis has whole steps. */
function ceiling(most: number): number {
  const step = 10 ** Math.max(0, Math.floor(Math.log10(Math.max(1, most))));
  return Math.max(4, Math.ceil(most / (step / 2)) * (step / 2));
}

/** Bars stacked month by month. */
function bars(months: Report['months'], columns: readonly Column[], title: string): string {
  const top = ceiling(
    Math.max(0, ...months.map(({ figures }) => columns.reduce((sum, { name }) => sum + figures[name], 0))),
  );
  const inner = HEIGHT - TOP - BOTTOM;
  const slot = (WIDTH - LEFT) / Math.max(6, months.length);
  const y = (value: number): number => TOP + inner - (value / top) * inner;
  const parts: string[] = [];
  for (const share of [0, 0.25, 0.5, 0.75, 1]) {
    const at = y(top * share).toFixed(1);
    parts.push(
      `<line x1="${LEFT}" x2="${WIDTH}" y1="${at}" y2="${at}" class="grid"/>`,
      `<text x="${LEFT - 6}" y="${at}" class="axis end">${Math.round(top * share)}</text>`,
    );
  }
  for (const [at, { month, figures }] of months.entries()) {
    const x = LEFT + slot * at + slot * 0.15;
    let base = 0;
    for (const { name, colour } of columns) {
      const value = figures[name];
      const height = y(base) - y(base + value);
      parts.push(
        `<rect x="${x.toFixed(1)}" y="${y(base + value).toFixed(1)}" width="${(slot * 0.7).toFixed(1)}" height="${height.toFixed(1)}" fill="${colour}"><title>${month} ${figureTitles[name]} ${value}</title></rect>`,
      );
      base += value;
    }
    parts.push(
      `<text x="${(x + slot * 0.35).toFixed(1)}" y="${HEIGHT - 8}" class="axis middle">${escaped(month.slice(2))}</text>`,
    );
  }
  const legend = columns
    .map(({ name, colour }) => `<span><i style="background:${colour}"></i>${figureTitles[name]}</span>`)
    .join('');
  return `<figure><figcaption>${escaped(title)}<span class="legend">${legend}</span></figcaption><svg viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${escaped(title)}">${parts.join('')}</svg></figure>`;
}

/** Units down, months across; the darker, the more limits passed unmet. */
function heat({ units, months }: Report): string {
  const most = Math.max(1, ...units.flatMap((unit) => unit.months.map(({ figures }) => figures.overdue)));
  const head = months.map(({ month }) => `<th>${escaped(month.slice(2))}</th>`).join('');
  const rows = units.map((unit) => {
    const cells = unit.months.map(({ figures }) => {
      const share = figures.overdue / most;
      const style =
        figures.overdue === 0 ? '' : ` style="background:rgba(192,57,43,${(0.12 + share * 0.78).toFixed(2)})"`;
      return `<td${style}>${figures.overdue === 0 ? '·' : figures.overdue}</td>`;
    });
    const percent = onTimePercent(unit.total);
    const { total } = unit;
    const sums = [total.tasksClosed, total.reminders, total.escalations, total.returns, total.openAtEnd];
    return `<tr><th>${escaped(unit.name)}</th>${cells.join('')}${sums.map((sum) => `<td class="sum">${sum}</td>`).join('')}<td class="sum">${percent === undefined ? '—' : `${percent.toFixed(1)}%`}</td></tr>`;
  });
  return `<table><caption>各单位超期(按月),以及全期合计</caption><thead><tr><th>单位</th>${head}<th>办结</th><th>提醒</th><th>督办</th><th>退回</th><th>在办</th><th>按期率</th></tr></thead><tbody>${rows.join('')}</tbody></table>`;
}

const card = (title: string, value: string | number): string =>
  `<div><b>${escaped(String(value))}</b>${escaped(title)}</div>`;

/** One page that needs nothing else: charts of the city, and a table of its units. */
export function reportPage(report: Report): string {
  const { simulation, applications, totals, months } = report;
  const percent = onTimePercent(totals);
  return `<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>一门 · 推演 ${escaped(simulation.from)}–${escaped(simulation.through)}</title>
<style>
body{font:14px/1.5 system-ui,"Noto Sans CJK SC","PingFang SC","Microsoft YaHei",sans-serif;color:#222;max-width:980px;margin:2rem auto;padding:0 1rem}
h1{font-size:1.4rem;margin:0 0 .3rem}p.note{color:#666;margin:.2rem 0 1rem}
.cards{display:grid;grid-template-columns:repeat(auto-fill,minmax(118px,1fr));gap:.6rem;margin:1rem 0}
.cards div{border:1px solid #ddd;border-radius:6px;padding:.5rem .7rem;color:#555}.cards b{display:block;font-size:1.3rem;color:#222}
figure{margin:1.4rem 0}figcaption{font-weight:600;margin-bottom:.3rem}.legend{font-weight:400;margin-left:1rem}.legend span{margin-right:.8rem}.legend i{display:inline-block;width:.8em;height:.8em;margin-right:.3em;border-radius:2px}
svg{width:100%;height:auto}.grid{stroke:#e5e5e5}.axis{font-size:11px;fill:#777;dominant-baseline:middle}.end{text-anchor:end}.middle{text-anchor:middle}
table{border-collapse:collapse;width:100%;font-size:12px}caption{text-align:left;font-weight:600;margin:.5rem 0}th,td{padding:.15rem .35rem;text-align:right;border-bottom:1px solid #eee}th:first-child{text-align:left;font-weight:400;white-space:nowrap}.sum{color:#444;background:#fafafa}
@media print{body{margin:0}}
</style>
</head>
<body>
<h1>一门 · 全市办理推演</h1>
<p class="note">${escaped(simulation.from)} 至 ${escaped(simulation.through)},${simulation.staff}名工作人员,随机种子${simulation.seed},政策包${escaped(simulation.packId)},节假日安排公布至${escaped(simulation.calendarThrough)}。人员、家庭与速度均为设定:${escaped(simulation.plan)}</p>
<div class="cards">${[
    card('受理登记', applications.registered),
    card('认定', applications.granted),
    card('不予确认', applications.refused),
    card('撤回', applications.withdrawn),
    card('期末在办', applications.underReview),
    card('办结任务', totals.tasksClosed),
    card('按期率', percent === undefined ? '—' : `${percent.toFixed(1)}%`),
    card('提醒', totals.reminders),
    card('督办', totals.escalations),
    card('退回', totals.returns),
    card('中位工作日', applications.workingDays.median),
    card('九成以内工作日', applications.workingDays.p90),
  ].join('')}</div>
${bars(months, [{ name: 'tasksOpened', colour: '#4c78a8' }], '每月新增任务')}
${bars(
  months,
  [
    { name: 'onTime', colour: '#59a14f' },
    { name: 'late', colour: '#c0392b' },
  ],
  '每月办结:按期与逾期',
)}
${bars(
  months,
  [
    { name: 'reminders', colour: '#edc948' },
    { name: 'overdue', colour: '#f28e2b' },
    { name: 'escalations', colour: '#c0392b' },
  ],
  '每月提醒、超期与督办',
)}
${bars(months, [{ name: 'openAtEnd', colour: '#79706e' }], '月末在办任务')}
${heat(report)}
</body>
</html>
`;
}
