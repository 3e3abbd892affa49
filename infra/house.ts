import { Tags, Validations } from 'aws-cdk-lib';
import type { App } from 'aws-cdk-lib';
import { AwsSolutionsChecks, ServerlessChecks } from 'cdk-nag';
import { acknowledgeHouseRules } from './acknowledgements.ts';
import type { Config } from './config.ts';
import { HouseRules } from './house-rules.ts';
import { ApiStack } from './stacks/api.ts';
import { AuditStack } from './stacks/audit.ts';
import { DataStack } from './stacks/data.ts';
import { OpsStack } from './stacks/ops.ts';
import { WorkflowStack } from './stacks/workflow.ts';
import { WorkflowRules } from './workflow-rules.ts';

export interface CloudHouse {
  readonly data: DataStack;
  readonly workflow: WorkflowStack;
  readonly api: ApiStack;
  readonly ops: OpsStack;
  readonly audit: AuditStack;
}

/** Every stack of one deployment, with the rules that its templates must keep; a broken one fails the synthesis. */
export function cloudHouse(app: App, config: Config): CloudHouse {
  Validations.of(app).addPlugins(
    new HouseRules(),
    new WorkflowRules(),
    new AwsSolutionsChecks(app),
    new ServerlessChecks(app),
  );
  const env = { region: config.region, ...(config.account === undefined ? {} : { account: config.account }) };
  // Whoever tries the house out on an emulator takes it down again.
  const place = { env, ...(config.profile === 'emulator' ? { terminationProtection: false } : {}) };
  const data = new DataStack(app, `${config.prefix}Data`, {
    ...place,
    description: 'yimen: what must outlive deployments',
  });
  const workflow = new WorkflowStack(app, `${config.prefix}Workflow`, {
    ...place,
    config,
    data,
    description: 'yimen: procedures, outbox, sweep',
  });
  const api = new ApiStack(app, `${config.prefix}Api`, {
    ...place,
    config,
    data,
    discoveryScan: workflow.discoveryScan,
    ...(workflow.testClock === undefined ? {} : { testClock: workflow.testClock }),
    description: 'yimen: the one door',
  });
  const audit = new AuditStack(app, `${config.prefix}Audit`, {
    ...place,
    config,
    data,
    description: 'yimen: what vouches for the records',
  });
  const ops = new OpsStack(app, `${config.prefix}Ops`, {
    ...place,
    config,
    watch: {
      house: config.prefix,
      machines: workflow.machines,
      functions: new Map([...workflow.functions, ...api.functions, ['Anchor', audit.anchor]]),
      queues: new Map([...workflow.deadLetters, ['anchor', audit.failures]]),
      table: data.table,
      consumers: workflow.consumers,
      apiId: api.apiId,
    },
    description: 'yimen: alarms and what operators see',
  });
  Tags.of(app).add('application', 'yimen');
  for (const stack of [data, workflow, api, audit, ops]) acknowledgeHouseRules(stack);
  return { data, workflow, api, audit, ops };
}
