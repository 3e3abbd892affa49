import { CfnOutput, Duration, RemovalPolicy, Stack, Validations } from 'aws-cdk-lib';
import type { StackProps } from 'aws-cdk-lib';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as sns from 'aws-cdk-lib/aws-sns';
import type { Construct } from 'constructs';
import { alarms, descriptionOf } from '../alarms.ts';
import type { AlarmKind } from '../alarms.ts';
import type { Config } from '../config.ts';
import { seriesOf } from '../constructs/watch.ts';
import type { Series, Watch } from '../constructs/watch.ts';

export interface OpsStackProps extends StackProps {
  readonly config: Config;
  readonly watch: Watch;
}

const missing = {
  well: cloudwatch.TreatMissingData.NOT_BREACHING,
  ill: cloudwatch.TreatMissingData.BREACHING,
  same: cloudwatch.TreatMissingData.IGNORE,
};

/** Whoever keeps the house running: alarms, where they are heard, and one page that shows it all. Nothing in it works on a case. */
export class OpsStack extends Stack {
  readonly #props: OpsStackProps;

  constructor(scope: Construct, id: string, props: OpsStackProps) {
    super(scope, id, props);
    this.#props = props;
    const topic = this.#topic();
    const watched = props.config.profile === 'emulator' ? [] : alarms;
    const single = watched.flatMap((kind) =>
      seriesOf(kind, props.watch).map((series) => ({ kind, series, alarm: this.#alarm(kind, series) })),
    );
    const composite = watched.flatMap((kind) => {
      const { watches } = kind;
      if (watches.of !== 'alarms') return [];
      const parts = single.filter((one) => watches.names.includes(one.kind.name));
      return [
        {
          kind,
          parts,
          alarm: this.#composite(
            kind,
            parts.map(({ alarm }) => alarm),
          ),
        },
      ];
    });
    // What is part of another alarm is heard through it, so that one failure gives one message.
    const heard = new Set(composite.flatMap(({ parts }) => parts.map(({ alarm }) => alarm.node.id)));
    for (const { alarm } of [...composite, ...single.filter((one) => !heard.has(one.alarm.node.id))]) {
      const action = new SnsAction(topic);
      alarm.addAlarmAction(action);
      alarm.addOkAction(action);
    }
    this.#dashboard(
      single,
      composite.map(({ alarm }) => alarm),
    );
    new CfnOutput(this, 'AlarmTopicArn', { value: topic.topicArn, description: 'Subscribe whoever is to be called' });
  }

  /** Sealed by a key of its own: CloudWatch writes into it, and gets no right to anything else. */
  #topic(): sns.Topic {
    const key = new kms.Key(this, 'AlarmKey', {
      description: 'Alarms on their way to people',
      enableKeyRotation: true,
      removalPolicy: RemovalPolicy.DESTROY,
      pendingWindow: Duration.days(7),
    });
    const service = new iam.ServicePrincipal('cloudwatch.amazonaws.com', {
      conditions: { StringEquals: { 'aws:SourceAccount': this.account } },
    });
    key.addToResourcePolicy(
      new iam.PolicyStatement({
        principals: [service],
        actions: ['kms:Decrypt', 'kms:GenerateDataKey*'],
        resources: ['*'],
      }),
    );
    const topic = new sns.Topic(this, 'Alarms', { displayName: 'yimen', masterKey: key, enforceSSL: true });
    topic.addToResourcePolicy(
      new iam.PolicyStatement({ principals: [service], actions: ['sns:Publish'], resources: [topic.topicArn] }),
    );
    const { alarmsTo } = this.#props.config;
    if (alarmsTo !== undefined) this.#subscribe(topic, alarmsTo);
    return topic;
  }

  #subscribe(topic: sns.Topic, endpoint: string): void {
    const protocol = endpoint.includes('://') ? sns.SubscriptionProtocol.HTTPS : sns.SubscriptionProtocol.EMAIL;
    const subscription = new sns.Subscription(this, 'Called', { topic, protocol, endpoint });
    Validations.of(subscription).acknowledge({
      id: 'Serverless-SNSRedrivePolicy',
      reason: 'An alarm that reached nobody still shows on the dashboard and in its own history; old ones help nobody.',
    });
  }

  #nameOf(kind: AlarmKind, of?: string): string {
    return [this.#props.config.prefix, kind.name, ...(of === undefined ? [] : [of])].join('-');
  }

  #alarm(kind: AlarmKind, { of, metric }: Series): cloudwatch.Alarm {
    const isOver = kind.over !== undefined;
    return new cloudwatch.Alarm(this, `${kind.name}${of ?? ''}`, {
      alarmName: this.#nameOf(kind, of),
      alarmDescription: descriptionOf(kind),
      metric,
      threshold: kind.over ?? kind.under ?? 0,
      comparisonOperator: isOver
        ? cloudwatch.ComparisonOperator.GREATER_THAN_THRESHOLD
        : cloudwatch.ComparisonOperator.LESS_THAN_THRESHOLD,
      evaluationPeriods: kind.of,
      datapointsToAlarm: kind.points,
      treatMissingData: missing[kind.missing],
    });
  }

  #composite(kind: AlarmKind, parts: readonly cloudwatch.Alarm[]): cloudwatch.CompositeAlarm {
    return new cloudwatch.CompositeAlarm(this, kind.name, {
      compositeAlarmName: this.#nameOf(kind),
      alarmDescription: descriptionOf(kind),
      alarmRule: cloudwatch.AlarmRule.anyOf(...parts),
    });
  }

  #dashboard(
    single: readonly { readonly kind: AlarmKind; readonly series: Series; readonly alarm: cloudwatch.Alarm }[],
    composite: readonly cloudwatch.CompositeAlarm[],
  ): void {
    const graphs = alarms.flatMap((kind) => {
      const own = single.filter((one) => one.kind === kind);
      const limit = kind.over ?? kind.under;
      if (own.length === 0 || limit === undefined) return [];
      return [
        new cloudwatch.GraphWidget({
          title: kind.title,
          width: 8,
          height: 6,
          left: own.map(({ series }) => series.metric),
          leftAnnotations: [{ value: limit, label: `${kind.name} → docs/runbooks/${kind.runbook}.md` }],
          leftYAxis: { min: 0 },
        }),
      ];
    });
    const dashboard = new cloudwatch.Dashboard(this, 'Dashboard', {
      dashboardName: this.#props.config.prefix,
      defaultInterval: Duration.hours(12),
    });
    dashboard.addWidgets(
      new cloudwatch.AlarmStatusWidget({
        title: '一门:告警',
        width: 24,
        height: 5,
        alarms: [...composite, ...single.map(({ alarm }) => alarm)],
      }),
    );
    for (let from = 0; from < graphs.length; from += 3) dashboard.addWidgets(...graphs.slice(from, from + 3));
  }
}
