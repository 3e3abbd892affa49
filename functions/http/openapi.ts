import * as z from 'zod';
import { createDocument } from 'zod-openapi';
import type { ZodOpenApiOperationObject, ZodOpenApiPathsObject } from 'zod-openapi';
import { problemSchema } from '../contracts/problems.ts';
import { routes } from './routes.ts';
import type { Route, Stage } from './route.ts';

/** OpenAPI 3.1 of a stage, made from the route table. A build artefact: no Lambda carries it. */
export function openApiDocument(stage: Stage) {
  const table: readonly Route[] = Object.values(routes);
  const paths: Record<string, Record<string, ZodOpenApiOperationObject>> = {};
  for (const route of table) {
    if (route.stages !== undefined && !route.stages.includes(stage)) continue;
    const operations = (paths[route.path] ??= {});
    operations[route.method.toLowerCase()] = operation(route);
  }
  const document: ZodOpenApiPathsObject = paths;
  return createDocument({
    openapi: '3.1.1',
    info: {
      title: '一门 yimen',
      version: '0.1.0',
      summary: '一次申请、分类审核认定;一门受理、协同办理',
      description:
        '依据东民〔2024〕17号。写操作须带Idempotency-Key(重试沿用原编号);办理任务须以If-Match带上所见版本号。错误按RFC 9457返回,code为稳定编号。',
    },
    components: {
      securitySchemes: { bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } },
    },
    paths: document,
  });
}

const file = z.string().meta({ format: 'binary' });

const groupTitles: Readonly<Record<Route['group'], string>> = {
  intake: '受理',
  cases: '查询与公示',
  work: '办理',
  people: '代办、移交与督办',
  messages: '消息与通知',
  referral: '转办',
  deliberation: '一事一议',
  termination: '终止救助与清退',
  monitoring: '预警与临时救助',
  visits: '走访',
  database: '低收入人口数据库',
  discovery: '全人口监测比对',
  feeds: '数据源',
  'test-clock': '演示时钟',
};

function operation(route: Route): ZodOpenApiOperationObject {
  const header = {
    ...(route.isIdempotent === true
      ? { 'Idempotency-Key': z.string().min(8).max(100).meta({ description: '请求的唯一编号' }) }
      : {}),
    ...(route.isConditional === true
      ? { 'If-None-Match': z.string().optional().meta({ description: '上一次返回的ETag' }) }
      : {}),
    ...(route.needsVersion === true ? { 'If-Match': z.string().meta({ description: '所见任务版本(ETag)' }) } : {}),
  };
  return {
    operationId: route.id,
    summary: route.summary,
    tags: [groupTitles[route.group]],
    ...(route.action === undefined ? {} : { security: [{ bearer: [] }] }),
    requestParams: {
      ...(route.params === undefined ? {} : { path: route.params }),
      ...(route.query === undefined ? {} : { query: route.query }),
      ...(Object.keys(header).length === 0 ? {} : { header: z.object(header) }),
    },
    ...(route.body === undefined ? {} : { requestBody: { content: { 'application/json': { schema: route.body } } } }),
    ...(route.takes === undefined
      ? {}
      : { requestBody: { content: Object.fromEntries(route.takes.map((type) => [type, { schema: file }])) } }),
    responses: {
      ...Object.fromEntries(
        Object.entries(route.responses).map(([status, schema]) => [
          status,
          { description: route.summary, content: { [route.produces ?? 'application/json']: { schema } } },
        ]),
      ),
      ...(route.isConditional === true ? { 304: { description: '没有变化' } } : {}),
      default: { description: '问题说明', content: { 'application/problem+json': { schema: problemSchema } } },
    },
  };
}
