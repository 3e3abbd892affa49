import { describe, expect, it } from 'vitest';
import { routes } from '../../functions/http/routes.ts';
import type { Route } from '../../functions/http/route.ts';
import { partitions, synthesised } from './synthesised.ts';

const table: readonly Route[] = Object.values(routes);

describe.each(partitions)('the API for %s', (partition) => {
  const { resources } = synthesised(partition);
  const deployed = new Map(
    resources('api', 'AWS::ApiGatewayV2::Route').map(
      ([, { Properties }]) => [String(Properties['RouteKey']), Properties] as const,
    ),
  );
  const expected = table.filter(({ stages, group }) => stages === undefined && group !== 'home');

  it('has every route of the table but those of demo and test, and none besides', () => {
    expect([...deployed.keys()].toSorted()).toEqual(expected.map(({ method, path }) => `${method} ${path}`).toSorted());
    expect([...deployed.keys()].filter((key) => String(key).includes('test-clock'))).toEqual([]);
  });

  it("leads each route to its group's function", () => {
    const integrations = new Map(resources('api', 'AWS::ApiGatewayV2::Integration'));
    for (const { method, path, group } of expected) {
      const target = deployed.get(`${method} ${path}`)!['Target']['Fn::Join'][1][1].Ref;
      const integration = integrations.get(target)!.Properties;
      expect(integration).toMatchObject({ IntegrationType: 'AWS_PROXY', PayloadFormatVersion: '2.0' });
      expect(integration['IntegrationUri']['Fn::GetAtt'][0]).toMatch(group === 'intake' ? /^Intake/ : /^Work/);
    }
  });

  it('asks for a signed token wherever the table names an action', () => {
    for (const { method, path, action } of expected) {
      const { AuthorizationType } = deployed.get(`${method} ${path}`)!;
      expect({ path, AuthorizationType }).toEqual({ path, AuthorizationType: action === undefined ? 'NONE' : 'JWT' });
    }
    const [authorizer] = resources('api', 'AWS::ApiGatewayV2::Authorizer');
    expect(authorizer![1].Properties).toMatchObject({
      AuthorizerType: 'JWT',
      JwtConfiguration: { Issuer: 'https://issuer.invalid', Audience: ['yimen'] },
    });
  });

  it('limits the rate and logs neither paths nor people', () => {
    const [stage] = resources('api', 'AWS::ApiGatewayV2::Stage');
    const { AccessLogSettings, DefaultRouteSettings } = stage![1].Properties;
    expect(DefaultRouteSettings).toMatchObject({ ThrottlingRateLimit: 200, ThrottlingBurstLimit: 400 });
    expect(AccessLogSettings.Format).not.toMatch(/identity|sourceIp|\$context\.path|claims/);
  });
});
