import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { families } from '../../local/demo/families.ts';
import { niuzhuang, Office } from '../../local/demo/office.ts';
import { nextFamily, startTown } from '../support/town.ts';
import type { Town } from '../support/town.ts';

describe('letters to a family', () => {
  let town: Town;
  let office: Office;
  beforeAll(async () => {
    town = await startTown();
    office = new Office(town.client);
  });
  afterAll(() => town.close());

  const build = (family: 'workingPoor' | 'nobodyFits' = 'workingPoor') =>
    families[family].build({ area: niuzhuang.area, sequence: nextFamily() });

  async function letter(caseId: string, which: string, as = niuzhuang.window) {
    const token = await town.client.token(as);
    const response = await fetch(`${town.client.url}/applications/${caseId}/letters/${which}`, {
      headers: { authorization: `Bearer ${token}` },
    });
    return { status: response.status, headers: response.headers, html: await response.text() };
  }

  it('of acceptance name receipt, day, and the last day with its mark', async () => {
    const { caseId, dueOn } = await office.submit(build());
    const { status, headers, html } = await letter(caseId, 'acceptance');
    expect(status).toBe(200);
    expect(headers.get('content-type')).toBe('text/html; charset=utf-8');
    const [year, month, day] = (await town.client.clock()).today.split('-').map(Number);
    for (const part of ['社会救助申请受理通知书', caseId, String(dueOn), `${year}年${month}月${day}日`]) {
      expect(html).toContain(part);
    }
    expect((await letter(caseId, 'documents')).status).toBe(404);
    expect((await letter(caseId, 'refusal')).status).toBe(404);
  });

  it('of missing papers list everything at once, each with its source, and how to hand it in', async () => {
    const submission = build();
    const papers = { ...submission.papers, incomeStatement: false, checkAuthorisations: [] };
    const { caseId, missing } = await office.submit({ ...submission, papers });
    const { html } = await letter(caseId, 'documents');
    expect(missing.length).toBeGreaterThan(1);
    expect(html.match(/<li>/g)).toHaveLength(missing.length);
    expect(html.match(/依据:/g)).toHaveLength(missing.length);
    expect(html).toContain('家庭收入和财产状况声明');
    expect(html).toContain('村(居)民委员会代为转交');
    expect(html).not.toMatch(/家庭成员m\d/);
    expect((await letter(caseId, 'acceptance')).status).toBe(404);
  });

  it('of refusal give ground, remedy with its period, last day of delivery, authority and date, as it was decided', async () => {
    const { caseId } = await office.submit(build('nobodyFits'));
    await office.lookInto(caseId);
    await office.opinion(caseId, 'refuse');
    await office.confirm(caseId, { outcome: 'refuse', reason: '收入<b>超过</b>标准 & "财产"(演示)' });
    await town.client.reaches(niuzhuang.window, caseId, 'refused');
    const task = await town.client.openTask(niuzhuang.window, caseId, 'refusal-letter');
    const { html } = await letter(caseId, 'refusal');
    expect(html).toContain('收入&lt;b&gt;超过&lt;/b&gt;标准 &amp; &quot;财产&quot;');
    expect(html).not.toContain('<b>');
    for (const part of ['行政复议', '六十日', '六个月', '最低生活保障', String(task.finishLimit?.dueOn), '民政局']) {
      expect(html).toContain(part);
    }
  });

  it('run nothing and load nothing: the policy of the page allows its one style sheet only', async () => {
    const { caseId } = await office.submit(build());
    const { headers, html } = await letter(caseId, 'acceptance');
    const [, style = ''] = /<style>([^]*?)<\/style>/.exec(html) ?? [];
    const hash = createHash('sha256').update(style).digest('base64');
    expect(headers.get('content-security-policy')).toBe(
      `default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
    );
    expect(html).not.toMatch(/<script|<img|<link|javascript:|\son\w+=/i);
    expect(html).toContain('@page { size: A4');
    expect(headers.get('cache-control')).toBe('no-store');
  });

  it('are for those who may see the case, and of the three kinds that there are', async () => {
    const { caseId } = await office.submit(build());
    expect((await letter(caseId, 'acceptance', 'window-liuhu')).status).toBe(404);
    expect((await letter(caseId, 'acceptance', 'medical-dongying')).status).toBe(403);
    expect((await letter(caseId, 'love')).status).toBe(404);
  });
});
