import { describe, expect, it } from 'vitest';
import { refusalLetter } from '../../../../functions/domain/application/refusal-letter.ts';
import { verdictsAlone } from '../../../../functions/domain/classification/classify.ts';
import { member, on, rules, urban, wage } from '../classification/household.ts';

const paragraphs = (except: Parameters<typeof verdictsAlone>[3]) =>
  refusalLetter({
    caseId: '370502-20261123-ABCDEF',
    applicantName: '某某',
    authority: '某区民政局',
    on,
    reason: '隐瞒收入',
    verdicts: verdictsAlone(urban(member(1, { incomes: wage(500) })), rules, on, except),
  }).paragraphs;

describe('the letter of refusal', () => {
  it('gives every tier its own ground, and never tells a refused family that it meets a better tier', () => {
    const text = paragraphs({});
    expect(text.join()).not.toContain('已符合更优类别');
    const met = '认定条件经审核未予确认';
    expect(text).toEqual(expect.arrayContaining([`最低生活保障对象:${met}`, `最低生活保障边缘家庭:${met}`]));
    expect(text.find((line) => line.startsWith('刚性支出困难家庭:'))).toContain('近12个月刚性支出');
  });

  it('says of a tier refused on the way that the confirming body refused it', () => {
    expect(paragraphs({ except: ['dibao'] })).toContain(
      '最低生活保障对象:审核确认机关已认定不符合最低生活保障对象条件',
    );
  });
});
