import * as z from 'zod';
import { healthViewSchema, inboxSchema, noticeViewSchema } from '../../functions/contracts/views.ts';
import type { Answer, Probe } from './probe.ts';

/** What a check found; `says` is for whoever deployed. */
export interface Finding {
  readonly isWell: boolean;
  readonly says: string;
}

export interface Check {
  readonly name: string;
  readonly run: (probe: Probe, stage: string | undefined) => Promise<Finding>;
}

/** Any area of the city will do. */
const AREA = '370502100';

const well = (says: string): Finding => ({ isWell: true, says });
const ill = (says: string): Finding => ({ isWell: false, says });

/** Problem documents of the house, or the gateway's own words. */
const said = z.looseObject({ code: z.string().optional(), message: z.string().optional() });

function otherwise({ status, body }: Answer): Finding {
  const { code, message } = said.safeParse(body).data ?? {};
  const words = code ?? message ?? '';
  const hint =
    status === 403 && words === 'Forbidden'
      ? '(中国区:账户没有有效的ICP备案时,网关不受理未签名的请求)'
      : status === 503 || status === 500
        ? '(查看该组函数的日志:docs/runbooks/api-errors.md)'
        : '';
  return ill(`应答${status}${words === '' ? '' : ` ${words}`}${hint}`);
}

export const health = async (probe: Probe): Promise<{ readonly finding: Finding; readonly stage?: string }> => {
  const answer = await probe.ask('/health');
  const view = healthViewSchema.safeParse(answer.body).data;
  if (answer.status !== 200) return { finding: otherwise(answer) };
  if (view === undefined) return { finding: ill('应答200,但不是一门的运行状况') };
  const { stage, pack, today, calendarThrough, warnings } = view;
  const more = warnings.length === 0 ? '' : `;提示${warnings.length}条:${warnings.join(';')}`;
  return { finding: well(`${stage},规则包${pack},今日${today},日历至${calendarThrough}${more}`), stage };
};

const refused =
  (path: string, token?: string) =>
  async (probe: Probe): Promise<Finding> => {
    const answer = await probe.ask(path, token === undefined ? {} : { token });
    return answer.status === 401 ? well('拒绝(401)') : otherwise(answer);
  };

/** Signed by nobody; well-formed, so that it is the signature that is refused. */
const FORGED = `${btoa('{"alg":"RS256","kid":"none"}').replaceAll('=', '')}.${btoa('{"sub":"nobody"}').replaceAll('=', '')}.c2lnbmF0dXJl`;

/** Reads only. */
export const checks: readonly Check[] = [
  {
    name: 'headers',
    run: async (probe) => {
      const { headers } = await probe.ask('/health');
      const missing = [
        ['cache-control', 'no-store'],
        ['x-content-type-options', 'nosniff'],
      ].filter(([name = '', value]) => headers.get(name) !== value);
      return missing.length === 0
        ? well('不缓存,不猜类型')
        : ill(`缺少:${missing.map((pair) => pair.join(': ')).join(',')}`);
    },
  },
  {
    name: 'public-notices',
    run: async (probe) => {
      const answer = await probe.ask(`/public-notices?area=${AREA}`);
      const view = noticeViewSchema.safeParse(answer.body).data;
      return answer.status === 200 && view !== undefined ? well(`公示${view.items.length}条`) : otherwise(answer);
    },
  },
  { name: 'anonymous-refused', run: refused('/tasks') },
  { name: 'forged-refused', run: refused('/tasks', FORGED) },
  {
    name: 'unknown-route',
    run: async (probe) => {
      const answer = await probe.ask('/no-such-door');
      return answer.status === 404 ? well('没有(404)') : otherwise(answer);
    },
  },
  {
    name: 'no-demo-doors',
    run: async (probe, stage) => {
      if (stage !== 'production') return well(`${stage ?? '环境不明'}:不查`);
      const answers = await Promise.all([probe.ask('/test-clock'), probe.ask('/demo/sign-in', { method: 'POST' })]);
      return answers.every(({ status }) => status === 404)
        ? well('无演示登录,时钟不可拨')
        : ill('正式环境开着演示用的入口:/test-clock 或 /demo/sign-in');
    },
  },
  {
    name: 'openapi',
    run: async (probe) => {
      const answer = await probe.ask('/openapi.json');
      // The cloud serves no document; the embedded home does.
      if (answer.status === 404) return well('此环境不提供接口文档');
      const document = z.looseObject({ openapi: z.string() }).safeParse(answer.body).data;
      return answer.status === 200 && document !== undefined ? well(`OpenAPI ${document.openapi}`) : otherwise(answer);
    },
  },
];

/** With the token of somebody who works there. */
export const signedIn = (token: string): Check => ({
  name: 'signed-in',
  run: async (probe) => {
    const answer = await probe.ask('/inbox', { token });
    if (answer.status === 200 && inboxSchema.safeParse(answer.body).success) return well('令牌有效,收件箱可读');
    if (answer.status === 401) return ill('令牌未被接受(401):核对签发者、受众、有效期,以及网关能否取得签发者的公钥');
    if (answer.status === 403) return ill('令牌有效,但此人无权读收件箱(403):换一个在岗人员的令牌');
    return otherwise(answer);
  },
});
