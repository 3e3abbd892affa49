import { CfnOutput, Duration, RemovalPolicy, Size, Stack, Validations } from 'aws-cdk-lib';
import type { StackProps } from 'aws-cdk-lib';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import { AccessLogFormat } from 'aws-cdk-lib/aws-apigateway';
import * as apigateway from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpJwtAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2-authorizers';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import * as iam from 'aws-cdk-lib/aws-iam';
import type * as lambda from 'aws-cdk-lib/aws-lambda';
import * as logs from 'aws-cdk-lib/aws-logs';
import { StringParameter } from 'aws-cdk-lib/aws-ssm';
import type * as sfn from 'aws-cdk-lib/aws-stepfunctions';
import type { Construct } from 'constructs';
import { routes } from '../../functions/http/routes.ts';
import type { Route } from '../../functions/http/route.ts';
import type { Config } from '../config.ts';
import { allowTable, allowVault } from '../constructs/access.ts';
import type { IndexName, VaultAccess } from '../constructs/access.ts';
import { DuckDbLayer } from '../constructs/duckdb-layer.ts';
import { HouseFunction } from '../constructs/function.ts';
import { allowLake } from '../constructs/lake.ts';
import { liveArnOf } from '../constructs/workflow.ts';
import type { DataStack } from './data.ts';

export interface ApiStackProps extends StackProps {
  /** Which the supervisor may start by hand. */
  readonly discoveryScan: sfn.StateMachine;
  /** Of a test deployment. */
  readonly testClock?: lambda.IFunction;
  readonly config: Config;
  readonly data: DataStack;
}

/** Groups of routes that have a Lambda function; the rest belongs to the embedded home. */
const groups = {
  intake: {
    description: 'Families and their applications: what is filed',
    indexes: [],
    vault: { households: 'create-and-open', blindIndex: true },
  },
  cases: {
    description: 'Where applications stand, and what the public may see',
    indexes: ['gsi1'],
    vault: { households: 'open', blindIndex: true },
  },
  work: {
    description: "People's work",
    indexes: ['gsi1', 'gsi4'],
    // Whoever splits a household decides it here.
    vault: { households: 'create-and-open' },
  },
  people: {
    description: 'Who stands in, who leaves, and who watches over the work',
    indexes: ['gsi1', 'gsi4'],
    vault: { households: 'open' },
  },
  messages: {
    description: 'What people are told, inside the house and outside',
    indexes: ['gsi1'],
    vault: { webhooks: 'create-and-open' },
  },
  deliberation: {
    description: 'Motions before the coordination mechanism, their ballots and minutes',
    indexes: [],
    vault: { households: 'open' },
  },
  termination: {
    description: 'Whether running aid goes on, changes or ends',
    indexes: [],
    vault: { households: 'open' },
  },
  referral: {
    description: 'Needs that go to departments',
    indexes: [],
    vault: { households: 'create-and-open', blindIndex: true },
  },
  monitoring: {
    description: 'Alerts, and help that cannot wait',
    indexes: [],
    vault: { households: 'create-and-open', blindIndex: true },
  },
  visits: {
    description: 'Families that somebody goes and looks after',
    indexes: ['gsi1'],
    vault: { households: 'create-and-open', blindIndex: true },
  },
  database: {
    description: 'Households with all that they are granted, what is missing or doubled, and who may ask',
    indexes: ['gsi1'],
    vault: { households: 'create-and-open', blindIndex: true },
    lake: 'read',
  },
  discovery: {
    description: 'The monthly scan: what it looks for, what it did, and the start of one by hand',
    indexes: [],
    vault: { households: 'open' },
    startsScan: true,
  },
  feeds: {
    description: 'What departments deliver',
    indexes: [],
    vault: { households: 'create-and-open', blindIndex: true },
    lake: 'read-and-write',
  },
} as const satisfies Readonly<
  Record<
    string,
    {
      description: string;
      indexes: readonly IndexName[];
      vault: VaultAccess;
      /** Works with departments' datasets, and needs DuckDB for it. */
      lake?: 'read' | 'read-and-write';
      startsScan?: true;
    }
  >
>;

type Group = keyof typeof groups;

const pascal = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1);

const isDeployed =
  (stage: Config['stage']) =>
  (route: Route): route is Route & { readonly group: Group | 'test-clock' } =>
    (route.group in groups || route.group === 'test-clock') &&
    (route.stages === undefined || route.stages.includes(stage));

/** Whom nothing is logged about: no address, no path (it holds ids), no claim. */
const accessLogFormat = AccessLogFormat.custom(
  JSON.stringify({
    requestId: '$context.requestId',
    time: '$context.requestTimeEpoch',
    routeKey: '$context.routeKey',
    status: '$context.status',
    latencyMs: '$context.responseLatency',
    integrationError: '$context.integrationErrorMessage',
    authorizerError: '$context.authorizer.error',
  }),
);

/** The one door: every deployed route of `functions/http/routes.ts`, behind the issuer's signature where it asks for one. */
export class ApiStack extends Stack {
  readonly #props: ApiStackProps;
  readonly #duckdb: DuckDbLayer;
  /** What is watched. */
  readonly functions = new Map<string, lambda.IFunction>();
  readonly apiId: string;

