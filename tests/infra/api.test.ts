import { describe, expect, it } from 'vitest';
import { routes } from '../../functions/http/routes.ts';
import type { Route } from '../../functions/http/route.ts';
import { listed, partitions, statementsOf, synthesise, synthesised } from './synthesised.ts';

const table: readonly Route[] = Object.values(routes);

describe.each(partitions)('the API for %s', (partition) => {
  const { resources } = synthesised(partition);
  const deployed = new Map(
    resources('api', 'AWS::ApiGatewayV2::Route').map(
      ([, { Properties }]) => [String(Properties['RouteKey']), Properties] as const,
    ),
  );
  const expected = table.filter(({ stages }) => stages === undefined);

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
      expect(integration['IntegrationUri']['Fn::GetAtt'][0]).toMatch(new RegExp(`^${group}`, 'i'));
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

describe('what the API may do', () => {
  const [intake, cases, work, messages, deliberation] = ['Intake', 'Cases', 'Work', 'Messages', 'Deliberation'].map(
    (group) => {
      const found = synthesised()
        .resources('api', 'AWS::Lambda::Function')
        .find(([id]) => id.startsWith(group));
      return statementsOf(found![1].Properties['Role']['Fn::GetAtt'][0], 'api');
    },
  );
  const scopes = (statements: typeof intake, action: string) =>
    statements!
      .filter(
        ({ Action, Resource }) => listed(Action).includes(action) && JSON.stringify(Resource).includes('VaultKey'),
      )
      .map(({ Condition }) => Condition.StringEquals['kms:EncryptionContext:scope'] ?? '*');

  it('with keys: intake and work make those of new households, cases opens what is there, messages reads no family', () => {
    expect(scopes(intake, 'kms:Decrypt')).toEqual(['*', 'blind-index']);
    expect(scopes(intake, 'kms:GenerateDataKey')).toEqual(['*']);
    expect(scopes(cases, 'kms:Decrypt')).toEqual(['*', 'blind-index']);
    expect(scopes(cases, 'kms:GenerateDataKey')).toEqual([]);
    expect(scopes(work, 'kms:Decrypt')).toEqual(['*']);
    // A household that is split becomes two, each with its key.
    expect(scopes(work, 'kms:GenerateDataKey')).toEqual(['*']);
    expect(scopes(messages, 'kms:Decrypt')).toEqual(['webhooks']);
    expect(scopes(messages, 'kms:GenerateDataKey')).toEqual(['webhooks']);
    expect(scopes(deliberation, 'kms:Decrypt')).toEqual(['*']);
    expect(scopes(deliberation, 'kms:GenerateDataKey')).toEqual([]);
  });

  it('with the table: nothing beside reading, writing and the lists of people', () => {
    const lists = new Map([
      [intake, null],
      [cases, ['index/gsi1']],
      [work, ['index/gsi1', 'index/gsi4']],
    ]);
    for (const [statements, granted] of lists) {
      const actions = statements!
        .flatMap(({ Action }) => listed(Action))
        .filter((action) => String(action).startsWith('dynamodb:'));
      expect(new Set(actions)).toEqual(
        new Set(
          ['GetItem', 'Query', 'PutItem', 'UpdateItem', 'DeleteItem', 'ConditionCheckItem'].map(
            (name) => `dynamodb:${name}`,
          ),
        ),
      );
      const indexes = JSON.stringify(statements).match(/index\/\w+/g);
      expect(indexes).toEqual(granted);
    }
  });
});

describe.each(partitions)('a name of its own in %s', (partition) => {
  const certificate = '123e4567-e89b-42d3-a456-426614174000';
  const { templates, resources } = synthesise({ partition, domain: 'aid.example.org', certificate });

  it('leads to the API with a certificate of the same partition, and the generated address is off', () => {
    const [, api] = resources('api', 'AWS::ApiGatewayV2::Api')[0]!;
    expect(api.Properties['DisableExecuteApiEndpoint']).toBe(true);
    const [id, domain] = resources('api', 'AWS::ApiGatewayV2::DomainName')[0]!;
    const [configuration] = domain.Properties['DomainNameConfigurations'];
    expect(configuration).toMatchObject({ EndpointType: 'REGIONAL', SecurityPolicy: 'TLS_1_2' });
    expect(JSON.stringify(configuration.CertificateArn)).toContain(`:certificate/${certificate}`);
    expect(JSON.stringify(configuration.CertificateArn)).toContain('AWS::Partition');
    const [, mapping] = resources('api', 'AWS::ApiGatewayV2::ApiMapping')[0]!;
    expect(mapping.Properties).toMatchObject({ DomainName: { Ref: id }, Stage: '$default' });
    expect(templates.api.toJSON()['Outputs'].Url.Value).toBe('https://aid.example.org');
  });
});
