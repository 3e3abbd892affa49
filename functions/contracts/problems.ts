import * as z from 'zod';
import type { DeliberationCode } from '../domain/deliberation/codes.ts';
import type { RefusalCode } from '../domain/application/decide/verdict.ts';

/** Every way in which a request can fail, closed set. Codes are stable; titles are for people. */
const general = {
  'malformed-json': { status: 400, title: '请求内容不是有效的JSON' },
  unauthenticated: { status: 401, title: '请先登录' },
  forbidden: { status: 403, title: '您的岗位无权办理此事项' },
  'not-found': { status: 404, title: '没有找到' },
  'method-not-allowed': { status: 405, title: '该地址不支持此操作' },
  'payload-too-large': { status: 413, title: '请求内容过大' },
  'unsupported-media-type': { status: 415, title: '请求内容的格式应为application/json' },
  'invalid-request': { status: 422, title: '填写的内容有误' },
  'if-match-required': { status: 428, title: '缺少版本号(If-Match)' },
  'idempotency-key-required': { status: 400, title: '缺少请求编号(Idempotency-Key)' },
  'idempotency-key-reused': { status: 422, title: '请求编号已用于另一个请求' },
  contention: { status: 503, title: '系统繁忙' },
  internal: { status: 500, title: '系统内部错误' },
  'unknown-area': { status: 422, title: '区划代码不存在' },
  'area-too-wide': { status: 422, title: '查询的区划过大' },
  'unknown-unit': { status: 422, title: '单位不存在' },
  'invalid-cursor': { status: 422, title: '翻页位置无效' },
  'already-filed': { status: 409, title: '已有在办的申请' },
  'task-closed': { status: 409, title: '任务已办结' },
  'task-held': { status: 409, title: '任务已被领取' },
  'not-holder': { status: 409, title: '任务未由您领取' },
  'stale-version': { status: 409, title: '内容已被更新' },
  'findings-contradict': { status: 422, title: '核查结果与申请情况矛盾' },
  'wrong-decision': { status: 422, title: '办理内容与任务不符' },
  'case-closed': { status: 409, title: '申请已办结' },
  'not-awaiting-documents': { status: 409, title: '申请不在补正阶段' },
  'documents-still-missing': { status: 422, title: '材料仍未补齐' },
  'no-notice-open': { status: 409, title: '不在公示期内' },
  'not-under-procedure': { status: 409, title: '没有进行中的流程' },
  'person-left': { status: 403, title: '人员已离岗' },
  'not-decider': { status: 403, title: '不是由您办理' },
  'not-decided': { status: 409, title: '没有可取回的办理结果' },
  'taken-effect': { status: 409, title: '已经生效,不能取回' },
  'next-has-acted': { status: 409, title: '后续已有人办理,不能取回' },
  'unsound-period': { status: 422, title: '统计期间有误' },
  'already-left': { status: 409, title: '已办理离岗移交' },
  'unknown-person': { status: 422, title: '没有登记过的工作人员' },
  'outside-unit-tree': { status: 422, title: '不在所辖单位之内' },
  'role-missing': { status: 422, title: '不具备任务所需的岗位' },
  'urged-already': { status: 409, title: '本工作日已催办' },
  'substitution-self': { status: 422, title: '不能由本人代办' },
  'substitution-dates': { status: 422, title: '代办期间有误' },
  'substitution-overlap': { status: 409, title: '代办期间重叠' },
  'substitution-cycle': { status: 409, title: '代办关系循环' },
  'substitution-over': { status: 409, title: '代办已结束' },
  'pause-ground-not-listed': { status: 422, title: '不是法定中止事由' },
  'pause-too-early': { status: 422, title: '中止起始日过早' },
  'already-paused': { status: 409, title: '期限已中止' },
  'not-paused': { status: 409, title: '期限没有中止' },
  'limit-expired': { status: 409, title: '期限已届满' },
  'extension-ground-not-listed': { status: 422, title: '不是法定延长事由' },
  'already-extended': { status: 409, title: '期限已延长' },
  'extension-expired': { status: 409, title: '届满后不得延长' },
  'no-extension': { status: 409, title: '依法不可延长' },
  'unknown-calendar-year': { status: 422, title: '没有该年份的工作日历' },
  'webhook-url-invalid': { status: 422, title: '推送地址无效' },
  'webhook-not-https': { status: 422, title: '推送地址未使用https' },
  'webhook-credentials': { status: 422, title: '推送地址中带有用户名或者密码' },
  'webhook-address-literal': { status: 422, title: '推送地址不是域名' },
  'webhook-address-private': { status: 422, title: '推送地址指向内部网络' },
  'webhook-unresolvable': { status: 422, title: '推送地址无法解析' },
  'webhook-secret-missing': { status: 422, title: '缺少签名密钥' },
  'delivery-not-dead': { status: 409, title: '该推送无须重发' },
  'clock-not-forward': { status: 422, title: '演示时钟只能向前' },
  'clock-too-far': { status: 422, title: '演示时钟一次拨得太远' },
} as const;

