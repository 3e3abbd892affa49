import type { Role } from '../../functions/domain/authority/principal.ts';

export interface DemoPerson {
  /** Sign-in name and token subject. */
  readonly user: string;
  readonly name: string;
  readonly roles: readonly Role[];
  readonly unit: string;
  readonly area: string;
}

const clerk = (user: string, name: string, role: Role, unit: string, area: string): DemoPerson => ({
  user,
  name,
  roles: [role],
  unit,
  area,
});

const NIUZHUANG = '370502100';
const LIUHU = '370502101';
const CHENZHUANG = '370522102';

/** Invented people of the demo town: 牛庄镇 and 六户镇 of 东营区, and 陈庄镇 of 利津县, where confirmation is delegated. */
export const demoPeople: readonly DemoPerson[] = [
  clerk('window-niuzhuang', '牛庄窗口(演示)', 'window-clerk', `township-${NIUZHUANG}`, NIUZHUANG),
  clerk('village-niuzhuang', '牛庄村协理员(演示)', 'village-worker', `township-${NIUZHUANG}`, NIUZHUANG),
  clerk('window2-niuzhuang', '牛庄窗口二(演示)', 'window-clerk', `township-${NIUZHUANG}`, NIUZHUANG),
  clerk('reviewer-niuzhuang', '牛庄审核(演示)', 'township-reviewer', `township-${NIUZHUANG}`, NIUZHUANG),
  clerk('reviewer2-niuzhuang', '牛庄审核二(演示)', 'township-reviewer', `township-${NIUZHUANG}`, NIUZHUANG),
  clerk('head-niuzhuang', '牛庄负责人(演示)', 'unit-head', `township-${NIUZHUANG}`, NIUZHUANG),
  clerk('window-liuhu', '六户窗口(演示)', 'window-clerk', `township-${LIUHU}`, LIUHU),
  clerk('county-dongying', '东营区民政(演示)', 'county-reviewer', 'county-civil-affairs-370502', '370502'),
  clerk('county2-dongying', '东营区民政二(演示)', 'county-reviewer', 'county-civil-affairs-370502', '370502'),
  clerk('head-dongying', '东营区民政负责人(演示)', 'unit-head', 'county-civil-affairs-370502', '370502'),
  clerk('supervisor-dongying', '东营区督导(演示)', 'supervisor', 'county-civil-affairs-370502', '370502'),
  clerk('window-chenzhuang', '陈庄窗口(演示)', 'window-clerk', `township-${CHENZHUANG}`, CHENZHUANG),
  clerk('reviewer-chenzhuang', '陈庄审核(演示)', 'township-reviewer', `township-${CHENZHUANG}`, CHENZHUANG),
  clerk('reviewer2-chenzhuang', '陈庄审核二(演示)', 'township-reviewer', `township-${CHENZHUANG}`, CHENZHUANG),
  clerk('county-lijin', '利津县民政(演示)', 'county-reviewer', 'county-civil-affairs-370522', '370522'),
  clerk('medical-dongying', '东营区医保(演示)', 'department-clerk', 'county-medical-security-370502', '370502'),
  clerk('chair-dongying', '东营区副区长(演示)', 'mechanism-member', 'county-government-370502', '370502'),
  ...[
    ['civil-affairs', '民政'],
    ['education', '教育'],
    ['finance', '财政'],
    ['human-resources', '人社'],
    ['housing', '住建'],
    ['agriculture', '农业农村'],
    ['health', '卫健'],
    ['medical-security', '医保'],
    ['emergency', '应急'],
    ['disabled-federation', '残联'],
  ].map(([unit, name]) =>
    clerk(`member-${unit}`, `东营区${name}成员(演示)`, 'mechanism-member', `county-${unit}-370502`, '370502'),
  ),
  clerk('education-dongying', '东营区教育(演示)', 'department-clerk', 'county-education-370502', '370502'),
  clerk('housing-dongying', '东营区住建(演示)', 'department-clerk', 'county-housing-370502', '370502'),
  clerk('jobs-dongying', '东营区人社(演示)', 'department-clerk', 'county-human-resources-370502', '370502'),
  clerk('health-dongying', '东营区卫健(演示)', 'department-clerk', 'county-health-370502', '370502'),
  clerk('disabled-dongying', '东营区残联(演示)', 'department-clerk', 'county-disabled-federation-370502', '370502'),
  clerk('supervisor', '市局督导(演示)', 'supervisor', 'city-civil-affairs', '3705'),
];
