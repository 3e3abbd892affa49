import { describe, expect, it } from 'vitest';
import { synthesise } from './synthesised.ts';

describe('a test deployment', () => {
  const { resources, all } = synthesise({ partition: 'aws', stage: 'test' });

  it('has a clock that signed-in supervisors move, which production has not', () => {
    const routes = new Map(
      resources('api', 'AWS::ApiGatewayV2::Route').map(([, { Properties }]) => [
        String(Properties['RouteKey']),
        Properties,
      ]),
    );
    expect(routes.get('GET /test-clock')).toMatchObject({ AuthorizationType: 'NONE' });
    expect(routes.get('POST /test-clock')).toMatchObject({ AuthorizationType: 'JWT' });
  });

  it('tells every function that its clock is in the table', () => {
    const stages = all('AWS::Lambda::Function').map(([, { Properties }]) => Properties['Environment'].Variables.STAGE);
    expect(new Set(stages)).toEqual(new Set(['test']));
  });
});