  constructor(scope: Construct, id: string, props: ApiStackProps) {
    super(scope, id, props);
    this.#props = props;
    this.#duckdb = new DuckDbLayer(this, 'DuckDb');
    const { issuer, audience } = props.config;
    const { domain, certificate } = props.config;
    const api = new apigateway.HttpApi(this, 'Api', {
      apiName: id,
      description: '一门 yimen',
      createDefaultStage: false,
      disableExecuteApiEndpoint: domain !== undefined,
    });
    const authorizer = new HttpJwtAuthorizer('Issuer', issuer, { jwtAudience: [audience] });
    const table: readonly Route[] = Object.values(routes);
    const deployed = table.filter(isDeployed(props.config.stage));
    const served = new Set(deployed.map(({ group }) => group));
    const integrations = new Map([...served].map((group) => [group, this.#integration(group)]));
    for (const route of deployed) {
      const integration = integrations.get(route.group);
      if (integration === undefined) throw new Error(`route ${route.id} belongs to no deployed group`);
      const added = api.addRoutes({
        path: route.path,
        methods: [apigateway.HttpMethod[route.method]],
        integration,
        ...(route.action === undefined ? {} : { authorizer }),
      });
      if (route.action === undefined) {
        for (const open of added) {
          Validations.of(open).acknowledge({ id: 'AwsSolutions-APIG4', reason: `Open to everybody: ${route.summary}` });
        }
      }
    }
    const stage = this.#stage(api);
    this.apiId = api.apiId;
    if (domain !== undefined && certificate !== undefined) this.#domain(api, stage, { domain, certificate });
    new CfnOutput(this, 'Url', { value: domain === undefined ? api.apiEndpoint : `https://${domain}` });
  }

  #integration(group: Group | 'test-clock'): HttpLambdaIntegration {
    const handler = group === 'test-clock' ? this.#props.testClock : this.#group(group);
    if (handler === undefined) throw new Error('the clock of a test deployment is not deployed');
    return new HttpLambdaIntegration(`${group}Integration`, handler, {
      // One permission for the whole API: one for each route would outgrow the function's policy.
      scopePermissionToRoute: false,
    });
  }

  #group(group: Group): lambda.IFunction {
    const { data, config } = this.#props;
    const { description, indexes, vault, ...more } = groups[group];
    const lake = 'lake' in more ? more.lake : undefined;
    const { discoveryScan } = this.#props;
    const startsScan = 'startsScan' in more;
    const { function: handler, role } = new HouseFunction(this, pascal(group), {
      entry: group,
      description,
      // The gateway gives up after 30 seconds.
      timeout: Duration.seconds(29),
      memory: lake === undefined ? 1024 : 2048,
      ...(lake === undefined ? {} : { duckdb: this.#duckdb.layer, disk: Size.gibibytes(4) }),
      failures: 'Called by the gateway, which waits for the answer: the person sees the failure.',
      key: data.storageKey,
      environment: {
        STAGE: config.stage,
        TABLE_NAME: data.table.tableName,
        VAULT_KEY_ID: data.vaultKey.keyArn,
        ...('blindIndex' in vault
          ? { BLIND_INDEX_KEY: StringParameter.valueForStringParameter(this, config.blindIndexParameter) }
          : {}),
        ISSUER: config.issuer,
        AUDIENCE: config.audience,
        JWKS_URL: config.jwksUrl,
        ...(lake === undefined ? {} : { LAKE_BUCKET: data.lake.bucketName }),
        ...(startsScan ? { MACHINE_ARNS: this.toJsonString({ 'discovery-scan': liveArnOf(discoveryScan) }) } : {}),
      },
    });
    this.functions.set(pascal(group), handler);
    allowTable(role, data.table, { reads: true, writes: 'all', indexes });
    allowVault(role, data.vaultKey, vault);
    if (lake !== undefined) allowLake(role, data.lake, data.storageKey, lake);
    if (startsScan) {
      role.addToPolicy(
        new iam.PolicyStatement({ actions: ['states:StartExecution'], resources: [discoveryScan.stateMachineArn] }),
      );
    }
    return handler;
  }

  #domain(
    api: apigateway.HttpApi,
    stage: apigateway.HttpStage,
    { domain, certificate }: Required<Pick<Config, 'domain' | 'certificate'>>,
  ): void {
    const arn = this.formatArn({ service: 'acm', resource: 'certificate', resourceName: certificate });
    const named = new apigateway.DomainName(this, 'Domain', {
      domainName: domain,
      certificate: Certificate.fromCertificateArn(this, 'Certificate', arn),
      securityPolicy: apigateway.SecurityPolicy.TLS_1_2,
    });
    new apigateway.ApiMapping(this, 'Mapping', { api, domainName: named, stage });
    new CfnOutput(this, 'DomainTarget', {
      value: named.regionalDomainName,
      description: `Make ${domain} a CNAME of this`,
    });
  }

  #stage(api: apigateway.HttpApi): apigateway.HttpStage {
    const log = new logs.LogGroup(this, 'AccessLog', {
      encryptionKey: this.#props.data.storageKey,
      retention: logs.RetentionDays.ONE_YEAR,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    return new apigateway.HttpStage(this, 'Stage', {
      httpApi: api,
      stageName: '$default',
      autoDeploy: true,
      throttle: { rateLimit: 200, burstLimit: 400 },
      detailedMetricsEnabled: true,
      accessLogSettings: { destination: new apigateway.LogGroupLogDestination(log), format: accessLogFormat },
    });
  }
}