const refusals = {
  'two-investigators-needed': { status: 422, title: '调查人员不足两名' },
  'signatures-incomplete': { status: 422, title: '签字不全' },
  'emergency-not-named': { status: 422, title: '未写明突发事件' },
  'date-in-future': { status: 422, title: '日期晚于今天' },
  'unknown-member': { status: 422, title: '不是申请家庭的成员' },
  'nothing-recommended': { status: 422, title: '没有符合的类别' },
  'self-approval': { status: 403, title: '不得确认自己的初审' },
  'visit-needed': { status: 422, title: '必须入户调查' },
  'no-next-tier': { status: 422, title: '没有下一类别' },
  'notice-needed': { status: 422, title: '尚未公示' },
  'classification-changed': { status: 409, title: '认定结果已变化' },
  'rules-not-in-force': { status: 409, title: '没有有效的认定规则' },
  recused: { status: 403, title: '应当回避' },
} as const satisfies Record<RefusalCode, { status: number; title: string }>;

const deliberation = {
  'not-deliberable': { status: 422, title: '不能提请一事一议' },
  'motion-open': { status: 409, title: '已有在办的一事一议' },
  'dossier-incomplete': { status: 422, title: '议题材料不齐' },
  'beyond-mandate': { status: 422, title: '超出一事一议的权限' },
  'above-ceiling': { status: 422, title: '超出决议金额上限' },
  'beyond-proposal': { status: 422, title: '决议与议案不符' },
  'not-ruler': { status: 403, title: '不由您裁定' },
  'renewed-already': { status: 409, title: '已再次提请过' },
  'not-a-ballot': { status: 422, title: '不是表决任务' },
  'ballot-open': { status: 409, title: '表决尚未结束' },
  'ballot-closed': { status: 409, title: '表决已结束' },
  'no-ballot-open': { status: 409, title: '没有进行中的表决' },
  'no-meeting': { status: 409, title: '不是会议表决' },
  'not-a-member': { status: 403, title: '不是表决成员' },
  'not-attending': { status: 409, title: '未登记到会' },
  'not-chair': { status: 403, title: '不是主持人' },
  'unknown-seat': { status: 422, title: '没有该成员席位' },
  'voted-already': { status: 422, title: '该成员已投票' },
} as const satisfies Record<
  Exclude<DeliberationCode, keyof typeof general | RefusalCode>,
  { status: number; title: string }
>;

export const problems = { ...general, ...refusals, ...deliberation };
export type ProblemCode = keyof typeof problems;

export const isProblemCode = (code: string): code is ProblemCode => Object.hasOwn(problems, code);

/** RFC 9457 with a stable `code`, Chinese texts and pointers to the fields concerned. */
export const problemSchema = z
  .looseObject({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    code: z.string(),
    detail: z.string().exactOptional(),
    errors: z.array(z.object({ pointer: z.string(), message: z.string() })).exactOptional(),
    requestId: z.string(),
  })
  .meta({ id: 'Problem' });
