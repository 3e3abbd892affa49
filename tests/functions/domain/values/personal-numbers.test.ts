import { describe, expect, it } from 'vitest';
import { withoutPersonalNumbers } from '../../../../functions/domain/values/personal-numbers.ts';

describe('withoutPersonalNumbers', () => {
  it.each([
    ['身份证370502198005061234不存在', '身份证…不存在'],
    ['id 37050219800506123X.', 'id ….'],
    ['旧证370502800506123', '旧证…'],
    ['tel:13800001234', 'tel:…'],
    ['+86 138 0000 1234 or 139-0000-1234', '+86 … or …'],
    ['6222021234567890123 and 6222 0212 3456 7890 123', '… and …'],
  ])('strikes out of %j', (text, left) => {
    expect(withoutPersonalNumbers(text)).toBe(left);
  });

  it.each([
    'outbox message CASE#370502-20261125-RVN374|OUTBOX#m1',
    'request 1764000000000 (GET /tasks)',
    'at 800000000003126276362',
    '2026-11-25T08:00:00.000Z',
    'area 370502100, 12000000000 ms',
  ])('leaves %j as it is', (text) => {
    expect(withoutPersonalNumbers(text)).toBe(text);
  });
});
