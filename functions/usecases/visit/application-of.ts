import { submitApplicationSchema } from '../../contracts/applications.ts';
import type { VisitRecord } from '../../contracts/visits.ts';
import type { Family } from '../../domain/application/family.ts';
import type { VisitHead } from '../../domain/visit/head.ts';
import { newApplication } from '../new-application.ts';
import type { NewApplication } from '../new-application.ts';
import type { House } from '../house.ts';
import { declined } from '../outcome.ts';
import type { Declined } from '../outcome.ts';

/** Together with the visit's own writes this stays below what one transaction takes. */
const MOST_MEMBERS = 19;

/**
 * 发现符合救助条件的,立即启动救助程序 (东民[2024]17号 二(三)): the application as it begins, with everything that is known and nothing
 * that the family has not signed: it waits for the papers, which are told once.
 */
export async function applicationOf(
  house: House,
  head: VisitHead,
  known: Family,
  record: VisitRecord,
  by: string,
): Promise<NewApplication | Declined> {
  const family = record.family ?? known;
  if (family.members.length === 0 || family.address === '') {
    return declined('family-unknown', '符合条件的,请在记录中登记家庭成员的姓名、身份证号码和住址。', {
      pointer: '/family',
    });
  }
  if (family.members.length > MOST_MEMBERS) {
    return declined('family-too-large', `由走访登记的家庭最多${MOST_MEMBERS}人,请到窗口申请。`, {
      pointer: '/family/members',
    });
  }
  const submission = submitApplicationSchema.safeParse({
    area: head.area,
    requestedTier: record.requestedTier ?? 'dibao',
    family,
    facts: record.facts ?? {
      members: family.members.map(({ memberId }, index) => ({
        memberId,
        relation: index === 0 ? 'applicant' : 'other',
      })),
    },
    papers: { application: false, purposeNotice: false, checkAuthorisations: [], incomeStatement: false },
    nearRelatives: { declared: false, relatives: [] },
  });
  if (!submission.success) {
    return declined('family-unsound', '家庭成员名单与情况表不一致,请核对成员编号。', { pointer: '/family/members' });
  }
  return newApplication(house, submission.data, by, { visit: head.caseId });
}
