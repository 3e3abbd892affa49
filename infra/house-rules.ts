import type { IPolicyValidationContext, IPolicyValidationPlugin, PolicyValidationPluginReport } from 'aws-cdk-lib';
import { readFileSync } from 'node:fs';
import * as z from 'zod';

const properties = z.record(z.string(), z.unknown());
const template = z.object({
  Resources: z.record(z.string(), z.object({ Type: z.string(), Properties: properties.default({}) })),
});

interface Resource {
  readonly type: string;
  readonly properties: z.output<typeof properties>;
}

interface Rule {
  readonly id: string;
  readonly description: string;
  readonly fix: string;
  readonly isBroken: (resource: Resource) => boolean;
}

const sealed: Readonly<Record<string, string>> = {
  'AWS::Logs::LogGroup': 'KmsKeyId',
  'AWS::SQS::Queue': 'KmsMasterKeyId',
  'AWS::SNS::Topic': 'KmsMasterKeyId',
};

const rules: readonly Rule[] = [
  {
    id: 'partition-literal',
    description: 'A partition is named; the template would fail, or worse deploy and fail later, in the other one.',
    fix: 'Write arn:${AWS::Partition}:…, or ${Partition} in a workflow.',
    isBroken: ({ properties: given }) => /arn:aws(-[a-z]+)*:/.test(JSON.stringify(given)),
  },
  {
    id: 'runtime',
    description: 'A function runs on something else than nodejs24.x on arm64.',
    fix: 'Make it a HouseFunction (infra/constructs/function.ts).',
    isBroken: ({ type, properties: { Runtime, Architectures } }) =>
      type === 'AWS::Lambda::Function' && (Runtime !== 'nodejs24.x' || JSON.stringify(Architectures) !== '["arm64"]'),
  },
  {
    id: 'sealed',
    description: 'A log group, queue or topic is not sealed by a key of ours.',
    fix: 'Give it the storage key of the data stack, or one of its own.',
    isBroken: ({ type, properties: given }) => {
      const name = sealed[type];
      return name !== undefined && given[name] === undefined;
    },
  },
  {
    id: 'restorable',
    description: 'A table cannot be restored to a point in time, or can be deleted.',
    fix: 'Turn on point-in-time recovery and deletion protection.',
    isBroken: ({ type, properties: { PointInTimeRecoverySpecification: recovery, DeletionProtectionEnabled } }) =>
      type === 'AWS::DynamoDB::Table' &&
      (!JSON.stringify(recovery ?? {}).includes('"PointInTimeRecoveryEnabled":true') ||
        DeletionProtectionEnabled !== true),
  },
];

/** Rules of this house that no bought pack knows; nothing in it departs from them. */
export class HouseRules implements IPolicyValidationPlugin {
  readonly name = 'yimen';
  readonly ruleIds = rules.map(({ id }) => id);

  validate({ templatePaths }: IPolicyValidationContext): PolicyValidationPluginReport {
    const found = templatePaths.flatMap((templatePath) => {
      const { Resources } = template.parse(JSON.parse(readFileSync(templatePath, 'utf8')));
      return Object.entries(Resources).map(([resourceLogicalId, { Type, Properties }]) => ({
        resource: { type: Type, properties: Properties },
        place: { resourceLogicalId, templatePath, locations: [] },
      }));
    });
    const violations = rules.flatMap(({ id, description, fix, isBroken }) => {
      const violatingResources = found.filter(({ resource }) => isBroken(resource)).map(({ place }) => place);
      return violatingResources.length === 0
        ? []
        : [{ ruleName: id, description, fix, severity: 'error', violatingResources }];
    });
    return { success: violations.length === 0, violations };
  }
}
