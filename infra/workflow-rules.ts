import validate from 'asl-validator';
import type { IPolicyValidationContext, IPolicyValidationPlugin, PolicyValidationPluginReport } from 'aws-cdk-lib';
import { readFileSync } from 'node:fs';
import * as z from 'zod';
import { compileDefinition } from '../local/engine/definition/compile.ts';
import { describeResource } from '../local/engine/integrations/registry.ts';

const substitution = z.union([
  z.string().transform((text) => ({ text })),
  z.object({ Ref: z.string() }).transform(({ Ref: id }) => ({ id })),
  // A machine with its alias.
  z
    .object({ 'Fn::Join': z.tuple([z.literal(''), z.tuple([z.object({ Ref: z.string() }), z.string()])]) })
    .transform(({ 'Fn::Join': [, [{ Ref: id }]] }) => ({ id })),
  z.object({ 'Fn::GetAtt': z.tuple([z.string(), z.string()]) }).transform(({ 'Fn::GetAtt': [id] }) => ({ id })),
]);
const machine = z.object({
  DefinitionString: z.string(),
  DefinitionSubstitutions: z.record(z.string(), substitution).default({}),
});
const template = z.object({
  Resources: z.record(z.string(), z.object({ Type: z.string(), Properties: z.unknown() })),
});
type Resources = z.output<typeof template>['Resources'];

/**
 * What is wrong with the machines of a template, once their placeholders are filled: by what AWS's own validator would say, and by the
 * engine that runs them at home. CDK's check sees no target that is not there, no unreachable state and no broken JSONata.
 */
export class WorkflowRules implements IPolicyValidationPlugin {
  readonly name = 'yimen-workflows';
  readonly ruleIds = ['asl'];

  validate({ templatePaths }: IPolicyValidationContext): PolicyValidationPluginReport {
    const violations = templatePaths.flatMap((templatePath) => {
      const { Resources } = template.parse(JSON.parse(readFileSync(templatePath, 'utf8')));
      return Object.entries(Resources).flatMap(([resourceLogicalId, { Type, Properties }]) => {
        if (Type !== 'AWS::StepFunctions::StateMachine') return [];
        return faultsOf(Properties, Resources).map((description) => ({
          ruleName: 'asl',
          description,
          fix: 'Correct the file in workflows/.',
          severity: 'error',
          violatingResources: [{ resourceLogicalId, templatePath, locations: [] }],
        }));
      });
    });
    return { success: violations.length === 0, violations };
  }
}

function faultsOf(properties: unknown, resources: Resources): readonly string[] {
  const parsed = machine.safeParse(properties);
  if (!parsed.success) return ['The definition does not stand in the template as text; make it a Workflow.'];
  const { DefinitionString, DefinitionSubstitutions } = parsed.data;
  const text = DefinitionString.replaceAll(/\$\{(\w+)\}/g, (whole, name: string) => {
    const given = DefinitionSubstitutions[name];
    if (given === undefined) return whole;
    return 'text' in given ? given.text : valueOf(given.id, resources[given.id]?.Type);
  });
  const compiled = compileDefinition(text, { type: 'STANDARD', describeResource });
  const found = compiled.kind === 'invalid' ? compiled.diagnostics : [];
  const faults = found.map(({ code, message, location }) => `${code}: ${message} at ${location}`);
  // Of what is no JSON it has nothing to say.
  if (found.some(({ code }) => code === 'INVALID_JSON_DESCRIPTION')) return faults;
  const judged = validate(JSON.parse(text));
  return judged.isValid ? faults : [...faults, judged.errorsText('; ')];
}

/** Of the shape that deploys; which account and region is no matter here. */
function valueOf(id: string, type: string | undefined): string {
  if (id === 'AWS::Partition') return 'aws';
  const arn = (service: string, resource: string) =>
    ['arn', 'aws', service, 'us-east-1', '123456789012', resource, id].join(':');
  return type === 'AWS::Lambda::Function' ? arn('lambda', 'function') : arn('states', 'stateMachine');
}
