import { Duration } from 'aws-cdk-lib';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import type * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import type * as lambda from 'aws-cdk-lib/aws-lambda';
import type * as sqs from 'aws-cdk-lib/aws-sqs';
import type * as sfn from 'aws-cdk-lib/aws-stepfunctions';
import { table as definition } from '../../functions/store/table.ts';
import type { AlarmKind } from '../alarms.ts';

/** Everything of a deployment that can be watched, by the names that operators read. */
export interface Watch {
  /** Dimension of the figures that the house puts itself. */
  readonly house: string;
  readonly machines: ReadonlyMap<string, sfn.StateMachine>;
  readonly functions: ReadonlyMap<string, lambda.IFunction>;
  readonly queues: ReadonlyMap<string, sqs.Queue>;
  readonly table: dynamodb.Table;
  /** Those that read the table's stream. */
  readonly consumers: ReadonlyMap<string, lambda.IFunction>;
  readonly apiId: string;
}

/** One figure; `of` tells it apart from others of its kind. */
export interface Series {
  readonly of?: string;
  readonly metric: cloudwatch.IMetric;
}

const sum = 'Sum';
/** Calls that the house makes of the table. */
const OPERATIONS = ['GetItem', 'Query', 'TransactWriteItems'];

/** What a kind of alarm looks at, here; none for one that is made of others. */
export function seriesOf(kind: AlarmKind, watch: Watch): readonly Series[] {
  const { watches } = kind;
  const period = Duration.minutes(kind.minutes);
  const metric = (namespace: string, metricName: string, statistic: string, dimensionsMap: Record<string, string>) =>
    new cloudwatch.Metric({ namespace, metricName, statistic, period, dimensionsMap });
  switch (watches.of) {
    case 'house':
      return [{ metric: metric('yimen', watches.measure, watches.statistic, { service: watch.house }) }];
    case 'machines':
      return [...watch.machines].map(([of, { stateMachineArn }]) => ({
        of,
        metric: total(
          watches.metrics.map((name) => metric('AWS/States', name, sum, { StateMachineArn: stateMachineArn })),
          of,
        ),
      }));
    case 'functions':
      return [...watch.functions].map(([of, { functionName }]) => ({
        of,
        metric: total(
          watches.metrics.map((name) => metric('AWS/Lambda', name, sum, { FunctionName: functionName })),
          of,
        ),
      }));
    case 'queues':
      return [...watch.queues].map(([of, { queueName }]) => ({
        of,
        metric: metric('AWS/SQS', 'ApproximateNumberOfMessagesVisible', 'Maximum', { QueueName: queueName }),
      }));
    case 'table': {
      const TableName = watch.table.tableName;
      const places = [
        { TableName },
        ...definition.indexes.map(({ name }) => ({ TableName, GlobalSecondaryIndexName: name })),
      ];
      const metrics =
        watches.what === 'errors'
          ? OPERATIONS.map((Operation) => metric('AWS/DynamoDB', 'SystemErrors', sum, { TableName, Operation }))
          : places.flatMap((place) =>
              ['ReadThrottleEvents', 'WriteThrottleEvents'].map((name) => metric('AWS/DynamoDB', name, sum, place)),
            );
      return [{ metric: total(metrics, kind.name, kind.title) }];
    }
    case 'stream':
      return [...watch.consumers].map(([of, { functionName }]) => ({
        of,
        metric: metric('AWS/Lambda', 'IteratorAge', 'Maximum', { FunctionName: functionName }),
      }));
    case 'api':
      return [{ metric: metric('AWS/ApiGateway', watches.metric, watches.statistic, { ApiId: watch.apiId }) }];
    case 'alarms':
      return [];
  }
}

/** An alarm's own limit. */
const MOST_METRICS = 10;

/** CloudWatch asks the same for an alarm over several metrics as for an alarm each; one for each thing says in its name which it is. */
function total(metrics: readonly cloudwatch.Metric[], name: string, label = name): cloudwatch.MathExpression {
  if (metrics.length > MOST_METRICS)
    throw new Error(`an alarm may look at ${MOST_METRICS} metrics, not ${metrics.length}`);
  // Pictures hold many totals, whose parts must not share an id.
  const id = name.toLowerCase().replaceAll(/[^a-z0-9]/g, '_');
  const named = metrics.map((metric, index): [string, cloudwatch.Metric] => [`m_${id}_${index}`, metric]);
  // What has not happened has no figure, and a sum with a gap in it would be none.
  const expression = named.map(([part]) => `FILL(${part}, 0)`).join(' + ');
  return new cloudwatch.MathExpression({
    expression,
    usingMetrics: Object.fromEntries(named),
    label,
    ...(metrics[0]?.period === undefined ? {} : { period: metrics[0].period }),
  });
}
