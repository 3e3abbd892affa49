import { describe, expect, it } from 'vitest';
import { openApiDocument } from '../../../functions/http/openapi.ts';
import { routes } from '../../../functions/http/routes.ts';

describe('the OpenAPI document', () => {
  it('has every route of the stage, and the moved clock in demo and test alone', () => {
    const listed = (stage: 'demo' | 'production') =>
      Object.entries(openApiDocument(stage).paths ?? {}).flatMap(([path, methods]) =>
        Object.keys(methods ?? {}).map((method) => `${method.toUpperCase()} ${path}`),
      );
    const all = Object.values(routes).map(({ method, path }) => `${method} ${path}`);
    expect(listed('demo').toSorted()).toEqual(all.toSorted());
    expect(listed('production')).not.toContain('POST /test-clock');
    expect(listed('production')).toHaveLength(all.length - 2);
  });

  it('says of each operation what it asks for and what may come back', () => {
    const decide = openApiDocument('production').paths?.['/tasks/{taskId}/decision']?.post;
    const parameters = decide?.parameters?.map((parameter) => ('name' in parameter ? parameter.name : ''));
    expect(parameters).toEqual(expect.arrayContaining(['taskId', 'Idempotency-Key', 'If-Match']));
    expect(decide?.requestBody).toMatchObject({
      content: { 'application/json': { schema: { $ref: '#/components/schemas/TaskDecision' } } },
    });
    expect(Object.keys(decide?.responses ?? {})).toEqual(['200', 'default']);
    expect(decide?.security).toEqual([{ bearer: [] }]);
  });
});
