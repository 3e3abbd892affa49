import { fictitiousIdNumber } from '../../local/demo/people.ts';

/** A rural family of three under the 低保 line; every run invents new people. */
export function family(sequence: number) {
  const known = { disability: { kind: 'none' }, seriousIllness: false, spending: [] };
  return {
    area: '370502100',
    requestedTier: 'dibao',
    family: {
      members: [
        { memberId: 'm1', name: `测甲${sequence}`, idNumber: fictitiousIdNumber('1980-05-06', sequence) },
        { memberId: 'm2', name: `测乙${sequence}`, idNumber: fictitiousIdNumber('1982-07-08', sequence) },
        { memberId: 'm3', name: `测丙${sequence}`, idNumber: fictitiousIdNumber('2012-01-02', sequence) },
      ],
      address: `牛庄镇演示村${sequence}号`,
    },
    facts: {
      residence: 'rural',
      members: [
        {
          ...known,
          memberId: 'm1',
          relation: 'applicant',
          study: 'none',
          employed: true,
          incomes: [{ kind: 'wage', monthlyFen: 80_000 }],
          assets: { financialFen: 100_000, homes: 1, vehicles: 0, businesses: 0 },
        },
        {
          ...known,
          memberId: 'm2',
          relation: 'spouse',
          study: 'none',
          employed: false,
          incomes: [],
          assets: { financialFen: 0, homes: 0, vehicles: 0, businesses: 0 },
        },
        {
          ...known,
          memberId: 'm3',
          relation: 'child',
          study: 'compulsory',
          employed: false,
          incomes: [],
          childScheme: 'none',
          assets: { financialFen: 0, homes: 0, vehicles: 0, businesses: 0 },
        },
      ],
    },
    papers: {
      application: true,
      purposeNotice: true,
      checkAuthorisations: ['m1', 'm2'],
      incomeStatement: true,
    },
    nearRelatives: { declared: true, relatives: [] },
  };
}
