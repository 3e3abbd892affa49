import { describe, expect, it } from 'vitest';
import { intakeLacks } from '../../../../functions/domain/application/intake.ts';
import type { HouseholdFacts } from '../../../../functions/domain/classification/facts.ts';
import { civilDate } from '../../../../functions/domain/values/civil-date.ts';
import { memberId } from '../../../../functions/domain/values/ids.ts';
import { MONDAY } from '../../../support/case-head.ts';

const facts: HouseholdFacts = {
  members: [
    { memberId: memberId('m1'), relation: 'applicant', birthDate: civilDate('1980-01-01') },
    { memberId: memberId('m2'), relation: 'child', birthDate: civilDate('2010-01-01') },
  ],
};
const all = { application: true, purposeNotice: true, checkAuthorisations: ['m1'], incomeStatement: true };
const codes = (papers: typeof all, questions: Parameters<typeof intakeLacks>[2] = []) =>
  intakeLacks(facts, papers, questions, MONDAY).map(({ code }) => code);

describe('what an application lacks', () => {
  it('is nothing when the papers are there; a minor authorises nothing', () => {
    expect(codes(all)).toEqual([]);
  });

  it('is told all at once', () => {
    const none = { application: false, purposeNotice: false, checkAuthorisations: [], incomeStatement: false };
    expect(codes(none)).toEqual([
      'paper:application',
      'paper:income-statement',
      'paper:purpose-notice',
      'paper:check-authorisation:m1',
    ]);
  });

  it('includes what only the family knows, and not what officials find out', () => {
    const questions = [
      { fact: 'incomes', member: memberId('m1'), text: '收入' },
      { fact: 'assets', member: memberId('m1'), text: '财产' },
      { fact: 'selfCare.eating', member: memberId('m1'), text: '自主吃饭' },
      { fact: 'residence', text: '城乡' },
    ];
    expect(codes(all, questions)).toEqual(['fact:m1:incomes', 'fact:household:residence']);
  });

  it('names the rule behind each', () => {
    const lacks = intakeLacks(facts, { ...all, incomeStatement: false, purposeNotice: false }, [], MONDAY);
    expect(lacks.map(({ source }) => source)).toEqual(['民发〔2021〕57号第九条', '个人信息保护法第十七条、第三十条']);
  });
});
