import * as z from 'zod';
import { feedImportedSchema, feedListSchema, feedSeenSchema, feedViewSchema } from '../../contracts/feeds.ts';
import { civilDateSchema } from '../../domain/values/civil-date.ts';
import type { Routes } from '../route.ts';

const ofFeed = z.strictObject({ feed: z.string().regex(/^[a-z][a-z-]{1,40}$/) });

/** What departments deliver. */
export const feedRoutes = {
  listFeeds: {
    id: 'listFeeds',
    method: 'GET',
    path: '/feeds',
    group: 'feeds',
    action: 'feed.read',
    summary: '数据源登记:各部门报送是否按时、最近一期、是否隔离',
    responses: { 200: feedListSchema },
  },
  readFeed: {
    id: 'readFeed',
    method: 'GET',
    path: '/feeds/{feed}',
    group: 'feeds',
    action: 'feed.read',
    summary: '一个数据源:应有的列、各期数据',
    params: ofFeed,
    responses: { 200: feedViewSchema },
  },
  importFeed: {
    id: 'importFeed',
    method: 'POST',
    path: '/feeds/{feed}/imports',
    group: 'feeds',
    action: 'feed.import',
    summary: '导入一份部门数据(CSV或者.xlsx,以内容识别重复);dryRun=true只校验',
    params: ofFeed,
    query: z.strictObject({
      /** The day that the data speak of; default today. */
      on: civilDateSchema.exactOptional(),
      dryRun: z.enum(['true', 'false']).exactOptional(),
    }),
    takes: [
      'text/csv',
      'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      'application/octet-stream',
    ],
    responses: { 200: feedSeenSchema, 201: feedImportedSchema },
  },
} as const satisfies Routes;
