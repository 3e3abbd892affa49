import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { machines } from '../../workflows/index.ts';
import { type Part, partitions, synthesised } from './synthesised.ts';

/** Every entry is a function, but the clock of test deployments; each has a log, as has every machine, and the API one of who came. */
const FUNCTIONS = readdirSync('functions/entry').length - 1;
const LOGS = FUNCTIONS + machines.length + 1;

describe.each(partitions)('the templates for %s', (partition) => {
  const { templates, all } = synthesised(partition);

  it('name no partition: each ARN is put together where it is deployed', () => {
    const text = JSON.stringify(Object.values(templates).map((template) => template.toJSON()));
    expect(text).not.toMatch(/arn:aws/);
    expect(text).toContain('AWS::Partition');
  });

  it('use nothing that China lacks', () => {
    const types = new Set(
      Object.values(templates).flatMap((template) =>
        Object.values<Part>(template.toJSON()['Resources']).map(({ Type }) => String(Type)),
      ),
    );
    const lacking = ['AWS::Cognito', 'AWS::SES', 'AWS::XRay', 'AWS::Lambda::Url', 'AWS::CloudFront', 'Custom::'];
    expect([...types].filter((type) => lacking.some((prefix) => type.startsWith(prefix)))).toEqual([]);
    expect(
      all('AWS::Lambda::Function').filter(([, { Properties }]) => Properties['TracingConfig'] !== undefined),
    ).toEqual([]);
  });

  it('run every function on Node 24 and arm64, with a role and a log of its own', () => {
    const functions = all('AWS::Lambda::Function');
    expect(functions).toHaveLength(FUNCTIONS);
    for (const [, { Properties }] of functions) {
      expect(Properties).toMatchObject({ Runtime: 'nodejs24.x', Architectures: ['arm64'], Handler: 'index.handler' });
    }
    const own = (name: (properties: Part) => string) =>
      new Set(functions.map(([, { Properties }]) => name(Properties))).size;
    expect(own(({ Role }) => Role['Fn::GetAtt'][0])).toBe(FUNCTIONS);
    expect(own(({ LoggingConfig }) => LoggingConfig.LogGroup.Ref)).toBe(FUNCTIONS);
  });

  it('seal every log and every queue, and keep the logs for a year', () => {
    const logs = all('AWS::Logs::LogGroup');
    expect(logs).toHaveLength(LOGS);
    for (const [, { Properties }] of logs) {
      expect(Properties['KmsKeyId']['Fn::ImportValue']).toContain('StorageKey');
      expect(Properties['RetentionInDays']).toBe(365);
    }
    for (const [, { Properties }] of all('AWS::SQS::Queue')) {
      expect(Properties['KmsMasterKeyId']['Fn::ImportValue']).toContain('StorageKey');
    }
  });

  it('put no secret into an environment: names, addresses, and one key that KMS wrapped', () => {
    const names = new Set<string>();
    for (const [, { Properties }] of all('AWS::Lambda::Function')) {
      const variables: Record<string, unknown> = Properties['Environment'].Variables;
      for (const [name, value] of Object.entries(variables)) {
        names.add(name);
        expect(JSON.stringify(value)).not.toMatch(/secretsmanager|resolve:|base64/);
      }
    }
    const wrapped = all('AWS::Lambda::Function').flatMap(
      ([, { Properties }]) => Properties['Environment'].Variables.BLIND_INDEX_KEY ?? [],
    );
    expect(wrapped.length).toBeGreaterThan(1);
    expect(new Set(wrapped.flatMap((value) => Object.keys(value)))).toEqual(new Set(['Ref']));
    expect([...names].toSorted()).toEqual([
      'ANCHOR_BUCKET',
      'ANCHOR_KEY_ID',
      'AUDIENCE',
      'BLIND_INDEX_KEY',
      'DEAD_LETTER_QUEUES',
      'EVENT_BUS_NAME',
      'FUNCTION_ARNS',
      'HOUSE',
      'ISSUER',
      'JWKS_URL',
      'LAKE_BUCKET',
      'MACHINE_ARNS',
      'STAGE',
      'STREAM_ARN',
      'TABLE_NAME',
      'VAULT_KEY_ID',
    ]);
  });

  it('grant no wildcard action outside what writing to a sealed queue needs', () => {
    const actions = all('AWS::IAM::Policy')
      .flatMap(([, { Properties }]) => Properties['PolicyDocument'].Statement)
      .flatMap(({ Action }) => Action)
      .filter((action: string) => action.includes('*'));
    expect(new Set(actions)).toEqual(new Set(['kms:GenerateDataKey*', 'kms:ReEncrypt*']));
    expect(all('AWS::IAM::Role').filter(([, { Properties }]) => Properties['ManagedPolicyArns'] !== undefined)).toEqual(
      [],
    );
  });
});
