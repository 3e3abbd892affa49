import { createHash } from 'node:crypto';
import type { LetterPage } from '../usecases/read-letter.ts';

/** One sheet of A4, black on white; read by eyes and by printers, and by nothing that runs. */
const STYLE = `
@page { size: A4; margin: 25mm 26mm; }
* { box-sizing: border-box; }
html { background: #eee; }
body { width: 210mm; min-height: 297mm; margin: 8mm auto; padding: 25mm 26mm; background: #fff; color: #000;
  font: 16pt/1.75 "FangSong", "仿宋", "STFangsong", "Noto Serif CJK SC", "Source Han Serif SC", serif; }
h1 { margin: 0 0 4mm; font: 700 22pt/1.4 "SimSun", "宋体", "Noto Serif CJK SC", serif; text-align: center; }
.number { margin: 0 0 10mm; text-align: right; font-size: 12pt; }
p { margin: 0 0 2mm; text-indent: 2em; overflow-wrap: anywhere; }
.to { text-indent: 0; }
ol { margin: 2mm 0 4mm; padding-left: 2.6em; }
li { margin-bottom: 1.5mm; overflow-wrap: anywhere; break-inside: avoid; }
small { display: block; font-size: 11pt; line-height: 1.4; color: #444; }
footer { margin-top: 14mm; text-align: right; break-inside: avoid; }
footer p { text-indent: 0; }
@media print { html { background: none; } body { width: auto; min-height: 0; margin: 0; padding: 0; } }
`;
const styleHash = `sha256-${createHash('sha256').update(STYLE).digest('base64')}`;

/** The letter as a page; every text is escaped, whoever wrote it. */
export function letterPage({ title, receipt, to, before, items, after, authority, on }: LetterPage) {
  const paragraph = (text: string) => `<p>${escaped(text)}</p>`;
  const list = items.map(({ text, source }) => `<li>${escaped(text)}<small>依据:${escaped(source)}</small></li>`);
  const html = `<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(title)}</title>
<style>${STYLE}</style>
</head>
<body>
<h1>${escaped(title)}</h1>
<p class="number">编号:${escaped(receipt)}</p>
<p class="to">${escaped(to)}:</p>
${before.map(paragraph).join('\n')}
${list.length === 0 ? '' : `<ol>\n${list.join('\n')}\n</ol>`}
${after.map(paragraph).join('\n')}
<footer>
<p>${escaped(authority)}(印章)</p>
<p>${escaped(chineseDate(on))}</p>
</footer>
</body>
</html>
`;
  return { html, style: styleHash };
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

const escaped = (text: string): string => text.replaceAll(/[&<>"']/g, (sign) => entities[sign] ?? sign);

/** 2026-03-02 → 2026年3月2日 */
const chineseDate = (on: string): string =>
  on.replace(
    /^(\d{4})-0?(\d{1,2})-0?(\d{1,2})$/,
    (_, year: string, month: string, day: string) => `${year}年${month}月${day}日`,
  );
